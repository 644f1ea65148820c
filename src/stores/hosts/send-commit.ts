/**
 * Sends a commit to a host until it has said what became of it. The promise that each store of a
 * Git host keeps stands here: acknowledged is in the history once, refused is not, and where
 * nobody can know, it says so.
 */
import { CommitUncertain, Conflict } from '../store.ts'
import { HeadMoved, HostFailed, persist } from './host-request.ts'

/** One commit on its way. */
export interface Outgoing {
  /**
   * Sends it, to be taken only while the branch stands at its parent, and returns its id. It is
   * sent again after a failure: the branch takes it once, however often it arrives.
   *
   * @throws {HeadMoved} when the branch stands elsewhere
   * @throws {HostFailed} when the host can't be reached or says nothing
   */
  send(): Promise<string>
  find(): Promise<Whereabouts>
}

/**
 * What the branch's history says of a commit: its id where it is in it; `absent` where the branch
 * has certainly moved on without it, so that no try of it can land any more; `open` otherwise.
 */
export type Whereabouts = { id: string } | 'absent' | 'open'

/**
 * @param end when to give up, in milliseconds since 1970
 * @throws {Conflict} when the branch has moved without the commit
 * @throws {CommitUncertain} when the host went silent after it may have taken it
 */
export async function sendCommit(
  parent: string | null,
  end: number,
  { send, find }: Outgoing,
): Promise<string> {
  let mayBeWritten = false
  try {
    return await persist(end, async () => {
      try {
        return await send()
      } catch (error) {
        if (error instanceof HostFailed && error.mayHaveWritten) mayBeWritten = true
        if (!(error instanceof HeadMoved)) throw error
        const found = mayBeWritten ? await find() : 'absent'
        if (found === 'absent') throw new Conflict(parent)
        // Another try may hold the branch's lock at this very moment.
        if (found === 'open') throw new HostFailed('the branch is locked', true)
        return found.id
      }
    })
  } catch (error) {
    if (!mayBeWritten || error instanceof Conflict) throw error
    throw new CommitUncertain(
      'the Git host went silent over a commit, which may be written or not; the same request again finds out',
    )
  }
}
