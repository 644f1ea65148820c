/**
 * `GET /me`: whose token it is, and what it may do.
 */
import { expect, test } from 'vitest'
import { parseSite } from '../../../src/core/site.ts'
import { openTestApi } from '../../support/api.ts'
import { linkSet } from '../../support/links.ts'

const site = parseSite({
  baseUrl: 'https://go.example',
  teams: { crew: ['Ed', 'ada'], others: ['zoe'] },
})

test.each([
  ['create', 'carol', ['carol']],
  ['edit', 'ed', ['ed', 'crew']],
  ['admin', 'ada', ['ada', 'crew']],
] as const)('as %s', async (role, handle, owners) => {
  const { send } = await openTestApi(linkSet([]), { site })
  const { status, body, headers } = await send('GET', '/me', undefined, { role })
  const { aliases, host, slugLength, privateHosts, blockedHosts } = site
  const rules = { aliases, host, slugLength, privateHosts, blockedHosts }
  const me = { handle, role, owners, baseUrl: 'https://go.example', rules }
  expect([status, body]).toEqual([200, me])
  expect(headers.get('cache-control')).toBe('no-store')
})

test('nobody learns anything, and there is nothing to write', async () => {
  const { send } = await openTestApi(linkSet([]), { site })
  expect((await send('GET', '/me', undefined, { role: null })).status).toBe(401)
  expect((await send('POST', '/me', {})).status).toBe(405)
  expect((await send('GET', '/me?x=1')).status).toBe(422)
})
