/**
 * `publish`: with a real build hook, beside a live site that says what it was built from.
 */
import { describe, expect, it } from 'vitest'
import { type BuildHookServer, HOOK_SECRET, openBuildHook } from '../../support/build-hook.ts'
import { makeProject, type TestProject } from './project.ts'

const PAST = '2026-01-01T00:00:00Z'
const FUTURE = '2999-01-01T00:00:00Z'

/** A project whose live site is on the server that has the build hook. */
async function open(): Promise<{ hook: BuildHookServer; project: TestProject; head: string }> {
  const hook = await openBuildHook()
  const project = await makeProject({
    links: [{ slug: 'docs', url: 'https://example.com/docs' }],
    site: { baseUrl: hook.origin },
  })
  return { hook, project, head: await project.git('rev-parse', 'HEAD') }
}

/** Lets the live site answer `/build.json` with this. */
function serve(hook: BuildHookServer, body: unknown, status = 200): void {
  hook.site = (request, response) => {
    const found = request.url === '/build.json'
    response.writeHead(found ? status : 404)
    response.end(found ? (typeof body === 'string' ? body : JSON.stringify(body)) : '')
  }
}

const publish = ({ run }: TestProject, { url }: { url: string }, ...args: string[]) =>
  run(['publish', ...args], { env: { SHORTCRUST_BUILD_HOOK: url } })

it('posts to the hook, whatever is live', async () => {
  const { hook, project } = await open()
  const ran = await publish(project, hook)
  expect(ran).toEqual({ code: 0, stdout: 'the host was asked to build\n', stderr: '' })
  expect(hook.calls).toEqual([
    {
      method: 'POST',
      path: `/build_hooks/${HOOK_SECRET}`,
      title: 'Shortcrust: published by hand',
      body: '{}',
    },
  ])
})

describe('--if-due', () => {
  it('does nothing while the links of HEAD are live and none changes by itself', async () => {
    const { hook, project, head } = await open()
    serve(hook, { commit: head, nextChangeAt: FUTURE })
    await project.git('commit', '-q', '--allow-empty', '-m', 'No link')
    const ran = await publish(project, hook, '--if-due')
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('not due')])
    const json = await publish(project, hook, '--if-due', '--json')
    expect(JSON.parse(json.stdout)).toEqual({ published: false, reasons: [] })
    expect(hook.calls).toEqual([])
  })

  it('publishes committed links that are not live, and says which; uncommitted ones wait', async () => {
    const { hook, project, head } = await open()
    serve(hook, { commit: head, nextChangeAt: null })
    await project.run(['add', 'https://example.com/new', '--slug', 'new'])
    expect((await publish(project, hook, '--if-due')).stdout).toContain('not due')
    await project.git('commit', '-q', '-a', '-m', 'Add')
    const ran = await publish(project, hook, '--if-due')
    const reason = `1 link changed since the live commit ${head.slice(0, 7)}: /new`
    expect([ran.code, ran.stdout]).toEqual([0, `due: ${reason}\nthe host was asked to build\n`])
    expect(hook.calls.map(({ title }) => title)).toEqual([`Shortcrust: ${reason}`])
    const json = await publish(project, hook, '--if-due', '--json')
    expect(JSON.parse(json.stdout)).toEqual({ published: true, reasons: [reason] })
  })

  it('publishes once a link has started or ended since the live build', async () => {
    const { hook, project, head } = await open()
    serve(hook, { commit: head, nextChangeAt: PAST })
    const ran = await publish(project, hook, '--if-due')
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(`ended at ${PAST}`)])
    expect(hook.calls).toHaveLength(1)
  })

  it.each<[string, unknown, number, string]>([
    ['is not there', {}, 404, 'build.json answers 404'],
    ['is no JSON', '<html>', 200, 'is not JSON'],
    ['is of another site', { version: 1 }, 200, 'no build.json of ours'],
    ['names no commit', { commit: null }, 200, 'does not say'],
    ['names something else', { commit: '--output=x' }, 200, 'does not say'],
    ['names an unknown commit', { commit: 'f'.repeat(40) }, 200, 'fffffff is not known here'],
  ])('a build.json that %s makes it due', async (_name, body, status, reason) => {
    const { hook, project } = await open()
    serve(hook, body, status)
    const ran = await publish(project, hook, '--if-due')
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(reason)])
    expect(hook.calls).toHaveLength(1)
  })

  it('a site that can not be reached makes it due', async () => {
    const { hook } = await open()
    const away = await openBuildHook()
    await away.close()
    const project = await makeProject({ site: { baseUrl: away.origin } })
    const ran = await publish(project, hook, '--if-due')
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining("can't be reached")])
  })
})

describe('exits with 1', () => {
  it('when the hook fails, without telling its URL', async () => {
    const { hook, project } = await open()
    hook.answers = [404]
    const ran = await publish(project, hook, '--json')
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('the build hook failed: it answered 404')
    expect(JSON.stringify(ran)).not.toContain(HOOK_SECRET)
  })

  it.each([
    ['', 'SHORTCRUST_BUILD_HOOK is missing'],
    [`http://host.example/${HOOK_SECRET}`, 'must be an https:// URL'],
  ])('when the hook is %j', async (url, message) => {
    const { project } = await open()
    const ran = await publish(project, { url })
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(message)])
    expect(JSON.stringify(ran)).not.toContain(HOOK_SECRET)
  })
})
