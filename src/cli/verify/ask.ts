/**
 * One question to a live host: its status and `Location`, never followed. What passes by itself
 * is asked again, and a host that wants a pause gets it from all who ask.
 */
import { setTimeout as sleep } from 'node:timers/promises'

/** What a host answered. */
export interface Answer {
  status: number
  location: string | null
  /** Its beginning. */
  body: string
}

/** No answer came; the reason in words. */
export interface NoAnswer {
  error: string
}

export interface AskOptions {
  /** How long one request may take, in milliseconds. */
  timeout: number
  /** How many times a failure that may pass is asked again. */
  retries: number
  /** Ends everything. */
  stop: AbortSignal
}

/** Asks for addresses, with one pause for all. */
export type Ask = (url: string) => Promise<Answer | NoAnswer>

const FIRST_PAUSE = 250
const LONGEST_PAUSE = 10_000
const LONGEST_RETRY_AFTER = 300_000
// A build.json is small, and so is what stands beside a Location.
const MOST_BYTES = 64 * 1024

const PASSING = [408, 425, 429, 500, 502, 503, 504]

/** Makes an `Ask`. It rejects only once `stop` is aborted. */
export function makeAsk({ timeout, retries, stop }: AskOptions): Ask {
  let openAt = 0

  async function waitForHost(): Promise<void> {
    for (let rest = openAt - Date.now(); rest > 0; rest = openAt - Date.now()) {
      await sleep(rest, undefined, { signal: stop })
    }
  }

  return async (url) => {
    for (let pause = FIRST_PAUSE, attempt = 0; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      await waitForHost()
      const { answer, retryAfter } = await askOnce(url, timeout, stop)
      stop.throwIfAborted()
      if ('status' in answer && !PASSING.includes(answer.status)) return answer
      if (attempt === retries) return answer
      attempt += 1
      if (retryAfter !== null) openAt = Math.max(openAt, Date.now() + retryAfter)
      // Full jitter: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
      else await sleep(Math.random() * pause, undefined, { signal: stop })
    }
  }
}

async function askOnce(
  url: string,
  timeout: number,
  stop: AbortSignal,
): Promise<{ answer: Answer | NoAnswer; retryAfter: number | null }> {
  const late = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([late, stop]),
      headers: { 'user-agent': 'shortcrust-verify', 'cache-control': 'no-cache' },
    })
    const { status, headers } = response
    const answer = { status, location: headers.get('location'), body: await readStart(response) }
    return { answer, retryAfter: readRetryAfter(headers.get('retry-after')) }
  } catch (error) {
    const reason = late.aborted ? `no answer within ${timeout / 1000} s` : describe(error)
    return { answer: { error: reason }, retryAfter: null }
  }
}

// Read and not cancelled, so that the connection serves the next request, too.
async function readStart({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MOST_BYTES) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

// Seconds or a date: RFC 9110, section 10.2.3.
function readRetryAfter(text: string | null): number | null {
  if (text === null) return null
  const time = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isNaN(time) ? null : Math.min(Math.max(time, 0), LONGEST_RETRY_AFTER)
}

// `fetch` says "fetch failed", and why in its cause.
function describe(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
