/**
 * `doctor`: a configuration against a Git host, a build hook and a live site, all of them servers
 * on this machine.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { hashToken } from '../../../../src/api/auth.ts'
import { commitFiles } from '../../../support/bare.ts'
import { HOOK_SECRET, openBuildHook } from '../../../support/build-hook.ts'
import { bytesOf } from '../../../support/clone.ts'
import { startGitServer } from '../../../support/git-server.ts'
import type { Protection } from '../../../support/github/repository.ts'
import { startGitHubServer } from '../../../support/github/server.ts'
import { makeProject } from '../project.ts'

const TOKENS = `alice:admin:${hashToken('secret-of-alice')}`
const LINKS = [{ slug: 'docs', url: 'https://example.com/docs' }]

interface Check {
  name: string
  status: string
  message: string
  fix: string | null
}

/** A site in production: a GitHub with its links, a hook, and a host that serves what is built. */
async function open() {
  const hub = await startGitHubServer()
  onTestFinished(() => hub.close())
  const head = await commitFiles(hub.git, { 'data/links.db': bytesOf(LINKS) }, 'Start')
  const hook = await openBuildHook()
  const live = { commit: head, status: 401 }
  hook.site = (request, response) => {
    const isBuild = request.url === '/build.json'
    response.writeHead(isBuild ? 200 : live.status)
    response.end(isBuild ? JSON.stringify({ commit: live.commit, nextChangeAt: null }) : '')
  }
  const project = await makeProject({ site: { baseUrl: hook.origin } })
  const variables: Record<string, string> = {
    SHORTCRUST_TOKENS: TOKENS,
    SHORTCRUST_STORE: 'github',
    SHORTCRUST_REPO: `${hub.owner}/${hub.name}`,
    SHORTCRUST_GITHUB_API: hub.api,
    SHORTCRUST_GIT_TOKEN: hub.token,
    SHORTCRUST_BUILD_HOOK: hook.url,
  }
  async function examine(changed: Record<string, string> = {}, ...args: string[]) {
    const env = { ...variables, ...changed }
    const { code, stdout, stderr } = await project.run(['doctor', '--json', ...args], { env })
    for (const secret of [hub.token, HOOK_SECRET, hashToken('secret-of-alice')]) {
      expect(stdout + stderr).not.toContain(secret)
    }
    const checks: Check[] = JSON.parse(stdout).checks
    const find = (name: string) => checks.filter((check) => check.name === name)
    return { code, checks, find }
  }
  return { hub, hook, live, head, project, variables, examine }
}

