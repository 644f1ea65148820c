/**
 * Has lines judged against the links as they are now: keeps the worker, the rules by which the
 * bearer's links are judged, and the database at head. Knows nothing of the page.
 */
import type { Failure, Me } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { fetchDatabase } from '../api/fetch-database.ts'
import { type BulkJudge, startBulkJudge } from './judge.ts'
import type { Judge, Preview, Submission } from './protocol.ts'

let worker: BulkJudge | null = null
let rules: Judge | null = null
let etag: string | null = null

/** The worker, which is started when it is first wanted. */
export function wakeJudge(): BulkJudge {
  worker ??= startBulkJudge()
  return worker
}

/** What would become of the lines, or why nobody can tell. */
export async function judgeLines(
  submission: Submission,
  signal: AbortSignal,
): Promise<{ kind: 'ok'; preview: Preview } | Failure> {
  const judge = wakeJudge()
  if (rules === null) {
    const answer = await callApi<Me & { rules: Judge['site'] }>('/me', { signal })
    if (answer.kind !== 'ok') return answer
    const { handle, baseUrl, rules: site } = answer.body
    rules = { by: handle, site: { ...site, baseUrl } }
  }
  const by = rules
  const answer = await fetchDatabase(etag, signal, () => {})
  if (answer.kind === 'ok') {
    await judge.open(answer.bytes)
    etag = answer.etag
  } else if (answer.kind !== 'same') {
    return answer
  }
  return { kind: 'ok', preview: await judge.judge({ ...submission, judge: by }) }
}

/** Forgets by whose rules it was judged, at the end of a session. */
export function forgetRules(): void {
  rules = null
  etag = null
}

/** Ends the worker, and with it all that it knows of links. */
export function endJudge(): void {
  worker?.close()
  worker = null
}
