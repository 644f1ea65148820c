/** What comes of a call: the API's own word, told apart from everything else that may answer. */
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../../src/client/api/answers.ts'
import { explainFailure } from '../../../../src/client/api/explain.ts'
import { failureOf, readAnswer } from '../../../../src/client/api/read-answer.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const PROBLEM_TYPE = 'application/problem+json'

function answer(status: number, type: string, body: string, headers: object = {}): Response {
  return new Response(body, { status, headers: { 'content-type': type, ...headers } })
}

describe('an answer', () => {
  test('of the API is its body', async () => {
    const read = await readAnswer(answer(201, JSON_TYPE, '{"slug":"a"}'))
    expect(read).toEqual({ kind: 'ok', status: 201, body: { slug: 'a' } })
  })

  test('of what is no more has no body', async () => {
    const read = await readAnswer(new Response(null, { status: 204 }))
    expect(read).toEqual({ kind: 'ok', status: 204, body: null })
  })

  test('that the API refuses says why, and when to come again', async () => {
    const body = '{"title":"Busy","detail":"try later"}'
    const read = await readAnswer(answer(503, PROBLEM_TYPE, body, { 'retry-after': '7' }))
    const problem = { title: 'Busy', detail: 'try later' }
    expect(read).toEqual({ kind: 'problem', status: 503, problem, retryAfter: '7' })
  })

  test.each([
    ['a page where JSON belongs', 200, 'text/html', '<p>'],
    ['half a document', 200, JSON_TYPE, '{"slug":'],
    ['half a problem', 422, PROBLEM_TYPE, '{'],
    ['the page of a CDN that knows no such file', 404, 'text/html', '<p>'],
    ['the page of a broken server', 500, 'text/html', '<p>'],
  ])('%s is nobody’s word about a link', async (_, status, type, body) => {
    expect(await readAnswer(answer(status, type, body))).toEqual({ kind: 'garbled', status })
  })

  test.each([401, 403, 413, 429, 503])('the host itself may refuse with %i', async (status) => {
    const read = await readAnswer(answer(status, 'text/html', '<p>'))
    expect(read).toMatchObject({ kind: 'problem', status, retryAfter: null })
    expect(read.kind === 'problem' && read.problem.title).not.toBe('')
  })
})

test('without an answer it is who asked that gave up, the time that ran out, or the network', () => {
  const never = new AbortController().signal
  const over = AbortSignal.abort()
  expect(failureOf(over, over, 40_000)).toEqual({ kind: 'aborted' })
  expect(failureOf(never, over, 40_000)).toEqual({ kind: 'silent', seconds: 40 })
  expect(failureOf(undefined, never, 40_000)).toEqual({ kind: 'unreachable' })
})

describe('a failure in words', () => {
  const refused = (status: number, retryAfter: string | null = null): Failure => {
    return { kind: 'problem', status, problem: { title: 'T', detail: 'no room' }, retryAfter }
  }

  test('is the API’s own sentence, with a capital and a full stop', () => {
    expect(explainFailure(refused(409))).toBe('No room.')
  })

  test.each([
    ['7', '7 seconds'],
    ['600', '10 minutes'],
    [new Date(Date.now() + 300_000).toUTCString(), '5 minutes'],
  ])('tells that %s is in %s', (retryAfter, words) => {
    expect(explainFailure(refused(503, retryAfter))).toContain(words)
  })

  test.each<Failure>([
    { kind: 'unreachable' },
    { kind: 'silent', seconds: 40 },
    { kind: 'garbled', status: 502 },
    refused(401),
    refused(403),
    refused(413),
    refused(429),
    refused(503, 'soon'),
  ])('is a sentence for $kind', (failure) => {
    expect(explainFailure(failure)).toMatch(/^[A-Z0-9].*[.!?]$/s)
  })
})