describe('on GitHub', () => {
  it('finds nothing wrong where all is well', async () => {
    const { examine, head } = await open()
    const { code, checks } = await examine()
    expect(code).toBe(0)
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      // The live site of a test is on this machine.
      ['site', 'warning'],
      ['tokens', 'ok'],
      ['repository', 'ok'],
      ['links', 'ok'],
      ['permission', 'ok'],
      ['hook', 'warning'],
      ['live', 'ok'],
      ['function', 'ok'],
    ])
    expect(checks.find(({ name }) => name === 'live')?.message).toContain(head.slice(0, 7))
  })

  it('tells people the same, marks before words, and ends with 1 where something is wrong', async () => {
    const { project, variables } = await open()
    const { code, stdout } = await project.run(['doctor'], {
      env: { ...variables, SHORTCRUST_TOKENS: '' },
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^✗ tokens +SHORTCRUST_TOKENS is not set.*\n +→ make one with: npm run links/m,
    )
    expect(stdout).toMatch(/^✓ repository/m)
    expect(stdout).toMatch(/\n1 error, 2 warnings\n$/)
  })

  it('names a token that may only read', async () => {
    const { hub, examine } = await open()
    hub.protection.isReadOnly = true
    const { code, find } = await examine()
    expect(code).toBe(1)
    expect(find('permission')).toMatchObject([
      { status: 'error', message: expect.stringContaining('"Contents: read and write"') },
    ])
  })

  const RULE = { viewerCanPush: true, requiredApprovingReviewCount: 0 }
  const NO_CHECKS = { ...RULE, requiredStatusCheckContexts: [] }
  it.each<[string, Partial<Protection>, string, RegExp]>([
    [
      'rules that we may not bypass',
      { rules: ['pull_request', 'deletion'] },
      'error',
      /no commit on "main": the ruleset "Reviews" \(pull_request\) refuses it/,
    ],
    [
      'rules that bind pull requests of ours, too',
      { rules: ['pull_request'], bypass: 'pull_requests_only' },
      'error',
      /refuses it/,
    ],
    ['rules that we may bypass', { rules: ['pull_request'], bypass: 'always' }, 'ok', /allowed/],
    ['rules that a commit keeps', { rules: ['non_fast_forward'] }, 'ok', /allowed/],
    [
      'rules of which we may not know more',
      { rules: ['pull_request'], bypass: null },
      'warning',
      /protects "main" and refuses commits, unless/,
    ],
    [
      'a protection that keeps us away',
      { isProtected: true, updateRule: { ...NO_CHECKS, viewerCanPush: false } },
      'error',
      /lets only others push/,
    ],
    [
      'a protection that asks for reviews',
      { isProtected: true, updateRule: { ...NO_CHECKS, requiredApprovingReviewCount: 1 } },
      'warning',
      /protected \(reviews, checks/,
    ],
    [
      'a protection that asks for checks',
      { isProtected: true, updateRule: { ...RULE, requiredStatusCheckContexts: ['ci'] } },
      'warning',
      /protected \(reviews, checks/,
    ],
    [
      'a protection from other things',
      { isProtected: true, updateRule: NO_CHECKS },
      'ok',
      /allowed/,
    ],
    [
      'a protection of which we may not know more',
      { isProtected: true, updateRule: 'hidden' },
      'warning',
      /"main" is protected/,
    ],
  ])('judges %s', async (_what, protection, status, message) => {
    const { hub, examine } = await open()
    Object.assign(hub.protection, protection)
    const { code, find } = await examine()
    expect(find('permission')).toMatchObject([{ status, message: expect.stringMatching(message) }])
    expect(code).toBe(status === 'error' ? 1 : 0)
  })

  it('is not sure what binds an App', async () => {
    const { hub, examine } = await open()
    hub.protection.rules = ['pull_request']
    const { find } = await examine({
      SHORTCRUST_GITHUB_APP: `${hub.app.appId}/${hub.app.installationId}`,
      SHORTCRUST_GITHUB_APP_KEY: hub.app.privateKey,
    })
    expect(find('permission')).toMatchObject([{ status: 'warning' }])
  })

  it('commits nothing', async () => {
    const { hub, head, examine } = await open()
    await examine()
    expect(await hub.git.text(['rev-parse', 'main'])).toBe(head)
  })

  it.each<[string, Record<string, string>, string, RegExp]>([
    [
      'a wrong token',
      { SHORTCRUST_GIT_TOKEN: 'wrong' },
      'repository',
      /refuses SHORTCRUST_GIT_TOKEN/,
    ],
    [
      'another repository',
      { SHORTCRUST_REPO: 'example/other' },
      'repository',
      /no repository example\/other/,
    ],
    ['a branch that is not there', { SHORTCRUST_BRANCH: 'live' }, 'repository', /no branch "live"/],
    ['no store', { SHORTCRUST_STORE: '' }, 'repository', /SHORTCRUST_STORE is not set/],
    [
      'no admin',
      { SHORTCRUST_TOKENS: TOKENS.replace('admin', 'edit') },
      'tokens',
      /none is an admin/,
    ],
    [
      'one token for two',
      { SHORTCRUST_TOKENS: `${TOKENS},${TOKENS.replace('alice', 'bob')}` },
      'tokens',
      /one token/,
    ],
    ['a wrong variable', { SHORTCRUST_PUBLISH: 'later', PORT: 'x' }, 'variables', /PORT is "x"/],
    [
      'batch without a hook',
      { SHORTCRUST_PUBLISH: 'batch', SHORTCRUST_BUILD_HOOK: '' },
      'variables',
      /SHORTCRUST_BUILD_HOOK is missing/,
    ],
  ])('names %s', async (_what, changed, name, message) => {
    const { examine } = await open()
    const { find } = await examine(changed)
    const [found] = find(name)
    expect(found?.status).not.toBe('ok')
    expect(found?.message).toMatch(message)
  })

  it('says what a live site is built from, where it is not the head', async () => {
    const { hub, live, examine } = await open()
    await commitFiles(hub.git, { 'notes.txt': 'x' }, 'Write notes')
    expect((await examine()).find('live')).toMatchObject([
      { status: 'warning', message: expect.not.stringContaining('not live yet') },
    ])
    const more = [...LINKS, { slug: 'talks' }, { slug: 'team' }]
    await commitFiles(hub.git, { 'data/links.db': bytesOf(more) }, 'Add /talks and /team')
    expect((await examine()).find('live')).toMatchObject([
      { status: 'warning', message: expect.stringContaining('not live yet: /talks and 1 more') },
    ])
    live.commit = 'f'.repeat(40)
    expect((await examine()).find('live')).toMatchObject([
      { status: 'error', message: expect.stringContaining('no commit of this branch') },
    ])
  })

  it('names what the host drops', async () => {
    const { hub, hook, project, examine } = await open()
    const site = { baseUrl: hook.origin, host: 'cloudflare' }
    await project.write('data/site.json', JSON.stringify(site))
    const patterns = Array.from({ length: 101 }, (_, index) => ({ slug: `p${index}/*` }))
    await commitFiles(hub.git, { 'data/links.db': bytesOf(patterns) }, 'Add patterns')
    expect((await examine()).find('links')).toMatchObject([
      { status: 'error', message: expect.stringContaining('takes 100 rules with patterns') },
    ])
  })

  it.each([
    ['https://api.netlify.com/build_hooks/secret-5c23354f454e', 'ok'],
    ['https://api.cloudflare.com/client/v4/pages/webhooks/deploy_hooks/secret-5c23354f454e', 'ok'],
    ['https://example.com/secret-5c23354f454e', 'warning'],
  ])('knows %s for a build hook without a call', async (url, status) => {
    const { examine } = await open()
    const { find } = await examine({ SHORTCRUST_BUILD_HOOK: url })
    expect(find('hook')).toMatchObject([{ status }])
  })

  it.each([
    [503, 'not configured'],
    [404, 'no function'],
    [200, 'and not 401'],
  ])('says what a function means that answers %i', async (status, words) => {
    const { live, examine } = await open()
    live.status = status
    expect((await examine()).find('function')).toMatchObject([
      { status: 'error', message: expect.stringContaining(words) },
    ])
  })

  it('calls what answers on this machine no deployment, and an unknown head by its reason', async () => {
    const { head, examine } = await open()
    const { find } = await examine({ SHORTCRUST_TOKENS: '', SHORTCRUST_STORE: '' })
    const id = head.slice(0, 7)
    expect(find('live')).toMatchObject([
      {
        status: 'warning',
        message: `the site on this machine is built from ${id}; no repository is set to compare it with`,
        fix: null,
      },
    ])
    expect(find('function')).toMatchObject([
      { status: 'ok', message: expect.stringContaining('no deployed function') },
    ])
  })

  it('says that nothing is live', async () => {
    const { hook, examine } = await open()
    hook.site = (_request, response) => response.writeHead(404).end()
    const { find } = await examine()
    expect(find('live')).toMatchObject([{ status: 'error' }])
    expect(find('function')).toEqual([])
  })

  it('names links that can not be baked', async () => {
    const { hub, examine } = await open()
    const own = [{ slug: 'loop', url: '/loop' }]
    await commitFiles(hub.git, { 'data/links.db': bytesOf(own) }, 'Loop')
    expect((await examine()).find('links')).toMatchObject([
      { status: 'error', message: expect.stringContaining('leads in a circle') },
    ])
    await commitFiles(hub.git, { 'data/links.db': 'junk' }, 'Junk')
    expect((await examine()).find('links')).toMatchObject([{ status: 'error' }])
    await commitFiles(hub.git, { 'data/links.db': null }, 'Remove')
    expect((await examine()).find('links')).toMatchObject([
      { status: 'error', message: expect.stringContaining('no data/links.db') },
    ])
  })

  it('calls the hook on request alone', async () => {
    const { hook, examine } = await open()
    await examine()
    expect(hook.calls).toEqual([])
    expect((await examine({}, '--hook')).find('hook')).toMatchObject([{ status: 'ok' }])
    expect(hook.calls).toHaveLength(1)
  })

  it('takes the variables from a file', async () => {
    const { project, variables } = await open()
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
    await project.write('.env', lines.join(''))
    expect((await project.run(['doctor', '--vars', '.env'])).code).toBe(0)
    const missing = await project.run(['doctor', '--vars', 'none.env'])
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('there is no file')])
  })
})

describe('on another Git host', () => {
  it('knows who may push', async () => {
    const server = await startGitServer()
    onTestFinished(() => server.close())
    await commitFiles(server.git, { 'data/links.db': bytesOf(LINKS) }, 'Start')
    const project = await makeProject()
    const env = {
      SHORTCRUST_TOKENS: TOKENS,
      SHORTCRUST_STORE: 'git',
      SHORTCRUST_REPO: server.url,
      SHORTCRUST_GIT_TOKEN: server.token,
    }
    const permission = async () => {
      const { stdout } = await project.run(['doctor', '--json'], { env })
      expect(stdout).not.toContain(server.token)
      const checks: Check[] = JSON.parse(stdout).checks
      return checks.find(({ name }) => name === 'permission')
    }
    expect(await permission()).toMatchObject({ status: 'ok' })
    await server.git.text(['config', 'http.receivepack', 'false'])
    expect(await permission()).toMatchObject({
      status: 'error',
      message: expect.stringContaining('permission to read and write'),
    })
  })
})
