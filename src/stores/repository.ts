/**
 * Links of a repository, read and changed through a store. A change is a replayed operation:
 * read the head, apply it, commit with compare-and-swap, and on a conflict do all of it again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { SqlJsStatic } from 'sql.js'
import { decodeLinks, encodeLinks } from '../core/database.ts'
import { isSameSet, type LinkSet } from '../core/link-set.ts'
import { Conflict, type LinkStore, StoreUnavailable } from './store.ts'

/** The links at one revision. */
export interface Head {
  links: LinkSet
  /** `null` in a repository without commits, which holds no links yet. */
  revision: string | null
}

/** What an operation made of the links. */
export interface Outcome<T> {
  /** The new links; `null` or an equal set makes no commit. */
  links: LinkSet | null
  /** The commit's message; its first line says what was done, `Add /slug`. */
  message: string
  result: T
}

/** What an operation came to. */
export interface Changed<T> {
  result: T
  /** The commit that holds the outcome: a new one, or the head where nothing changed. */
  revision: string | null
  /** Whether a commit was made. */
  committed: boolean
}

export interface Repository {
  /**
   * The links at the head; decoded again only when the head has moved.
   *
   * @throws {StoreUnavailable} when the store can't be read, or its head has no `data/links.db`
   * @throws {DatabaseError} when the file at the head is no valid database
   */
  read(): Promise<Head>
  /**
   * The file at the head as it is committed; the empty database where there is no commit yet.
   *
   * @throws as `read` does: what it gives is a valid database
   */
  readFile(): Promise<{ bytes: Uint8Array; revision: string | null }>
  /** The links at an earlier revision, or `null` where it is unknown. */
  readAt(revision: string): Promise<LinkSet | null>
  /**
   * Applies `operation` to the links at the head and commits them, again on each conflict, with
   * full jitter, for at most 20 s once it is its turn: changes of one process wait for each other.
   *
   * @param operation pure: it runs once for each try and gives the same answer for the same links
   * @throws {StoreUnavailable} when the head kept moving for 20 s; nothing is written
   */
  change<T>(author: string, operation: (links: LinkSet) => Outcome<T>): Promise<Changed<T>>
}

const PATIENCE = 20_000
const FIRST_PAUSE = 25
const LONGEST_PAUSE = 1_000
const REMEMBERED = 2

/** The repository behind `store`. */
export function openRepository(store: LinkStore, SQL: SqlJsStatic): Repository {
  const known = new Map<string, LinkSet>()
  let queue: Promise<unknown> = Promise.resolve()

  function remember(revision: string, links: LinkSet): LinkSet {
    known.delete(revision)
    known.set(revision, links)
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break
      known.delete(oldest)
    }
    return links
  }

  async function read(): Promise<Head> {
    const { links, revision } = await readHead()
    return { links, revision }
  }

  async function readHead(): Promise<Head & { bytes: Uint8Array | null }> {
    const { bytes, revision } = await store.read()
    if (revision === null) return { links: new Map(), revision, bytes: null }
    // A file that was deleted is not begun anew: whoever deleted it should say so.
    if (bytes === null) {
      throw new StoreUnavailable(
        'the repository has no data/links.db; start one with "npm run links -- init" and commit it',
      )
    }
    const links = remember(revision, known.get(revision) ?? decodeLinks(SQL, bytes))
    return { links, revision, bytes }
  }

  async function readFile(): Promise<{ bytes: Uint8Array; revision: string | null }> {
    const { links, revision, bytes } = await readHead()
    return { bytes: bytes ?? encodeLinks(SQL, links), revision }
  }

  async function readAt(revision: string): Promise<LinkSet | null> {
    const links = known.get(revision)
    if (links !== undefined) return links
    const bytes = await store.readAt(revision)
    return bytes === null ? null : remember(revision, decodeLinks(SQL, bytes))
  }

  // Null where the head has moved meanwhile.
  async function tryChange<T>(
    author: string,
    operation: (links: LinkSet) => Outcome<T>,
  ): Promise<Changed<T> | null> {
    const head = await read()
    const { links, message, result } = operation(head.links)
    if (links === null || isSameSet(links, head.links)) {
      return { result, revision: head.revision, committed: false }
    }
    try {
      const bytes = encodeLinks(SQL, links)
      const revision = await store.commit({ bytes, parent: head.revision, message, author })
      remember(revision, links)
      return { result, revision, committed: true }
    } catch (error) {
      if (error instanceof Conflict) return null
      throw error
    }
  }

  async function changeUntil<T>(
    end: number,
    author: string,
    operation: (links: LinkSet) => Outcome<T>,
  ): Promise<Changed<T>> {
    const exclusively = store.exclusively ?? runAtOnce
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const changed = await exclusively(() => tryChange(author, operation))
      if (changed !== null) return changed
      // https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
      const wait = Math.random() * pause
      if (Date.now() + wait > end) {
        throw new StoreUnavailable('too many writers at once; nothing was written, try again')
      }
      await sleep(wait)
    }
  }

  return {
    read,
    readFile,
    readAt,
    change(author, operation) {
      const run = () => changeUntil(Date.now() + PATIENCE, author, operation)
      const changed = queue.then(run, run)
      queue = changed.catch(() => {})
      return changed
    },
  }
}

function runAtOnce<T>(work: () => Promise<T>): Promise<T> {
  return work()
}
