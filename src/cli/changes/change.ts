/**
 * Changes links: in the work tree as an editor would, or as a commit. Either way under the lock
 * that all writers of a checkout share.
 */
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { encodeLinks } from '../../core/database.ts'
import { isSameSet, type LinkSet } from '../../core/link-set.ts'
import { type Checkout, findCheckout, LINKS_PATH } from '../../stores/checkout/checkout.ts'
import { readLinksFile } from '../../stores/checkout/work-tree-file.ts'
import { writeFileAtomic } from '../../stores/files.ts'
import { type Outcome, openRepository } from '../../stores/repository.ts'
import { StoreUnavailable } from '../../stores/store.ts'
import { finishInterrupted } from '../../stores/worktree/follow.ts'
import { withLock } from '../../stores/worktree/lock.ts'
import { lockPath, openWorktreeStore } from '../../stores/worktree.ts'
import { Refused } from '../failure.ts'
import { writeNote } from '../merging/merge-note.ts'
import { type Merging, openMerging } from '../merging/merging.ts'
import { requireHandle } from '../project/author.ts'
import type { Project } from '../project/project.ts'
import { say } from '../terminal/output.ts'

/**
 * Applies `operation` to the links and writes the outcome; with `commit` to the head of the
 * branch, keeping what a person has edited meanwhile.
 *
 * @param operation gives the same for the same links, since a commit may have to try again;
 *   it throws `Refused` where the change can't be made, and nothing is written
 */
export async function changeLinks<T>(
  project: Project,
  { commit = false }: { commit?: boolean | undefined },
  operation: (links: LinkSet) => Outcome<T>,
): Promise<T> {
  return commit ? commitChange(project, operation) : editWorkTree(project, operation)
}

async function commitChange<T>(
  { root, site, SQL }: Project,
  operation: (links: LinkSet) => Outcome<T>,
): Promise<T> {
  const checkout = await findCheckout(root)
  const handle = await requireHandle(root)
  const repository = openRepository(openWorktreeStore(checkout, SQL, site), SQL)
  const { result, revision, committed } = await repository
    .change(handle, operation)
    .catch((error) => explainRefusal(checkout, error))
  const id = await checkout.git.text(['rev-parse', '--short', revision ?? 'HEAD'])
  say(committed ? `committed ${id}` : `nothing to commit; the head is still ${id}`)
  return result
}

// A person may have just added what the commit is said to lack.
async function explainRefusal({ git }: Checkout, error: unknown): Promise<never> {
  const isEdited = (await git.tryText(['diff', '--quiet', 'HEAD', '--', LINKS_PATH])) === null
  if (error instanceof Refused && isEdited) {
    say(`--commit goes by the last commit; ${LINKS_PATH} has edits that are not committed yet`)
  }
  throw error
}

async function editWorkTree<T>(
  { root, SQL }: Project,
  operation: (links: LinkSet) => Outcome<T>,
): Promise<T> {
  return withLinksLock(root, async () => {
    const merging = await openMergingIfAny(root, SQL)
    const before = merging?.links ?? (await readLinksFile(root, SQL)).links
    const { links, result } = operation(before)
    if (links === null || isSameSet(links, before)) return result
    await writeFileAtomic(join(root, LINKS_PATH), encodeLinks(SQL, links))
    // Or it would be guessed later, from a file that the edit has changed, whether Git merged it.
    if (merging !== null) await writeNote(merging.checkout, merging.stages, merging.kept)
    else if (process.stderr.isTTY) await sayUncommitted(root)
    return result
  })
}

// Nothing redirects before it is committed. Scripts know what they chose; people may not.
async function sayUncommitted(root: string): Promise<void> {
  if ((await findCheckoutIfAny(root)) === null) return
  say(`not committed yet; with: git commit -m "Edit links" ${LINKS_PATH}`)
}

// An edit needs no merge: where its sides can't be read, it goes by the file as it is.
async function openMergingIfAny(root: string, SQL: SqlJsStatic): Promise<Merging | null> {
  try {
    return await openMerging(root, SQL)
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof Refused) return null
    throw error
  }
}

/** Runs `work` while no other writer touches `data/links.db`, after what one of them left. */
export async function withLinksLock<T>(root: string, work: () => Promise<T>): Promise<T> {
  const checkout = await findCheckoutIfAny(root)
  // Without git there is no server to share a lock with, but there may be a second terminal.
  const path = checkout === null ? join(root, `${LINKS_PATH}.lock`) : lockPath(checkout)
  return withLock(path, async () => {
    if (checkout !== null) await finishInterrupted(checkout)
    return work()
  })
}

async function findCheckoutIfAny(root: string): Promise<Checkout | null> {
  try {
    return await findCheckout(root)
  } catch (error) {
    if (error instanceof StoreUnavailable) return null
    throw error
  }
}

const SUBJECT_MAX = 72

/**
 * A commit's message from one sentence: at most 72 characters in its first line, the whole in
 * its body where that is too short; control characters become spaces.
 */
export function commitMessage(sentence: string): string {
  const line = sentence.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  const characters = [...line]
  if (characters.length <= SUBJECT_MAX) return `${line}\n`
  return `${characters.slice(0, SUBJECT_MAX - 1).join('')}…\n\n${line}\n`
}
