/**
 * What the API works with. All of it comes from outside, so tests need no server or clock.
 */
import type { TokenEntry } from '../config.ts'
import type { Site } from '../core/site.ts'
import type { RandomBytes } from '../core/slugs/random-slug.ts'
import type { Repository } from '../stores/repository.ts'
import type { HookOutcome } from './build-hook.ts'

export interface ApiContext {
  repository: Repository
  site: Site
  tokens: readonly TokenEntry[]
  publish: 'now' | 'batch'
  /** Asks the host to build, with a title for its list of builds; `null` without a build hook. */
  callBuildHook: ((title: string) => Promise<HookOutcome>) | null
  /** Bakes the head at once, where this process is the host itself; else `null`. */
  bakeNow: (() => Promise<void>) | null
  /** Most bytes that the host lets an answer have, where it has a limit. */
  answerMax: number | null
  /** Milliseconds since 1970. */
  now: () => number
  /** Unpredictable bytes. */
  randomBytes: RandomBytes
  /** The commit that is baked and live, or `null` where that can't be found out. */
  liveRevision: () => Promise<string | null>
  /** Takes what went wrong inside, for the operator; never tokens or bodies. */
  log: (message: string) => void
}
