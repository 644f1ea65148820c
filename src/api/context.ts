/**
 * What the API works with. All of it comes from outside, so tests need no server or clock.
 */
import type { TokenEntry } from '../config.ts'
import type { RandomBytes } from '../core/random-slug.ts'
import type { Site } from '../core/site.ts'
import type { Repository } from '../stores/repository.ts'

export interface ApiContext {
  repository: Repository
  site: Site
  tokens: readonly TokenEntry[]
  publish: 'now' | 'batch'
  /** Milliseconds since 1970. */
  now: () => number
  /** Unpredictable bytes. */
  randomBytes: RandomBytes
  /** The commit that is baked and live, or `null` where that can't be found out. */
  liveRevision: () => Promise<string | null>
  /** Takes what went wrong inside, for the operator; never tokens or bodies. */
  log: (message: string) => void
}
