/**
 * `import`: all rows or none, every bad one with its file and line; `--skip-invalid` imports the
 * rest and tells what it left.
 */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { makeProject } from './project.ts'

const url = 'https://example.com/'
const JSORG = fileURLToPath(new URL('../../fixtures/jsorg-2000.csv', import.meta.url))

describe('a file with bad rows', () => {
  const rows = Array.from({ length: 600 }, (_, index) => `s${index},${url}${index}`)
  rows[15] = 's15,javascript:x'
  rows[498] = `a b,${url}`
  rows[520] = 'alias,/s15'
  rows[521] = 'second,/alias'
  const csv = `slug,url\n${rows.join('\n')}\ns1,${url}other\n`

  it('is refused as a whole, and all of them are listed', async () => {
    const project = await makeProject({ links: [{ slug: 's2', url: `${url}mine` }] })
    await project.write('links.csv', csv)
    const before = await project.read('data/links.db')
    const ran = await project.run(['import', 'links.csv'])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr.trimEnd().split('\n')).toEqual([
      `error: links.csv line 4: /s2 is taken, so choose another slug: it leads to ${url}mine`,
      'error: links.csv line 17: the target has the scheme "javascript:"; only http and https are allowed',
      'error: links.csv line 500: slug "a b" has a space; try "a-b"',
      'error: links.csv line 522: /alias stands for /s15, which does not exist',
      'error: links.csv line 523: /second stands for /s15, which does not exist',
      `error: links.csv line 602: /s1 is given twice with different values: also on line 3, where it leads to ${url}1`,
    ])
    expect(await project.read('data/links.db')).toEqual(before)
    const json = await project.run(['import', 'links.csv', '--json'])
    expect(json.code).toBe(1)
    expect(Object(JSON.parse(json.stdout)).findings).toHaveLength(6)
  })

  it('with --skip-invalid leaves those rows and what depends on them', async () => {
    const project = await makeProject()
    await project.write('links.csv', csv)
    const ran = await project.run(['import', 'links.csv', '--skip-invalid'])
    expect(ran.code).toBe(0)
    expect(ran.stderr).not.toContain('error:')
    expect(ran.stderr).toMatch(
      /left out: links\.csv line 523: .*\n.*line 602: .*\n596 added, 5 left out\n$/,
    )
    const links = await project.links()
    expect(links.size).toBe(596)
    expect(links.get('s1')?.url).toBe(`${url}1`)
    for (const slug of ['s15', 'alias', 'second']) expect(links.has(slug)).toBe(false)
  })
})

describe('2,000 real links', () => {
  it('are refused for the reserved one, and imported without it in one commit', async () => {
    const project = await makeProject()
    const refused = await project.run(['import', JSORG])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('error: jsorg-2000.csv line 6: slug "404" is reserved')
    const ran = await project.run(['import', JSORG, '--skip-invalid', '--commit', '--json'])
    expect(ran.code).toBe(0)
    const { findings, ...counts } = Object(JSON.parse(ran.stdout))
    expect(counts).toEqual({ added: 1_999, replaced: 0, unchanged: 0, skipped: 0 })
    const errors = findings.filter(({ severity }: { severity: string }) => severity === 'error')
    expect(errors).toMatchObject([{ slug: '404', line: 6 }])
    expect(await project.git('log', '-1', '--format=%s|%an')).toBe(
      'Import 1,999 links from jsorg-2000.csv|Ada Lovelace',
    )
    expect(await project.git('status', '--porcelain')).toBe('')
    expect((await project.run(['check'])).code).toBe(0)
  })
})

describe('a slug that stands for something else', () => {
  const links = [{ slug: 'a', url: `${url}mine`, title: 'Mine', owner: 'bob' }]
  const csv = `slug,url\na,${url}theirs\nb,${url}b\n`

  it('fails the import, is skipped, or gets the file’s values', async () => {
    const project = await makeProject({ links })
    await project.write('links.csv', csv)
    const run = (...args: string[]) => project.run(['import', 'links.csv', ...args])
    expect((await run()).code).toBe(1)
    const rehearsed = await run('--on-conflict', 'replace', '--dry-run')
    expect(rehearsed.stderr).toBe('would be: 1 added, 1 replaced\n')
    expect((await project.links()).size).toBe(1)
    const skipped = await run('--on-conflict', 'skip', '--json')
    expect(JSON.parse(skipped.stdout)).toEqual({
      added: 1,
      replaced: 0,
      unchanged: 0,
      skipped: 1,
      findings: [],
    })
    await run('--on-conflict', 'replace')
    expect((await project.links()).get('a')).toMatchObject({ url: `${url}theirs`, title: 'Mine' })
  })
})

