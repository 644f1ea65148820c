/** Where releases come from, and bringing one here. */
import { existsSync } from 'node:fs'
import { type Git, GitError } from '../../stores/checkout/git-command.ts'
import { type Refused, refused, UsageError } from '../failure.ts'
import { resolveFile } from '../input/named-file.ts'

export interface Source {
  /** A remote, URL or path, for git. */
  from: string
  /** How people are told of it: without a password. */
  name: string
}

/**
 * The repository that a person named, else the remote `upstream`.
 *
 * @throws {Refused} where there is no such remote
 */
export async function findSource(git: Git, from: string | undefined): Promise<Source> {
  if (from === '') throw new UsageError('--from is empty; give a path or URL')
  if (from !== undefined) {
    const path = resolveFile(from)
    return existsSync(path) ? { from: path, name: from } : { from, name: hidePasswords(from) }
  }
  if ((await git.tryText(['remote', 'get-url', 'upstream'])) !== null) {
    return { from: 'upstream', name: 'upstream' }
  }
  throw refused(
    'upstream',
    'this repository does not know where Shortcrust comes from; tell it once: git remote add upstream <URL>, or each time: --from <URL or path>',
  )
}

export interface Release {
  commit: string
  /** The ends of all of the upstream's history that counts. */
  tips: string[]
}

// Names of its own, so that no branch or tag of the owner's is touched.
const REFS = { tag: 'refs/shortcrust/upgrade/tag', head: 'refs/shortcrust/upgrade/head' }

/**
 * Fetches a tag, and what the upstream is now, since copies are made of that, too. Both are kept
 * from git's maintenance until `forgetRelease`.
 *
 * @throws {Refused} when the source can't be read, or has no such tag
 */
export async function fetchRelease(git: Git, source: Source, tag: string): Promise<Release> {
  const { tags, hasHead } = await listRefs(git, source)
  if (!tags.includes(tag)) throw refuseTag(source, tag, tags)
  const specs = [`+refs/tags/${tag}:${REFS.tag}`, ...(hasHead ? [`+HEAD:${REFS.head}`] : [])]
  const options = [
    '-q',
    '--no-tags',
    '--refmap=',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
  ]
  await askSource(git, source, ['-c', 'fetch.prune=false', 'fetch', ...options], specs)
  const commits = Object.values(REFS).map((ref) => {
    return git.tryText(['rev-parse', '-q', '--verify', `${ref}^{commit}`])
  })
  const [commit = null, head = null] = await Promise.all(commits)
  if (commit === null) throw refuseTag(source, tag, tags)
  return { commit, tips: head === null ? [commit] : [commit, head] }
}

/** Lets go of what was fetched. */
export async function forgetRelease(git: Git): Promise<void> {
  for (const ref of Object.values(REFS)) await git.tryText(['update-ref', '-d', ref])
}

async function listRefs(git: Git, source: Source): Promise<{ tags: string[]; hasHead: boolean }> {
  const command = ['ls-remote', '-q', '--sort=-version:refname']
  const list = await askSource(git, source, command, ['HEAD', 'refs/tags/*'])
  const tags = [...list.matchAll(/\trefs\/tags\/(.+)$/gm)].map(([, tag = '']) => tag)
  return {
    tags: tags.filter((tag) => !tag.endsWith('^{}')),
    hasHead: /\tHEAD$/m.test(list),
  }
}

async function askSource(
  git: Git,
  { from, name }: Source,
  command: readonly string[],
  specs: readonly string[],
): Promise<string> {
  try {
    return await git.text([...command, '--', from, ...specs])
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    throw refused('upstream', `${name} can not be read: ${hidePasswords(error.stderr.trim())}`)
  }
}

function refuseTag({ name }: Source, tag: string, tags: readonly string[]): Refused {
  const some = tags.slice(0, 5).join(', ')
  const known = tags.length === 0 ? 'no tags at all' : tags.length > 5 ? `${some}, …` : some
  return refused('tag', `${name} has no tag ${JSON.stringify(tag.slice(0, 200))}; it has ${known}`)
}

function hidePasswords(text: string): string {
  return text.replace(/:\/\/[^@/\s]*@/g, '://')
}
