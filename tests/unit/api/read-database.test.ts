/**
 * `GET /database`: the file at the head, byte for byte.
 */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createApi } from '../../../src/api/handler.ts'
import { decodeLinks } from '../../../src/core/database.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { openTestApi, TOKENS } from '../../support/api.ts'
import { linkSet } from '../../support/links.ts'

const LINKS = linkSet([{ slug: 'docs' }, { slug: 'old', state: 'gone' }])

async function get(api: Awaited<ReturnType<typeof openTestApi>>, condition?: string) {
  const headers = new Headers({ authorization: `Bearer ${TOKENS.create}` })
  if (condition !== undefined) headers.set('if-none-match', condition)
  const request = new Request('https://go.example.org/api/v1/database', { headers })
  const response = await createApi(api.context)(request)
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

test('is the file at the head, with Git’s id of it as entity tag', async () => {
  const api = await openTestApi(LINKS)
  const { response, bytes } = await get(api)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/vnd.sqlite3')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(bytes).toEqual((await api.store.read()).bytes)
  expect(decodeLinks(await loadSql(), bytes)).toEqual(LINKS)
  const id = execFileSync('git', ['hash-object', '--stdin'], { input: bytes }).toString().trim()
  expect(response.headers.get('etag')).toBe(`"${id}"`)
})

test('is not sent again to whoever has it', async () => {
  const api = await openTestApi(LINKS)
  const { response } = await get(api)
  const tag = response.headers.get('etag') ?? ''
  for (const condition of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
    const again = await get(api, condition)
    expect([again.response.status, again.bytes.length]).toEqual([304, 0])
    expect(again.response.headers.get('etag')).toBe(tag)
  }
  await api.send('POST', '/links', { url: 'https://example.com/' })
  expect((await get(api, tag)).response.status).toBe(200)
})

test('of many links comes whole', async () => {
  const rows = Array.from({ length: 4_000 }, (_, index) => ({ slug: `s${index}` }))
  const api = await openTestApi(linkSet(rows))
  const { bytes } = await get(api)
  expect(bytes).toEqual((await api.store.read()).bytes)
  expect(bytes.length).toBeGreaterThan(256 * 1024)
})

test('is refused without a token, and where the host can not send it', async () => {
  const api = await openTestApi(LINKS, { answerMax: 1_000 })
  expect((await api.send('GET', '/database', undefined, { role: null })).status).toBe(401)
  const { status, body } = await api.send('GET', '/database')
  expect([status, body.detail]).toEqual([503, expect.stringContaining('1000')])
})
