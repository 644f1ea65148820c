/**
 * A bare repository, as somebody else sees and changes it.
 */

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
  const head = parent ?? (await git.tryText(['rev-parse', '-q', '--verify', MAIN]))
  const changes = Object.entries(files).flatMap(([path, content]) =>
    content === null ? [`D ${path}\n`] : [`M 100644 inline ${path}\n`, ...datum(content)],
  )
  // One process where plumbing takes eight. It moves no branch to what does not contain its tip.
  const input = Buffer.concat(
    [
      `commit ${MAIN}\nmark :1\ncommitter Somebody <somebody@example.org> now\n`,
      ...datum(message.endsWith('\n') ? message : `${message}\n`),
      head === null ? '' : `from ${head}\n`,
      ...changes,
      '\nget-mark :1\n',
    ].map((part) => Buffer.from(part)),
  )
  return git.text(['fast-import', '--quiet', '--date-format=now'], { input })
}

const MAIN = 'refs/heads/main'

/** Bytes as git-fast-import(1) reads them. */
function datum(content: string | Uint8Array): (string | Uint8Array)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, '\n']
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
