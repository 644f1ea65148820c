/**
 * A bare repository, as somebody else sees and changes it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Git } from '../../src/stores/checkout/git-command.ts'

/**
 * Commits files (`null` removes one) on top of `main`, and returns the commit's id. Fails when
 * `main` moves meanwhile, or stands elsewhere than at `parent`.
 */
export async function commitFiles(
  git: Git,
  files: Readonly<Record<string, string | Uint8Array | null>>,
  message: string,
  { parent }: { parent?: string } = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'index-'))
  const env = {
    GIT_INDEX_FILE: join(folder, 'index'),
    GIT_AUTHOR_NAME: 'Somebody',
    GIT_AUTHOR_EMAIL: 'somebody@example.org',
    GIT_COMMITTER_NAME: 'Somebody',
    GIT_COMMITTER_EMAIL: 'somebody@example.org',
  }
  try {
    const head = parent ?? (await git.tryText(['rev-parse', '-q', '--verify', 'refs/heads/main']))
    if (head !== null) await git.text(['read-tree', head], { env })
    for (const [path, content] of Object.entries(files)) {
      if (content === null) {
        const input = `0 ${'0'.repeat(40)}\t${path}\n`
        await git.text(['update-index', '--index-info'], { env, input })
        continue
      }
      const blob = await git.text(['hash-object', '-w', '--stdin'], { input: content })
      await git.text(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], { env })
    }
    const tree = await git.text(['write-tree'], { env })
    const parents = head === null ? [] : ['-p', head]
    const commit = await git.text(['commit-tree', tree, ...parents, '-m', message], { env })
    await git.text(['update-ref', 'refs/heads/main', commit, head ?? ''])
    return commit
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The commits of `main`, newest first. */
export async function historyOf(
  git: Git,
): Promise<{ id: string; author: string; message: string }[]> {
  const log = await git.tryText(['log', '-z', '--format=%H%n%an%n%B', 'main'])
  return (log ?? '').split('\0').flatMap((entry) => {
    if (entry === '') return []
    const [id = '', author = '', ...message] = entry.split('\n')
    return [{ id, author, message: message.join('\n').trim() }]
  })
}

/** Paths in the tree of `main`. */
export async function filesOf(git: Git): Promise<string[]> {
  return (await git.text(['ls-tree', '-r', '--name-only', 'main'])).split('\n')
}
