/**
 * A path that somebody's pattern answers is theirs: who may let a link answer in its place.
 */
import { describe, expect, test } from 'vitest'
import type { Role } from '../../../src/config.ts'
import type { HostName } from '../../../src/core/hosts.ts'
import { parseSite } from '../../../src/core/site.ts'
import { openTestApi } from '../../support/api.ts'
import { linkSet } from '../../support/links.ts'

const splat = { url: 'https://example.com/:splat' }
const url = 'https://example.com/octo'
const LINKS = linkSet([
  { slug: 'gh/*', ...splat, owner: 'alice' },
  { slug: 'carols/*', ...splat, owner: 'carol' },
  { slug: 'crews/*', ...splat, owner: 'crew' },
  { slug: 'all/*', ...splat },
  { slug: 'octo', url },
  { slug: 'gh/off', url, state: 'disabled' },
  { slug: 'gh/there', url },
])

function open(host: HostName = 'netlify') {
  return openTestApi(LINKS, { site: parseSite({ teams: { crew: ['Ed'] }, host }) })
}

const refused = (slug: string, handle: string) =>
  `/${slug} is answered by /gh/* so far: /gh/* belongs to alice, and ${handle} is not of them; ask alice or an admin`

describe('a new link under a pattern', () => {
  test.each<[string, Role, number]>([
    ['gh/octo', 'create', 403],
    ['gh/octo', 'edit', 403],
    ['gh/octo', 'admin', 201],
    ['gh/there', 'create', 200],
    ['carols/x', 'create', 201],
    ['carols/x', 'edit', 403],
    ['crews/x', 'create', 403],
    ['crews/x', 'edit', 201],
    ['all/x', 'create', 201],
  ])('/%s by the role %s: %i', async (slug, role, status) => {
    const { send, store } = await open()
    const answer = await send('POST', '/links', { url, slug }, { role })
    expect([answer.status, store.commits.length]).toEqual([status, status === 201 ? 1 : 0])
  })

  test('is refused at its slug, naming pattern and owner', async () => {
    const { send } = await open()
    const { body } = await send('POST', '/links', { url, slug: 'gh/octo' })
    const message = refused('gh/octo', 'carol')
    expect(body).toMatchObject({ detail: message, errors: [{ path: '/slug', message }] })
  })

  test('is refused with all that came with it, each at its place', async () => {
    const { send, store } = await open()
    const links = ['new', 'gh/a', 'gh/b'].map((slug) => ({ url, slug }))
    const { status, body } = await send('POST', '/links', links)
    expect([status, store.commits]).toEqual([403, []])
    expect(body.errors).toEqual([
      { path: '/1/slug', message: refused('gh/a', 'carol') },
      { path: '/2/slug', message: refused('gh/b', 'carol') },
    ])
  })
})

test('a link is not renamed to a path of another’s pattern', async () => {
  const { send, store } = await open()
  const answer = await send('PATCH', '/links/octo', { slug: 'gh/octo' }, { role: 'edit' })
  const message = refused('gh/octo', 'ed')
  expect(answer).toMatchObject({ status: 403, body: { errors: [{ path: '/slug', message }] } })
  expect(store.commits).toEqual([])
  const admins = await send('PATCH', '/links/octo', { slug: 'gh/octo' }, { role: 'admin' })
  expect(admins.status).toBe(200)
})

describe('a disabled link under a pattern', () => {
  // Netlify has a rule for it, so the pattern never answered; on Cloudflare it does meanwhile.
  test.each<[HostName, number]>([
    ['netlify', 200],
    ['cloudflare', 403],
  ])('is enabled on %s: %i', async (host, status) => {
    const one = await open(host)
    const change = { state: 'active' }
    const answer = await one.send('PATCH', '/links/gh%2Foff', change, { role: 'edit' })
    const many = await open(host)
    const entries = [
      { slug: 'octo', change: { title: 'Octo' } },
      { slug: 'gh/off', change },
    ]
    const answers = await many.send('PATCH', '/links', entries, { role: 'edit' })
    expect([answer.status, answers.status]).toEqual([status, status])
    if (status === 200) return
    const message = refused('gh/off', 'ed')
    expect(answer.body.errors).toEqual([{ path: '/state', message }])
    expect(answers.body.errors).toEqual([{ path: '/1/change/state', message }])
  })
})
