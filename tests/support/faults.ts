/**
 * What can go wrong on the way to a Git host. Each test server of a host can be told to do it.
 */

export type Fault =
  /** The host refuses the token. */
  | 'token-refused'
  /** The branch takes no commits from us. */
  | 'protected-branch'
  /** Too many requests; come again after `RATE_LIMIT_SECONDS`. */
  | 'rate-limit'
  /** The host, or a proxy before it, answers 503 and has done nothing. */
  | 'server-error'
  /** The host takes the request and never answers. */
  | 'stall'
  /** The connection ends before the host has done anything. */
  | 'cut-before'
  /** A read's answer ends halfway; of a write the host has taken half and drops it. */
  | 'cut-during'
  /** The host has done it, and the connection ends before it can say so. */
  | 'cut-after'

export interface FaultOptions {
  /** Reads: asking for the head or for the file. Writes: sending the commit. */
  on: 'read' | 'write'
  /** How many requests meet it; without it, all of them. */
  times?: number
  /** Happens on the host before the fault is seen, after what the fault lets it do. */
  meanwhile?: () => Promise<unknown>
}

/** The faults that are at work now. */
export interface Faults {
  inject(fault: Fault, options: FaultOptions): void
  /** The fault that the next request meets; counted as met. */
  meet(on: FaultOptions['on']): { fault: Fault; meanwhile: () => Promise<unknown> } | null
}

export const RATE_LIMIT_SECONDS = 42

/** Faults of one server; the first that fits a request is met. */
export function openFaults(): Faults {
  let waiting: { fault: Fault; options: FaultOptions; left: number }[] = []
  return {
    inject(fault, options) {
      waiting.push({ fault, options, left: options.times ?? Number.POSITIVE_INFINITY })
    },
    meet(on) {
      const met = waiting.find(({ options }) => options.on === on)
      if (met === undefined) return null
      met.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      const { meanwhile = async () => {} } = met.options
      return { fault: met.fault, meanwhile }
    },
  }
}
