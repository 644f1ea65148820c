/**
 * Revisions and files that a person names, and the links at them.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { DatabaseError, decodeLinks } from '../../core/database.ts'
import type { LinkSet } from '../../core/link-set.ts'
import type { ComparedSide } from '../../formats/diff-report.ts'
import { LINKS_PATH } from '../../stores/checkout/checkout.ts'
import { type Git, gitIn } from '../../stores/checkout/git-command.ts'
import { findBlob, findCommit, readBlob, readFileAt } from '../../stores/checkout/revisions.ts'
import { readFileIfAny } from '../../stores/files.ts'
import { type Refused, refused } from '../failure.ts'
import { readNamedFile, resolveFile } from '../input/named-file.ts'

/** How people read that a clone is shallow. */
export const UNSHALLOW = 'the rest comes with: git fetch --unshallow'

/** The id of a commit that a person named. @throws {Refused} where there is none */
export async function requireCommit(git: Git, name: string): Promise<string> {
  const commit = await findCommit(git, name)
  if (commit === null) throw await refuseRevision(git, name)
  return commit
}

async function refuseRevision(git: Git, name: string, or = ''): Promise<Refused> {
  const shallow = await git.tryText(['rev-parse', '--is-shallow-repository'])
  if (shallow !== null && (await findCommit(git, 'HEAD')) === null) {
    return refused('revision', `the repository has no commit yet, so there is no ${quote(name)}`)
  }
  const hint = shallow === 'true' ? `; this clone is shallow, ${UNSHALLOW}` : ''
  return refused(
    'revision',
    `there is no commit ${quote(name)}${or}, or more than one; "npm run links -- log" shows ids${hint}`,
  )
}

function quote(name: string): string {
  return JSON.stringify(name.slice(0, 200))
}

/**
 * The links at a commit; `null` where it has no `data/links.db`.
 *
 * @param name how a person named it, for messages
 * @throws {Refused} when the file there is no valid database
 */
export async function readLinksAt(
  git: Git,
  SQL: SqlJsStatic,
  commit: string,
  name: string,
): Promise<LinkSet | null> {
  const bytes = await readFileAt(git, commit)
  return bytes === null ? null : decodeNamed(SQL, bytes, `${LINKS_PATH} at ${name}`)
}

function decodeNamed(SQL: SqlJsStatic, bytes: Uint8Array, name: string): LinkSet {
  try {
    return decodeLinks(SQL, bytes)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw refused(`database-${error.fault}`, `${name}: ${error.message}`)
  }
}

/** Links to be compared, and what they are called. */
export interface Side {
  side: ComparedSide
  links: LinkSet
}

/** The links in the work tree of the project. */
export async function readWorkTree(root: string, SQL: SqlJsStatic): Promise<Side> {
  const bytes = await readFileIfAny(join(root, LINKS_PATH))
  const links = bytes === null ? null : decodeNamed(SQL, bytes, LINKS_PATH)
  return toSide('work tree', null, links)
}

/** The links at the last commit; of a repository without commits, none. */
export async function readHead(root: string, SQL: SqlJsStatic): Promise<Side> {
  const git = gitIn(root)
  const commit = await findCommit(git, 'HEAD')
  if (commit === null) return toSide('HEAD (no commit yet)', null, null)
  return toSide('HEAD', commit, await readLinksAt(git, SQL, commit, 'HEAD'))
}

/**
 * The links that a person means: at a commit, in a file of one (`HEAD~1:old.db`), or in a file.
 *
 * @param root where revisions are looked up
 * @throws {Refused} when there is no such thing, or no valid database there
 */
export async function readNamed(root: string, SQL: SqlJsStatic, name: string): Promise<Side> {
  const git = gitIn(root)
  const commit = await findCommit(git, name)
  if (commit !== null) return toSide(name, commit, await readLinksAt(git, SQL, commit, name))
  const blob = await findBlob(git, name)
  if (blob !== null) return toSide(name, null, decodeNamed(SQL, await readBlob(git, blob), name))
  if (!existsSync(resolveFile(name)) || name === '') {
    throw await refuseRevision(git, name, ', and no file of that name')
  }
  return toSide(name, null, decodeNamed(SQL, await readNamedFile(name), name))
}

function toSide(name: string, commit: string | null, links: LinkSet | null): Side {
  return { side: { name, commit, links: links?.size ?? null }, links: links ?? new Map() }
}
