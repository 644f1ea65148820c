/**
 * The workflows on a Git host, step by step in a scratch repository with a bare remote: what they
 * say and push, and that nothing from outside is ever run.
 */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { encodeLinks } from '../../src/core/database.ts'
import type { Link } from '../../src/core/link.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { HOOK_SECRET, openBuildHook } from '../support/build-hook.ts'
import { removeFolder } from '../support/checkout.ts'
import { linkSet } from '../support/links.ts'
import { type Host, makeHost } from '../support/workflows.ts'

const SQL = await loadSql()
const docs = { slug: 'docs', owner: 'writers', url: 'https://example.com/docs' }
const free = { slug: 'free', url: 'https://example.com/free' }
const SITE = { teams: { writers: ['ada', 'bob'] } }
// Would leave a file behind, were it run by any shell.
const EVIL = '$(touch pwned)`touch pwned`;touch pwned\n"; touch pwned #'
// biome-ignore lint/suspicious/noTemplateCurlyInString: a name of a branch can't have a space
const EVIL_BRANCH = 'x$(touch${IFS}pwned)`touch${IFS}pwned`;touch${IFS}pwned'

const hosts: Host[] = []
afterEach(async () => {
  for (const { folder } of hosts.splice(0)) {
    // With types it stays out of links to folders, such as the one to all packages.
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = files.map(({ parentPath, name }) => join(relative(folder, parentPath), name))
    expect(paths.filter((path) => path.includes('pwned') && !path.includes('refs'))).toEqual([])
    await removeFolder(folder)
  }
})

async function start(
  links: readonly Partial<Link>[] = [docs, free],
  site: object = SITE,
): Promise<Host> {
  const host = await makeHost(links, site)
  hosts.push(host)
  return host
}

/** Pushes a pull request's branch, grown from `main` as it is now. */
async function propose(
  host: Host,
  links: readonly Partial<Link>[],
  { number = 1, branch = 'feature', fork = false, files = {} }: Proposed = {},
) {
  const sha = await host.push(`refs/pull/${number}/head`, links, files)
  if (!fork) await host.git.text(['push', '-q', 'origin', `${sha}:refs/heads/${branch}`])
  return pullOf({ number, sha, branch, fork })
}

interface Proposed {
  number?: number
  branch?: string
  fork?: boolean
  files?: Record<string, string | Uint8Array>
}

function pullOf({
  number = 1,
  sha = '',
  branch = 'feature',
  fork = false,
  author = 'eve',
  type = 'User',
}) {
  return {
    number,
    title: EVIL,
    body: EVIL,
    user: { login: author, type },
    base: { ref: 'main' },
    head: { ref: branch, sha, repo: { full_name: fork ? 'eve/go' : 'octo/go' } },
  }
}

/** The clone goes back to where `main` is on the host. */
async function backToMain({ git }: Host): Promise<void> {
  await git.text(['fetch', '-q', 'origin', 'main'])
  await git.text(['checkout', '-q', '-f', '-B', 'main', 'FETCH_HEAD'])
}

async function commentOn(host: Host, number: number): Promise<string> {
  const { comments } = await host.state()
  return (comments[number] ?? []).map(({ body }) => body).join('\n')
}

describe('links-check.yml', () => {
  async function check(host: Host, links: readonly Partial<Link>[]) {
    const main = await host.git.text(['rev-parse', 'HEAD'])
    const { head } = await propose(host, links)
    const tree = await host.git.text(['rev-parse', `${head.sha}^{tree}`])
    const merge = await host.git.text(['commit-tree', tree, '-p', main, '-p', head.sha, '-m', 'M'])
    await host.git.text(['push', '-q', 'origin', `${merge}:refs/pull/1/merge`])
    return host.run('links-check.yml', 'pull_request', { pull_request: pullOf(head) })
  }

  it('annotates findings and shows the diff as summary', async () => {
    const host = await start()
    const ran = await check(host, [docs, free, { slug: 'talk', url: 'https://example.com/talk' }])
    expect(ran.outcome, ran.output).toBe('success')
    expect(ran.summary).toContain('- **added** `/talk`\n')
    expect(await host.calls()).toEqual([])
  })

  it('fails on an error, and shows the diff all the same', async () => {
    const host = await start()
    const ran = await check(host, [docs, { ...free, createdBy: 'eve' }])
    expect(ran.outcome).toBe('failure')
    expect(ran.output).toContain('::error file=data/links.db,title=origin::')
    expect(ran.summary).toContain('- **changed** `/free`\n')
  })
})

