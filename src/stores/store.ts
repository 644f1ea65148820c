/**
 * Where the repository is: the interface that every store fulfils, and its errors.
 * Stores move bytes and commits; what is in the bytes is the core's business.
 */

/** What stands at the head of the branch. */
export interface Snapshot {
  /** The bytes of `data/links.db`; `null` where the head has no such file. */
  bytes: Uint8Array | null
  /** Id of the head commit; `null` where the repository has no commit yet. */
  revision: string | null
}

export interface Commit {
  bytes: Uint8Array
  /** Revision that the bytes were made from; it must still be the head. `null`: the first one. */
  parent: string | null
  message: string
  /** Handle of the person who asked for the change. */
  author: string
}

export interface LinkStore {
  /** @throws {StoreUnavailable} when the head can't be read */
  read(): Promise<Snapshot>
  /** The file's bytes at an earlier revision, or `null` where revision or file are unknown. */
  readAt(revision: string): Promise<Uint8Array | null>
  /**
   * Makes one commit with these bytes on top of `parent` and returns its id. An answer that was
   * lost on its way is found again in the history before anything is said of it.
   *
   * @throws {Conflict} when `parent` is no longer the head; nothing is written
   * @throws {EditConflict} when a person's own uncommitted edit contradicts the change
   * @throws {CommitUncertain} when the host went silent, and nobody can know whether it wrote
   * @throws {StoreUnavailable} when the store can't commit now; nothing is written
   */
  commit(commit: Commit): Promise<string>
  /**
   * Whether a commit would be taken, as far as that can be known without making one.
   *
   * @returns what may refuse it all the same, as sentences
   * @throws {StoreUnavailable} when it would be refused
   */
  probe?(): Promise<string[]>
  /**
   * Runs `work`, a read and its commit, while other writers of this store wait; where a store has
   * no such means, commits are tried again on a conflict.
   */
  exclusively?<T>(work: () => Promise<T>): Promise<T>
}

/** The head has moved: read again and apply the change again. */
export class Conflict extends Error {
  constructor(parent: string | null) {
    super(`the head is no longer ${parent ?? 'before the first commit'}`)
    this.name = 'Conflict'
  }
}

/** An uncommitted edit in the work tree changes the same link differently. */
export class EditConflict extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EditConflict'
  }
}

/** The store can't serve now, for a reason that a person can understand and mend. */
export class StoreUnavailable extends Error {
  /** Seconds after which a new try makes sense. */
  readonly retryAfter: number
  constructor(message: string, retryAfter = 5, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreUnavailable'
    this.retryAfter = retryAfter
  }
}

/**
 * The host took a commit and went silent, and could not be asked again: it may be written or not.
 * The same request again finds out, since what is there already is not added twice.
 */
export class CommitUncertain extends StoreUnavailable {
  constructor(message: string, retryAfter = 5) {
    super(message, retryAfter)
    this.name = 'CommitUncertain'
  }
}
