/**
 * `POST /publish`, and what the API does about changes that can't wait, with a real build hook.
 */
import { describe, expect, test } from 'vitest'
import { postBuildHook } from '../../../src/api/build-hook.ts'
import type { ApiContext } from '../../../src/api/context.ts'
import { openTestApi } from '../../support/api.ts'
import { type BuildHookServer, HOOK_SECRET, openBuildHook } from '../../support/build-hook.ts'
import { linkSet } from '../../support/links.ts'

const LINKS = linkSet([{ slug: 'docs', url: 'https://example.com/docs' }, { slug: 'talk' }])
const edit = { role: 'edit' } as const
const admin = { role: 'admin' } as const

async function openWithHook(given: Partial<ApiContext> = {}) {
  const hook = await openBuildHook()
  const api = await openTestApi(LINKS, {
    publish: 'batch',
    callBuildHook: (title) => postBuildHook(hook.url, title),
    ...given,
  })
  return { hook, ...api }
}

const titles = ({ calls }: BuildHookServer) => calls.map(({ title }) => title)

describe('POST /publish', () => {
  test('posts to the build hook as the host takes it, and answers what is on its way', async () => {
    const { send, hook, store } = await openWithHook()
    const { status, body } = await send('POST', '/publish', undefined, edit)
    const head = (await store.read()).revision
    expect([status, body]).toEqual([
      202,
      { head, live: null, pending: ['docs', 'talk'], publish: 'batch', canPublish: true },
    ])
    expect(hook.calls).toEqual([
      {
        method: 'POST',
        path: `/build_hooks/${HOOK_SECRET}`,
        title: 'Shortcrust: published by ed',
        body: '{}',
      },
    ])
  })

  test.each([
    ['no token', null, 401],
    ['create', 'create', 403],
    ['edit', 'edit', 202],
    ['admin', 'admin', 202],
  ] as const)('as %s', async (_name, role, status) => {
    const { send, hook } = await openWithHook()
    expect((await send('POST', '/publish', undefined, { role })).status).toBe(status)
    expect(hook.calls).toHaveLength(status === 202 ? 1 : 0)
  })

  test.each([
    ['{}', 'application/json', 202],
    ['', 'text/plain', 202],
    ['{"force":true}', 'application/json', 422],
    ['[]', 'application/json', 422],
    ['{', 'application/json', 400],
    ['{}', 'text/plain', 415],
  ])('with the body %j of %s: %i', async (body, type, status) => {
    const { send } = await openWithHook()
    const headers = { 'content-type': type }
    expect((await send('POST', '/publish', body, { ...edit, headers })).status).toBe(status)
  })

  test.each(['now', 'batch'] as const)('without a hook says what to set (%s)', async (publish) => {
    const { send } = await openTestApi(LINKS, { publish })
    const { status, body, headers } = await send('POST', '/publish', undefined, edit)
    expect([status, body.detail]).toEqual([503, expect.stringContaining('SHORTCRUST_BUILD_HOOK')])
    expect(headers.get('retry-after')).not.toBeNull()
    expect(/each commit is built/.test(body.detail)).toBe(publish === 'now')
  })

  test('tells that this host could not bake it', async () => {
    const { send } = await openTestApi(LINKS, {
      bakeNow: async () => {},
      liveRevision: async () => 'old',
    })
    const { status, body } = await send('POST', '/publish', undefined, edit)
    expect([status, body.detail]).toEqual([503, expect.stringContaining('could not be baked')])
  })

  test('bakes at once where this is the host: 200, live; a hook is called all the same', async () => {
    let live: string | null = null
    const { send, store } = await openTestApi(LINKS, {
      bakeNow: async () => {
        live = (await store.read()).revision
      },
      liveRevision: async () => live,
    })
    const alone = await send('POST', '/publish', undefined, edit)
    expect([alone.status, alone.body]).toEqual([
      200,
      { head: live, live, pending: [], publish: 'now', canPublish: true },
    ])
    const both = await openWithHook({ bakeNow: async () => {} })
    expect((await both.send('POST', '/publish', undefined, edit)).status).toBe(202)
    expect(both.hook.calls).toHaveLength(1)
  })
})

