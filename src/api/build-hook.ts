/**
 * Build hooks: URLs that make a host build the site once they are posted to. Whoever knows such a
 * URL can build, so it is in no message, log or answer.
 */
import { setTimeout as sleep } from 'node:timers/promises'

export type HookOutcome =
  | { ok: true }
  /** `reason` is a clause for people, without the URL. */
  | { ok: false; reason: string }

const ATTEMPTS = 3
// All attempts together take at most 9 s, of which a function has 10 to 60 to answer in.
const PATIENCE = 2_500
const FIRST_PAUSE = 400

/**
 * Posts to a build hook, again where the host may only be busy, at most three times.
 *
 * @param title why the site is built, for the host's list of builds
 * @see https://docs.netlify.com/configure-builds/build-hooks/
 */
export async function postBuildHook(url: string, title: string): Promise<HookOutcome> {
  const target = new URL(url)
  target.searchParams.set('trigger_title', title)
  for (let attempt = 1; ; attempt += 1) {
    const { outcome, isFinal } = await tryOnce(target)
    if (outcome.ok || isFinal || attempt === ATTEMPTS) return outcome
    // Full jitter around a pause that grows.
    await sleep(Math.random() * FIRST_PAUSE * 2 ** (attempt - 1))
  }
}

async function tryOnce(url: URL): Promise<{ outcome: HookOutcome; isFinal: boolean }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      // Followed, a redirect would tell another host the secret path.
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    })
    await response.body?.cancel()
    return judge(response)
  } catch (error) {
    return { outcome: { ok: false, reason: describeFailure(error) }, isFinal: false }
  }
}

function judge({ ok, status }: Response): { outcome: HookOutcome; isFinal: boolean } {
  if (ok) return { outcome: { ok: true }, isFinal: true }
  const isPassing = status === 429 || status >= 500
  const advice = isPassing
    ? ''
    : '; make a new one at the host, and set SHORTCRUST_BUILD_HOOK to it'
  return { outcome: { ok: false, reason: `it answered ${status}${advice}` }, isFinal: !isPassing }
}

// The messages of `fetch` may hold the URL, so only kinds and codes are told.
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'it could not be reached'
  if (error.name === 'TimeoutError') return 'it did not answer in time'
  const { cause } = error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  return typeof code === 'string' && /^[A-Z_]+$/.test(code)
    ? `it could not be reached: ${code}`
    : 'it could not be reached'
}
