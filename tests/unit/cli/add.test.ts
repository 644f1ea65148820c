/**
 * `add`: prints the short URL and nothing else, says all else beside it, and refuses what is no
 * link.
 */
import { describe, expect, it } from 'vitest'
import { BASE, makeFolder, makeProject } from './project.ts'

const url = 'https://example.com/docs'

describe('add', () => {
  it('adds a link with all that is given, and prints its short URL alone', async () => {
    const project = await makeProject()
    const args = ['add', ' https://Example.com/propriétaires ', '--slug', 'talks/2026']
    const fields = ['--title', "  =Say 'hi'", '--tag', 'b', '--tag', 'a', '--owner', 'team-1']
    const times = ['--starts', '2026-12-31T10:48:00+03:00', '--expires', '2027-12-31T23:59:59Z']
    const ran = await project.run([...args, ...fields, ...times, '--status', '301', '--unlisted'])
    expect(ran).toMatchObject({ code: 0, stdout: `${BASE}/talks/2026\n` })
    expect(ran.stderr).toMatch(/^warning: \/talks\/2026 has the status 301: browsers remember it/)
    expect([...(await project.links()).values()]).toMatchObject([
      {
        slug: 'talks/2026',
        url: 'https://example.com/propri%C3%A9taires',
        status: 301,
        state: 'active',
        listed: false,
        title: "=Say 'hi'",
        tags: ['a', 'b'],
        owner: 'team-1',
        startsAt: '2026-12-31T07:48:00Z',
        expiresAt: '2027-12-31T23:59:59Z',
        createdBy: 'Ada-Lovelace',
      },
    ])
    expect(await project.git('status', '--porcelain')).toBe(' M data/links.db')
  })

  it('draws a slug, lower-cases a given one, and keeps its case when asked', async () => {
    const project = await makeProject({ site: { slugLength: 8 } })
    const drawn = await project.run(['add', url])
    expect(drawn.stdout).toMatch(/^https:\/\/go\.example\.org\/[2-9a-hj-km-np-z]{8}\n$/)
    expect(drawn.stderr).toBe('')
    const lowered = await project.run(['add', url, '--slug', 'Apple'])
    expect(lowered.stdout).toBe(`${BASE}/apple\n`)
    expect(lowered.stderr).toContain('the slug "Apple" was lower-cased to "apple"')
    const kept = await project.run(['add', url, '--slug', 'Pear', '--keep-case', '--json'])
    expect(kept.code).toBe(0)
    expect(JSON.parse(kept.stdout)).toEqual((await project.links()).get('Pear'))
  })

  it('and edit warn of an end that is past, and go on', async () => {
    const project = await makeProject()
    const past = ['--expires', '2020-01-01T00:00:00Z']
    const warning =
      'warning: /docs ended at 2020-01-01T00:00:00Z, which is past, so it does not redirect; give it a later end, or none\n'
    expect(await project.run(['add', url, '--slug', 'docs', ...past])).toEqual({
      code: 0,
      stdout: `${BASE}/docs\n`,
      stderr: warning,
    })
    const edited = await project.run(['edit', 'docs', '--title', 'Docs'])
    expect(edited).toMatchObject({ code: 0, stderr: warning })
    const mended = await project.run(['edit', 'docs', '--no-expires'])
    expect(mended).toMatchObject({ code: 0, stderr: '' })
  })

  it('given the same again says so and leaves the bytes alone; another target is refused', async () => {
    const project = await makeProject({ links: [{ slug: 'docs', url, title: 'Docs' }] })
    const before = await project.read('data/links.db')
    const again = await project.run(['add', url, '--slug', 'docs'])
    expect(again).toEqual({
      code: 0,
      stdout: `${BASE}/docs\n`,
      stderr: '/docs is there already and says the same\n',
    })
    const other = await project.run(['add', 'https://example.com/x', '--slug', 'docs'])
    expect(other).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: /docs is taken, so choose another slug: it leads to ${url}\n`,
    })
    expect(await project.read('data/links.db')).toEqual(before)
  })

  it('uses the slug of a tombstone only with --reuse', async () => {
    const project = await makeProject({ links: [{ slug: 'old', url, state: 'gone' }] })
    const refused = await project.run(['add', 'https://example.com/new', '--slug', 'old'])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('tombstone of a removed link')
    const reused = await project.run(['add', 'https://example.com/new', '--slug', 'old', '--reuse'])
    expect(reused).toMatchObject({ code: 0, stdout: `${BASE}/old\n` })
    expect((await project.links()).get('old')).toMatchObject({ state: 'active' })
  })

  it('refuses with the field, the reason and what would be right', async () => {
    const project = await makeProject()
    const cases: [args: string[], finding: object][] = [
      [[url, '--slug', 'my talk'], { field: 'slug', suggestion: 'my-talk' }],
      [[url, '--slug', 'domácí-zvířata'], { field: 'slug', suggestion: 'domaci-zvirata' }],
      [[url, '--slug', '구글'], { suggestion: expect.stringMatching(/^[2-9a-z]{6}$/) }],
      [['example.com:8080/x', '--slug', 'x'], { suggestion: 'https://example.com:8080/x' }],
      [[url, '--expires', '2026-11-25T10:48:00'], { field: 'expiresAt' }],
      [['http://10.0.0.1/', '--slug', 'x'], { rule: 'target-private' }],
      [[url, '--status', '200'], { field: 'status' }],
    ]
    const before = await project.read('data/links.db')
    const all = await Promise.all(cases.map(([args]) => project.run(['add', ...args, '--json'])))
    for (const [index, { code, stdout, stderr }] of all.entries()) {
      expect(code).toBe(1)
      expect(JSON.parse(stdout)).toMatchObject({ findings: [cases[index]?.[1]] })
      expect(stderr).toMatch(/^error: /)
      expect(stderr).not.toMatch(/\n {4}at /)
    }
    expect(all[0]?.stderr).toBe('error: slug "my talk" has a space; try "my-talk"\n')
    expect(await project.read('data/links.db')).toEqual(before)
  })

  it('reads the URL from standard input for "-", its one line trimmed', async () => {
    const project = await makeProject()
    const target = 'https://example.com/a?b=%20c'
    const inputs: [slug: string, input: string | Uint8Array][] = [
      ['plain', `${target}\n`],
      ['bare', target],
      ['padded', `\r\n  ${target} \t\r\n\r\n`],
      ['marked', `\ufeff${target}\n`],
      ['wide', new Uint8Array(Buffer.from(`\ufeff${target}\r\n`, 'utf16le'))],
    ]
    for (const [slug, input] of inputs) {
      const ran = await project.run(['add', '-', '--slug', slug], { input })
      expect(ran, slug).toEqual({ code: 0, stdout: `${BASE}/${slug}\n`, stderr: '' })
      expect((await project.links()).get(slug)?.url, slug).toBe(target)
    }
  })

  it.each([
    ['nothing', '', 'url-missing', 'standard input is empty'],
    ['white space', ' \n\t\n', 'url-missing', 'standard input is empty'],
    ['two URLs', `${url}\n${url}/2\n`, 'url-many', 'standard input has 2 lines'],
    ['what is no text', new Uint8Array([0xff, 0xc3, 0x28]), 'encoding', 'is not UTF-8'],
    ['bytes of zero', new Uint8Array([0x68, 0x00, 0x74]), 'encoding', 'NUL characters'],
    ['no URL', 'example.com/x\n', 'url', 'https://example.com/x'],
  ])('refuses %s on standard input, and writes nothing', async (_, input, rule, words) => {
    const project = await makeProject()
    const before = await project.read('data/links.db')
    const ran = await project.run(['add', '-', '--json'], { input })
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.stdout)).toMatchObject({ findings: [{ rule }] })
    expect(ran.stderr).toContain(words)
    expect(await project.read('data/links.db')).toEqual(before)
  })

  it('needs a handle, which git knows or can be told', async () => {
    const project = await makeProject()
    await project.git('config', 'user.name', 'ada@example.com')
    const refused = await project.run(['add', url])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('git config shortcrust.handle alice')
    await project.git('config', 'shortcrust.handle', 'ada')
    await project.run(['add', url, '--slug', 'x'])
    expect((await project.links()).get('x')?.createdBy).toBe('ada')
    await project.git('config', 'shortcrust.handle', 'ada@example.com')
    expect((await project.run(['add', url])).stderr).toContain('a handle is 1 to 39 of')
  })

  it('works outside git, and in a folder below the project', async () => {
    const project = await makeProject({ git: 'none' })
    await project.write('.gitconfig', '[user]\n\tname = Søren Aabye\n')
    const env = { GIT_CONFIG_GLOBAL: `${project.root}/.gitconfig` }
    const ran = await project.run(['add', url, '--slug', 'x'], { env, cwd: 'data' })
    expect(ran).toEqual({ code: 0, stdout: `${BASE}/x\n`, stderr: '' })
    expect((await project.links()).get('x')?.createdBy).toBe('Soren-Aabye')
  })

  it('many at once all land', async () => {
    const project = await makeProject()
    const slugs = Array.from({ length: 4 }, (_, index) => `s${index}`)
    await Promise.all(slugs.map((slug) => project.run(['add', url, '--slug', slug])))
    expect([...(await project.links()).keys()].sort()).toEqual(slugs)
  })
})

it('outside any project a command says so', async () => {
  const { run } = await makeFolder()
  const ran = await run(['add', url])
  expect(ran).toMatchObject({ code: 1, stdout: '' })
  expect(ran.stderr).toContain('this folder is in no Shortcrust project')
})