describe('a failing hook', () => {
  test.each([
    [[503, 429], 3, 202],
    [[0], 2, 202],
    [[500, 500, 500, 200], 3, 503],
    [[404, 200], 1, 503],
    [[302, 200], 1, 503],
  ])('that answers %j is called %i times: %i', async (answers, calls, status) => {
    const { send, hook, log } = await openWithHook()
    hook.answers = [...answers]
    const elsewhere: unknown[] = []
    hook.site = ({ url }, response) => {
      elsewhere.push(url)
      response.end()
    }
    const answer = await send('POST', '/publish', undefined, edit)
    expect([answer.status, hook.calls.length]).toEqual([status, calls])
    // Where a hook redirects to is another's, and would learn its secret.
    expect(elsewhere).toEqual([])
    expect(log).toHaveLength(status === 503 ? 1 : 0)
    expect(JSON.stringify([answer.body, log])).not.toContain(HOOK_SECRET)
  })

  test('that can not be reached is told without its URL', async () => {
    const hook = await openBuildHook()
    await hook.close()
    const outcome = await postBuildHook(hook.url, 'T')
    expect(outcome).toEqual({ ok: false, reason: 'it could not be reached: ECONNREFUSED' })
  })
})

describe('with builds in batches', () => {
  test('changes that can wait call nothing', async () => {
    const { send, hook } = await openWithHook()
    await send('POST', '/links', { url: 'https://example.com/new', slug: 'new' }, edit)
    await send('PATCH', '/links/docs', { title: 'T', tags: ['a'] }, edit)
    await send('PATCH', '/links/docs', { slug: 'manual' }, edit)
    expect(hook.calls).toEqual([])
  })

  test('others call the hook after their commit, once', async () => {
    const { send, hook, store } = await openWithHook()
    const committed: number[] = []
    hook.site = () => {}
    const patched = await send('PATCH', '/links/docs', { url: 'https://example.org/' }, edit)
    committed.push(store.commits.length)
    expect([patched.status, patched.body.notices]).toEqual([200, []])
    await send('PATCH', '/links/docs', { url: 'https://example.org/' }, edit)
    await send('DELETE', '/links/talk', undefined, edit)
    await send('DELETE', '/links/docs?purge=true', undefined, admin)
    expect(titles(hook)).toEqual([
      'Shortcrust: /docs changed',
      'Shortcrust: /talk changed',
      'Shortcrust: /docs changed',
    ])
  })

  test('a hook that fails never fails the write, whose answer says so', async () => {
    const { send, hook, store, log } = await openWithHook()
    hook.answers = [404]
    const { status, body } = await send('PATCH', '/links/docs', { state: 'disabled' }, edit)
    expect([status, body.state, body.commit]).toEqual([
      200,
      'disabled',
      (await store.read()).revision,
    ])
    expect(body.notices).toEqual([expect.stringContaining('the build hook failed')])
    expect(log).toEqual([expect.stringContaining('/docs')])
    expect(JSON.stringify([body, log])).not.toContain(HOOK_SECRET)
  })

  test('nothing is called where each push is built', async () => {
    const { send, hook } = await openWithHook({ publish: 'now' })
    await send('DELETE', '/links/docs', undefined, edit)
    expect(hook.calls).toEqual([])
  })
})

test('GET /status tells whether its reader may publish', async () => {
  const { send } = await openWithHook()
  const may = async (role: 'create' | 'edit') =>
    (await send('GET', '/status', undefined, { role })).body.canPublish
  expect([await may('create'), await may('edit')]).toEqual([false, true])
  const without = await openTestApi(LINKS)
  expect((await without.send('GET', '/status', undefined, edit)).body.canPublish).toBe(false)
})