describe('links-comment.yml', () => {
  const review = (host: Host, pull: ReturnType<typeof pullOf>) =>
    host.run('links-comment.yml', 'pull_request_target', { pull_request: pull })

  it('posts one comment, and keeps it up to date', async () => {
    const host = await start()
    const talk = {
      slug: 'talk',
      url: 'https://example.com/talk',
      createdBy: 'eve',
      title: '@all <img src=x>',
    }
    const ran = await review(host, await propose(host, [docs, free, talk], { fork: true }))
    expect(ran.outcome, ran.output).toBe('success')
    expect(await commentOn(host, 1)).toContain('- **added** `/talk`\n')
    expect(await commentOn(host, 1)).toContain('`@all <img src=x>`')
    expect(ran.summary).toContain('- **added** `/talk`\n')

    await review(
      host,
      await propose(host, [docs, free, { ...talk, slug: 'talks' }], { fork: true }),
    )
    expect(await commentOn(host, 1)).toContain('`/talks`')
    await review(host, await propose(host, [docs, free], { fork: true }))
    expect(await commentOn(host, 1)).toBe(
      '<!-- shortcrust:check -->\n**No links change any more.**\n',
    )
  })

  it('passes no commit by what another one proposes', async () => {
    const host = await start()
    const evil = await propose(host, [{ ...docs, url: 'https://evil.example/' }, free])
    await propose(host, [docs, free, { slug: 'talk' }])
    const ran = await review(host, evil)
    expect(ran.outcome).toBe('failure')
    expect(ran.output).toContain('pull request 1 was pushed to meanwhile')
    expect(await host.calls()).toEqual([])
  })

  it('says nothing where no links change', async () => {
    const host = await start()
    const ran = await review(
      host,
      await propose(host, [docs, free], { files: { 'NOTES.md': 'x' } }),
    )
    expect(ran.outcome, ran.output).toBe('success')
    expect(await commentOn(host, 1)).toBe('')
  })

  it('has the runner take nothing of it as a command', async () => {
    const host = await start()
    const ran = await review(
      host,
      await propose(host, [docs, { ...free, title: '##[add-mask]e' }], { branch: EVIL_BRANCH }),
    )
    expect(ran.output).toMatch(/^::stop-commands::[0-9a-f-]{36}\n.*##\[add-mask\]e/s)
  })

  it('fails where the file is a link or a submodule, whatever that holds', async () => {
    const host = await start()
    const head = await host.git.text(['rev-parse', 'HEAD'])
    const blob = await host.git.text(['rev-parse', 'HEAD:data/links.db'])
    for (const [entry, kind] of [
      [`120000,${blob}`, 'a symbolic link'],
      [`160000,${head}`, 'a submodule'],
    ] as const) {
      await host.git.text(['update-index', '--cacheinfo', `${entry},data/links.db`])
      const tree = await host.git.text(['write-tree'])
      const sha = await host.git.text(['commit-tree', tree, '-p', head, '-m', 'M'])
      await host.git.text(['push', '-q', '-f', 'origin', `${sha}:refs/pull/1/head`])
      expect(await review(host, pullOf({ sha }))).toMatchObject({ outcome: 'failure' })
      expect(await commentOn(host, 1)).toContain('**error** (`no-file`)')
      expect(await commentOn(host, 1)).toContain(kind)
    }
  })

  it('leaves a comment of somebody else alone, whatever it begins with', async () => {
    const host = await start()
    const theirs = {
      id: 7,
      body: '<!-- shortcrust:check -->\nhi',
      user: { login: 'eve', type: 'User' },
    }
    await host.know({ comments: { 1: [theirs] } })
    await review(host, await propose(host, [docs]))
    const { comments } = await host.state()
    expect(comments[1]).toHaveLength(2)
    expect(comments[1]?.[0]).toEqual(theirs)
  })

  it('never runs or installs what the head brings', async () => {
    const host = await start()
    const evil = "require('node:fs').writeFileSync(process.env.HOME + '/pwned', '')"
    const files = {
      'package.json': JSON.stringify({
        name: 'shortcrust',
        scripts: { prepare: 'touch "$HOME/pwned"' },
      }),
      'src/cli/main.ts': evil,
      'src/cli/prepare.js': evil,
      '.gitattributes': 'data/links.db diff=links merge=evil filter=evil -text\n',
      '.npmrc': 'script-shell=./evil.sh\n',
    }
    const ran = await review(host, await propose(host, [docs, free, { slug: 'talk' }], { files }))
    expect(ran.outcome, ran.output).toBe('success')
    expect(await commentOn(host, 1)).toContain('- **added** `/talk`\n')
    const work = join(host.folder, 'run-1')
    expect(existsSync(join(work, 'pwned'))).toBe(false)
    expect(existsSync(join(work, 'work/.npmrc'))).toBe(false)
  })

  it('shows what the pull request changes, not what main changed since', async () => {
    const host = await start()
    const pull = await propose(host, [docs, free, { slug: 'talk' }])
    await backToMain(host)
    await host.push('refs/heads/main', [docs, free, { slug: 'news', owner: 'writers' }])
    const ran = await review(host, pull)
    expect(ran.outcome, ran.output).toBe('success')
    expect(await commentOn(host, 1)).toContain('**Links: 1 added**')
  })

  it('fails and says why where the file is too large or broken', async () => {
    const host = await start()
    for (const [content, reason] of [
      [Buffer.alloc(51_000_000), 'database-size'],
      [Buffer.from('no database at all'), 'database-'],
      [Buffer.from(encodeLinks(SQL, linkSet([docs]))).subarray(0, 2000), 'database-'],
    ] as const) {
      const pull = await propose(host, [docs], { files: { 'data/links.db': content } })
      const ran = await review(host, pull)
      expect(ran.outcome).toBe('failure')
      expect(await commentOn(host, 1)).toContain(`**error** (\`${reason}`)
      await backToMain(host)
      await host.git.text(['push', '-q', 'origin', '--delete', 'refs/pull/1/head', 'feature'])
    }
  })

  describe('owners', () => {
    const taken = { ...docs, url: 'https://evil.example/' }
    const approve = (login: string, commit_id: string) => {
      return { user: { login, type: 'User' }, state: 'APPROVED', commit_id }
    }

    it('have to agree, and nobody can approve their own', async () => {
      const host = await start()
      const pull = await propose(host, [taken, free], {
        files: { 'data/site.json': JSON.stringify({ teams: { writers: ['eve'] } }) },
      })
      await host.know({
        reviews: { 1: [approve('eve', pull.head.sha), approve('mallory', pull.head.sha)] },
      })
      const ran = await review(host, pull)
      expect(ran.outcome).toBe('failure')
      expect(await commentOn(host, 1)).toContain('**error** (`owner`)')
      expect(await commentOn(host, 1)).toContain('`example.com`')
    })

    it('agree by an approval, until another change comes; a merge of main is none', async () => {
      const host = await start()
      const pull = await propose(host, [taken, free])
      await host.know({ reviews: { 1: [approve('bob', pull.head.sha)] } })
      expect(await review(host, pull)).toMatchObject({ outcome: 'success' })

      // Main moves, and is merged into the branch.
      await backToMain(host)
      await host.push('refs/heads/main', [docs, free, { slug: 'news' }])
      const main = await host.git.text(['rev-parse', 'HEAD'])
      await host.git.text(['checkout', '-q', pull.head.sha])
      await host.git.text(['merge', '-q', '-s', 'ours', main])
      const merged = await propose(host, [taken, free, { slug: 'news' }])
      const second = await review(host, merged)
      expect(second.outcome, second.output).toBe('success')

      const again = await propose(host, [
        { ...taken, url: 'https://worse.example/' },
        free,
        { slug: 'news' },
      ])
      expect(await review(host, again)).toMatchObject({ outcome: 'failure' })
      expect(await commentOn(host, 1)).toContain('**warning** (`approval-stale`)')
    })

    it('have to agree where the author deleted their account', async () => {
      const host = await start()
      const pull = { ...(await propose(host, [taken, free])), user: null }
      const ran = await host.run('links-comment.yml', 'pull_request_target', { pull_request: pull })
      expect(ran.outcome).toBe('failure')
      expect(await commentOn(host, 1)).toContain('**error** (`owner`)')
    })

    it('have taken an approval back', async () => {
      const host = await start()
      const pull = await propose(host, [taken, free])
      const approval = approve('bob', pull.head.sha)
      const { CHANGES, COMMENT } = {
        CHANGES: { ...approval, state: 'CHANGES_REQUESTED' },
        COMMENT: { ...approval, state: 'COMMENTED' },
      }
      await host.know({ reviews: { 1: [approval, COMMENT] } })
      expect(await review(host, pull)).toMatchObject({ outcome: 'success' })
      await host.know({ reviews: { 1: [approval, CHANGES] } })
      expect(await review(host, pull)).toMatchObject({ outcome: 'failure' })
    })

    it('need no right to write, but whoever gives a tombstone away does', async () => {
      const gone = { slug: 'gone', state: 'gone' } as const
      const host = await start([docs, free, gone])
      const pull = await propose(host, [taken, free, { ...gone, state: 'active' }])
      await host.know({ reviews: { 1: [approve('bob', pull.head.sha)] }, writers: ['ada'] })
      expect(await review(host, pull)).toMatchObject({ outcome: 'failure' })
      expect(await commentOn(host, 1)).toContain('**error** (`tombstone`)')
      expect(await commentOn(host, 1)).not.toContain('**error** (`owner`)')
      await host.know({ writers: ['bob'] })
      expect(await review(host, pull)).toMatchObject({ outcome: 'success' })
    })
  })
})

describe('links-merge.yml', () => {
  const SECRETS = { SHORTCRUST_APP_ID: '1', SHORTCRUST_APP_KEY: 'key' }
  const merge = (host: Host, secrets: Record<string, string> = SECRETS) =>
    host.run('links-merge.yml', 'push', { ref: 'refs/heads/main' }, secrets)

  /** One pull request of each kind, and then main moves. */
  async function part(host: Host) {
    const news = { slug: 'news' }
    const pulls = [
      await propose(host, [docs, free, { slug: 'one' }], { number: 1, branch: EVIL_BRANCH }),
    ]
    await backToMain(host)
    pulls.push(await propose(host, [docs, free, { slug: 'two' }], { number: 2, fork: true }))
    await backToMain(host)
    const files = { 'data/site.json': JSON.stringify({ name: 'Mine' }) }
    pulls.push(
      await propose(host, [docs, free, { slug: 'three' }], { number: 3, branch: 'c', files }),
    )
    await backToMain(host)
    pulls.push(
      await propose(host, [docs, { ...free, url: 'https://a.example/' }], {
        number: 4,
        branch: 'd',
      }),
    )
    await backToMain(host)
    pulls.push(
      await propose(host, [docs, free], { number: 5, branch: 'e', files: { 'NOTES.md': 'x' } }),
    )
    await backToMain(host)
    await host.push('refs/heads/main', [docs, { ...free, url: 'https://b.example/' }, news], {
      'data/site.json': JSON.stringify({ name: 'Ours', ...SITE }),
    })
    await host.know({ pulls })
    return pulls
  }

  it('merges branches whose only conflict is the links, and no others', async () => {
    const host = await start()
    const pulls = await part(host)
    const main = await host.remote.text(['rev-parse', 'main'])
    const ran = await merge(host)
    expect(ran.outcome, ran.output).toBe('success')
    expect([...(await host.linksAt(EVIL_BRANCH)).keys()].sort()).toEqual([
      'docs',
      'free',
      'news',
      'one',
    ])
    const parents = await host.remote.text(['rev-parse', `${EVIL_BRANCH}^1`, `${EVIL_BRANCH}^2`])
    expect(parents.split('\n')).toEqual([pulls[0]?.head.sha, main])
    expect(await host.remote.text(['log', '-1', '--format=%an %cn', EVIL_BRANCH])).toBe(
      'github-actions[bot] github-actions[bot]',
    )
    for (const [index, branch] of [
      [2, 'c'],
      [3, 'd'],
      [4, 'e'],
    ] as const) {
      expect(await host.remote.text(['rev-parse', branch])).toBe(pulls[index]?.head.sha)
    }
    expect(ran.summary).toContain('- #1: merged\n')
    expect(ran.summary).toContain('- #3: has conflicts in `data/site.json`\n')
    expect(ran.summary).toContain('- #5: merges without us\n')
  })

  it('tells people with a fork, or with a choice to make, which commands to run', async () => {
    const host = await start()
    await part(host)
    await merge(host)
    for (const number of [2, 4]) {
      expect(await commentOn(host, number)).toContain(
        'git pull --no-rebase https://github.com/octo/go main\ngit push\n',
      )
    }
    expect(await commentOn(host, 2)).not.toContain('resolve')
    expect(await commentOn(host, 4)).toContain('npm run links -- resolve')
    expect(await commentOn(host, 1)).toBe('')
  })

  it('leaves a branch alone that moved since the list was made', async () => {
    const host = await start()
    const pulls = await part(host)
    const [first] = pulls
    await host.git.text(['checkout', '-q', first?.head.sha ?? ''])
    const moved = await propose(host, [docs, { slug: 'one' }], { number: 1, branch: EVIL_BRANCH })
    const ran = await merge(host)
    expect(ran.summary).toContain('- #1: was pushed to meanwhile\n')
    expect(await host.remote.text(['rev-parse', EVIL_BRANCH])).toBe(moved.head.sha)
  })

  it('never forces: whoever pushes meanwhile comes first', async () => {
    const host = await start()
    const [first] = await part(host)
    // The branch moves, before the pull request does.
    await host.git.text(['checkout', '-q', first?.head.sha ?? ''])
    const moved = await host.push(`refs/heads/${EVIL_BRANCH}`, [docs, { slug: 'one' }])
    const ran = await merge(host)
    expect(ran.outcome, ran.output).toBe('success')
    expect(ran.summary).toContain('- #1: was not pushed: `')
    expect(await host.remote.text(['rev-parse', EVIL_BRANCH])).toBe(moved)
  })

  it('does nothing without an App, and says so', async () => {
    const host = await start()
    const [first] = await part(host)
    for (const secrets of [{}, { SHORTCRUST_APP_ID: '1' }]) {
      const ran = await merge(host, secrets)
      expect(ran.outcome).toBe('success')
      expect(ran.output).toContain('::notice title=Links are not merged::')
    }
    expect(await host.remote.text(['rev-parse', EVIL_BRANCH])).toBe(first?.head.sha)
    expect(await host.calls()).toEqual([])
  })
})

describe('links-issue.yml', () => {
  const NEW_LINK = [
    ['Target of the new link', 'https://example.com/talk'],
    ['Slug', 'talk'],
    ['Title', 'My talk'],
    ['Tags', 'talks, 2026'],
    ['Owner', '_No response_'],
    ['Starts', '_No response_'],
    ['Expires', '_No response_'],
    ['Public directory', '_No response_'],
  ] as const

  /** The form as GitHub renders it, with some other values. */
  function render(values: Record<string, string> = {}): string {
    return NEW_LINK.map(([label, value]) => `### ${label}\n\n${values[label] ?? value}`).join(
      '\n\n',
    )
  }

  function issueOf(body: string, given: object = {}) {
    return {
      number: 12,
      title: EVIL,
      body,
      created_at: '2026-11-20T08:00:00Z',
      state: 'open',
      user: { login: 'carol', type: 'User' },
      ...given,
    }
  }

  async function file(host: Host, issue: ReturnType<typeof issueOf>, given: object = {}) {
    await host.know({ issues: { 12: issue } })
    const repository = { default_branch: 'main', html_url: 'https://github.com/octo/go' }
    return host.run('links-issue.yml', 'issues', {
      action: 'opened',
      issue,
      repository,
      sender: issue.user,
      ...given,
    })
  }

  it('turns a form into a pull request, and posts its check', async () => {
    const host = await start()
    const ran = await file(host, issueOf(render()))
    expect(ran.outcome, ran.output).toBe('success')
    const links = await host.linksAt('links/issue-12')
    expect(links.get('talk')).toMatchObject({
      url: 'https://example.com/talk',
      title: 'My talk',
      tags: ['2026', 'talks'],
      createdBy: 'carol',
    })
    expect(await host.remote.text(['log', '-1', '--format=%an%n%B', 'links/issue-12'])).toBe(
      'github-actions[bot]\nAdd /talk\n\nRequested-by: carol\nCloses: #12\n',
    )
    expect(await host.remote.text(['rev-parse', 'links/issue-12^'])).toBe(
      await host.remote.text(['rev-parse', 'main']),
    )
    const posted = (await host.calls()).filter(({ path }) => path === 'repos/octo/go/pulls')
    expect(posted.map(({ body }) => body)).toEqual([
      {
        title: 'Add /talk',
        head: 'links/issue-12',
        base: 'main',
        body: 'Asked for by `carol` with an issue form.\n\nCloses #12\n',
      },
    ])
    expect(await commentOn(host, 99)).toContain('- **added** `/talk`\n')
    expect(await commentOn(host, 99)).not.toContain('**error**')
    expect(await commentOn(host, 12)).toBe(
      '<!-- shortcrust:issue -->\n`Add /talk` is proposed in #99.\n',
    )
  })

  it('says in a comment what to fix, runs nothing of it, and tries again once it is edited', async () => {
    const host = await start()
    for (const [values, expected] of [
      [{ Slug: EVIL }, 'goes on'],
      [{ Slug: 'a b$(touch pwned)' }, '(`slug`)'],
      [{ Title: 'x\n\n### Slug\n\nadmin' }, 'twice'],
      [{ 'Target of the new link': 'javascript:alert(1)' }, '(`url`)'],
      [{ Slug: 'docs' }, '(`slug-taken`)'],
    ] as const) {
      const ran = await file(host, issueOf(render(values)))
      expect(ran.outcome, ran.output).toBe('success')
      expect(await commentOn(host, 12)).toContain('Edit the issue, and it is tried again')
      expect(await commentOn(host, 12)).toContain(expected)
    }
    expect(await host.remote.text(['branch', '--list', 'links/*'])).toBe('')
    await file(host, issueOf(render()), { action: 'edited' })
    expect(await commentOn(host, 12)).toContain('is proposed in #99')
  })

  describe('of somebody who may not write', () => {
    const eve = { user: { login: 'eve', type: 'User' } }
    const label = (name: string, login = 'ada') => {
      return { action: 'labeled', label: { name }, sender: { login, type: 'User' } }
    }

    it('waits for the label of somebody who may, and says so', async () => {
      const host = await start()
      const issue = issueOf(render(), eve)
      await file(host, issue)
      expect(await commentOn(host, 12)).toContain('`Add /talk` waits to be let through.')
      const edited = { action: 'edited', sender: { login: 'ada', type: 'User' } }
      expect(await file(host, issue, edited)).toMatchObject({ outcome: 'success' })
      expect(await file(host, issue, label('link'))).toMatchObject({ outcome: 'skipped' })
      // Who triages may add labels, and may not write.
      expect(await file(host, issue, label('accept', 'tim'))).toMatchObject({ outcome: 'success' })
      expect(await host.remote.text(['branch', '--list', 'links/*'])).toBe('')
      expect(await file(host, issue, label('accept'))).toMatchObject({ outcome: 'success' })
      expect((await host.linksAt('links/issue-12')).get('talk')?.createdBy).toBe('eve')
      expect(await commentOn(host, 12)).toContain('is proposed in #99')
    })

    it('is taken as it stood when the label was added, and no edit gets through after it', async () => {
      const host = await start()
      const issue = issueOf(render(), eve)
      const evil = issueOf(render({ 'Target of the new link': 'https://evil.example/' }), eve)
      await host.know({ issues: { 12: evil } })
      const repository = { default_branch: 'main', html_url: 'https://github.com/octo/go' }
      const accepted = { issue, repository, ...label('accept') }
      await host.run('links-issue.yml', 'issues', accepted)
      const talk = (await host.linksAt('links/issue-12')).get('talk')
      expect(talk?.url).toBe('https://example.com/talk')
      await file(host, evil, { action: 'edited' })
      expect((await host.linksAt('links/issue-12')).get('talk')).toEqual(talk)
      expect(await commentOn(host, 12)).toContain('is proposed in #99')
    })

    it('is told what to fix, and that the label has to be added again', async () => {
      const host = await start()
      await file(host, issueOf(render({ Slug: 'a b' }), eve), label('accept'))
      expect(await commentOn(host, 12)).toContain('(`slug`)')
      expect(await commentOn(host, 12)).toContain('takes it off and adds it again')
      await file(host, issueOf(render(), eve), { action: 'edited' })
      expect(await commentOn(host, 12)).toContain('`Add /talk` waits to be let through.')
      expect(await host.remote.text(['branch', '--list', 'links/*'])).toBe('')
    })
  })

  it('looks at nothing that is not our form, or is closed', async () => {
    const host = await start()
    for (const issue of [issueOf('hello'), issueOf(render(), { state: 'closed' })]) {
      expect(await file(host, issue)).toMatchObject({ outcome: 'skipped' })
    }
    expect(await host.calls()).toEqual([])
  })

  it('knows its own branch again after main moved', async () => {
    const host = await start()
    await file(host, issueOf(render()))
    await host.know({ pulls: [{ number: 99 }] })
    await host.push('refs/heads/main', [docs, free, { slug: 'news' }])
    const ran = await file(host, issueOf(render()), { action: 'edited' })
    expect(ran.outcome, ran.output).toBe('success')
    expect(await commentOn(host, 12)).toContain('is proposed in #99')
  })

  it('finds what an earlier run left, and leaves another change alone', async () => {
    const host = await start()
    await file(host, issueOf(render({ Slug: '_No response_' })))
    const first = await host.remote.text(['rev-parse', 'links/issue-12'])
    await host.know({ pulls: [{ number: 99 }] })
    // The slug is drawn from the issue's number, so it is the same again.
    await file(host, issueOf(render({ Slug: '_No response_' })))
    expect(await commentOn(host, 12)).toContain('is proposed in #99')
    await file(host, issueOf(render({ Slug: 'other' })))
    expect(await commentOn(host, 12)).toContain('There is a branch `links/issue-12` already')
    expect(await host.remote.text(['rev-parse', 'links/issue-12'])).toBe(first)
  })

  it('gives a link where workflows may not open pull requests', async () => {
    const host = await start()
    await host.know({ mayOpenPulls: false })
    const ran = await file(host, issueOf(render()))
    expect(ran.outcome, ran.output).toBe('success')
    expect(await commentOn(host, 12)).toContain(
      '[Open it](https://github.com/octo/go/compare/main...links/issue-12?expand=1)',
    )
  })

  it('makes a pull request that speaks for the author, as long as it is what the form says', async () => {
    const host = await start()
    const change = [
      'Link to change|docs',
      'What to do|Switch it off',
      'New target|',
      'New slug|',
      'New title|',
      'New tags|',
      'New owner|',
      'New start|',
      'New expiry|',
      'Public directory|',
    ]
    const body = change.map((field) => {
      const [label, value] = field.split('|')
      return `### ${label}\r\n\r\n${value || '_No response_'}\r\n`
    })
    await file(host, issueOf(body.join('\r\n'), { user: { login: 'bob', type: 'User' } }))
    expect(await commentOn(host, 99)).not.toContain('**error**')
    const bot = { number: 99, branch: 'links/issue-12', author: 'app[bot]', type: 'Bot' }
    const review = async () => {
      const sha = await host.remote.text(['rev-parse', 'links/issue-12'])
      await host.git.text(['fetch', '-q', 'origin', sha])
      await host.git.text(['push', '-q', 'origin', `${sha}:refs/pull/99/head`])
      const payload = { pull_request: pullOf({ ...bot, sha }) }
      return host.run('links-comment.yml', 'pull_request_target', payload)
    }
    expect(await review()).toMatchObject({ outcome: 'success' })
    // Somebody adds to the branch what bob never asked for.
    await host.git.text(['checkout', '-q', 'FETCH_HEAD'])
    await host.push('refs/heads/links/issue-12', [{ ...docs, url: 'https://evil.example/' }, free])
    expect(await review()).toMatchObject({ outcome: 'failure' })
    expect(await commentOn(host, 99)).toContain('**error** (`owner`)')
  })
})

describe('links-publish', () => {
  it('asks the host to build once links on main are not live, and not before', async () => {
    const hook = await openBuildHook()
    const host = await start([docs], { baseUrl: hook.origin })
    const secrets = { SHORTCRUST_BUILD_HOOK: hook.url }
    const run = (event: string) => host.run('links-publish.yml', event, {}, secrets)
    const live = await host.git.text(['rev-parse', 'HEAD'])
    hook.site = (_request, response) => response.end(JSON.stringify({ commit: live }))
    const before = await run('schedule')
    expect(before.outcome, before.output).toBe('success')
    expect([hook.calls.length, before.output]).toEqual([0, expect.stringContaining('not due')])
    await host.push('refs/heads/main', [docs, free])
    const after = await run('workflow_dispatch')
    expect(after.outcome, after.output).toBe('success')
    expect(hook.calls.map(({ title }) => title)).toEqual([expect.stringContaining(': /free')])
    hook.answers = [404]
    const failed = await run('schedule')
    expect(failed.outcome).toBe('failure')
    expect([before, after, failed].some(({ output }) => output.includes(HOOK_SECRET))).toBe(false)
  })

  it('does nothing, and says nothing, without the secret', async () => {
    const host = await start()
    expect(await host.run('links-publish.yml', 'schedule', {})).toEqual({
      outcome: 'success',
      output: '',
      summary: '',
    })
  })
})