it('a file that would break an alias which is there is refused, naming it', async () => {
  const links = [
    { slug: 'pr/:id', url },
    { slug: 'short', url: '/pr/:id' },
  ]
  const project = await makeProject({ links })
  const input = `slug,url\npr/:id,${url}:id\n`
  const args = ['import', '-', '--format', 'csv', '--on-conflict', 'replace']
  const ran = await project.run(args, { input })
  expect(ran.code).toBe(1)
  expect(ran.stderr).toMatch(/^error: standard input line 2: \/short stands for \/pr\/:id, but/)
})

describe('files of spreadsheets and other programs', () => {
  it('keep case, encodings and UTC, whatever the zone of the machine', async () => {
    const project = await makeProject()
    const text = `\uFEFFSlug;URL;created_at;Clicks\r\nApple;"https://example.com/?a;b";2026-12-31 00:00:00;3\r\n`
    await project.write('excel.csv', Buffer.from(text, 'utf16le'))
    const env = { TZ: 'Asia/Tokyo' }
    const ran = await project.run(['import', 'excel.csv'], { env })
    expect(ran).toEqual({
      code: 0,
      stdout: '',
      stderr: 'warning: excel.csv line 1: column "Clicks" is unknown and is ignored\n1 added\n',
    })
    expect((await project.links()).get('Apple')).toMatchObject({
      url: 'https://example.com/?a;b',
      createdAt: '2026-12-31T00:00:00Z',
    })
    await project.write('upper.json', JSON.stringify([{ slug: 'Pear', url }]))
    await project.run(['import', 'upper.json', '--lower-case'])
    expect((await project.links()).has('pear')).toBe(true)
  })

  it('offer a random slug where nothing ASCII is left of one', async () => {
    const project = await makeProject()
    const input = `slug,url\n구글,${url}\n%EA%B5%AC%EA%B8%80,${url}\n`
    const ran = await project.run(['import', '-', '--format', 'csv', '--json'], { input })
    const findings: { suggestion: string }[] = Object(JSON.parse(ran.stdout)).findings
    const suggestions = findings.map(({ suggestion }) => suggestion)
    expect(suggestions).toEqual(Array(2).fill(expect.stringMatching(/^[2-9a-z]{6}$/)))
    expect(new Set(suggestions).size).toBe(2)
  })

  it('that can not be read to their end are refused, also with --skip-invalid', async () => {
    const project = await makeProject()
    await project.write('latin1.csv', Buffer.from(`slug,url\na,${url}\né,${url}\n`, 'latin1'))
    await project.write('quote.csv', `slug,url\na,${url}\nb,"${url}\n`)
    await project.write('links.json', '[\n{]')
    const files = ['latin1.csv', 'quote.csv', 'links.json']
    const run = (file: string) => project.run(['import', file, '--skip-invalid'])
    const [latin1, quote, json] = await Promise.all(files.map(run))
    expect(latin1?.stderr).toMatch(/^error: latin1\.csv line 3: the byte 0xE9 at offset \d+ is not/)
    expect(quote?.stderr).toMatch(/^error: quote\.csv line 3: a quoted cell .* never closed/)
    expect(json?.stderr).toMatch(/^error: links\.json line 2: the file is not JSON/)
    expect([latin1, quote, json].map((ran) => ran?.code)).toEqual([1, 1, 1])
    expect((await project.links()).size).toBe(0)
  })

  it('warn at its line of each link whose end is past', async () => {
    const project = await makeProject()
    const past = '2020-01-01T00:00:00Z'
    const rows = `a,${url},\nb,${url},${past}\nc,${url},${past}\n`
    const input = `slug,url,expires_at\n${rows}`
    const ran = await project.run(['import', '-', '--format', 'csv'], { input })
    expect(ran.code).toBe(0)
    expect(ran.stderr.split('\n').map((line) => line.split(',')[0])).toEqual([
      `warning: standard input line 3: /b ended at ${past}`,
      `warning: standard input line 4: /c ended at ${past}`,
      '3 added',
      '',
    ])
  })

  it('without the column that matters are refused for that alone', async () => {
    const project = await makeProject()
    await project.write('links.csv', `adress,note\n${url},x\n`)
    const ran = await project.run(['import', 'links.csv'])
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/^error: .*"url".*\n$/)
  })

  it('name the entry of a list', async () => {
    const project = await makeProject({ links: [{ slug: 'a', url: `${url}mine` }] })
    const input = JSON.stringify([
      { slug: 'b', url },
      { slug: 0, url },
      { slug: 'a', url },
    ])
    const ran = await project.run(['import', '-', '--format', 'json'], { input })
    expect(ran.stderr.trimEnd().split('\n')).toEqual([
      'error: standard input line 1: entry 2: a slug is text',
      `error: standard input line 1: entry 3: /a is taken, so choose another slug: it leads to ${url}mine`,
    ])
  })

  it('of a list said to be NDJSON are refused once, not line by line', async () => {
    const project = await makeProject()
    const options = { input: `[\n  {\n    "url": "${url}"\n  }\n]\n` }
    const ran = await project.run(['import', '-', '--format', 'ndjson'], options)
    expect(ran.code).toBe(1)
    expect(ran.stderr).toBe(
      'error: standard input: the file is a list, as JSON has it, not one link a line; read it as JSON\n',
    )
  })

  it('of rules that a build writes already are left as they are, and the others judged', async () => {
    const project = await makeProject({
      links: [
        { slug: 'docs', url },
        { slug: 'alias', url: '/docs' },
        { slug: 'off', url, state: 'disabled' },
      ],
    })
    const { stdout } = await project.run(['export', '--format', 'redirects'])
    await project.write('_redirects', `${stdout}/new ${url}new  302 # note\n/other /p/off/ 404\n`)
    const ran = await project.run(['import', '_redirects', '--skip-invalid'])
    expect(ran.stderr).toMatch(
      /^left out: _redirects line 5: the rule answers with 404.*\n1 added, 3 unchanged, 1 left out\n$/,
    )
    expect((await project.links()).get('alias')?.url).toBe('/docs')
  })

  it('of rules become links where a link can say the same', async () => {
    const project = await makeProject()
    await project.write('_redirects', `/b ${url}b 302\n/a /b 302\n/l/* ${url}m\n/g /h 200\n`)
    const ran = await project.run(['import', '_redirects', '--skip-invalid'])
    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain('warning: _redirects line 3: /l/* drops the rest of the path')
    expect(ran.stderr).toContain('left out: _redirects line 4: the rule is a rewrite (200)')
    const links = [...(await project.links()).values()]
    expect(links.map(({ slug, url: to, status }) => [slug, to, status])).toEqual([
      ['a', '/b', 302],
      ['b', `${url}b`, 302],
      ['l/*', `${url}m`, 301],
    ])
  })

  it('of 12,000 lines are imported in one go, and many warnings are summed up', async () => {
    const project = await makeProject()
    const rows = Array.from({ length: 12_000 }, (_, index) => `S${index},${url}${index},301`)
    await project.write('big.csv', `slug,url,status\r\n${rows.join('\r\n')}\r\n`)
    const start = performance.now()
    const ran = await project.run(['import', 'big.csv'])
    expect(performance.now() - start).toBeLessThan(20_000)
    expect(ran.code).toBe(0)
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(22)
    expect(ran.stderr).toMatch(
      /\nand 11,9\d\d more warnings; --json lists them all\n12,000 added\n$/,
    )
    expect((await project.links()).size).toBe(12_000)
  })

  it('that are not there, or of no known format, are refused', async () => {
    const project = await makeProject()
    const runs = [['nowhere.csv'], ['links.txt'], ['-'], ['links.sql'], ['data', '--format', 'csv']]
    const ran = await Promise.all(runs.map((args) => project.run(['import', ...args])))
    expect(ran.map(({ code }) => code)).toEqual([1, 2, 2, 2, 1])
    expect(ran[0]?.stderr).toContain('there is no file')
    expect(ran[4]?.stderr).toContain('data is a folder; name a file in it')
  })
})
