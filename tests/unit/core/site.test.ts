/**
 * `data/site.json`: defaults, and every wrong value named with what it must be.
 */
import { describe, expect, it } from 'vitest'
import { ownHosts, parseSite, SiteError } from '../../../src/core/site.ts'

function problemsOf(json: unknown): SiteError['problems'] {
  try {
    parseSite(json)
  } catch (error) {
    if (error instanceof SiteError) return error.problems
    throw error
  }
  return []
}

describe('a site', () => {
  it('needs nothing: all keys have defaults', () => {
    expect(parseSite({})).toEqual({
      name: 'Shortcrust',
      baseUrl: 'http://localhost:8888',
      aliases: [],
      lang: 'en',
      host: 'netlify',
      home: 'page',
      notFound: 'page',
      directory: 'list',
      accent: null,
      logo: null,
      slugLength: 6,
      privateHosts: [],
      blockedHosts: [],
      teams: {},
    })
  })

  it('keeps what the owner says', () => {
    const site = {
      $schema: '../src/core/site.schema.json',
      name: 'Go',
      baseUrl: 'https://go.example.org',
      aliases: ['go.example.net'],
      lang: 'pt-BR',
      host: 'cloudflare',
      home: 'https://example.org/',
      notFound: 'https://example.org/404?from=go',
      directory: 'off',
      accent: '#B4532a',
      logo: '/custom/logo.svg',
      slugLength: 8,
      privateHosts: ['wiki.internal', '10.0.0.7', 'printer:631'],
      blockedHosts: ['evil.example'],
      teams: { docs: ['alice', 'bob'] },
    }
    expect(parseSite(site)).toEqual(site)
  })

  it.each([
    ['https://go.example.org', 'https://go.example.org', 'go.example.org'],
    ['https://GO.example.org/', 'https://go.example.org', 'go.example.org'],
    ['https://go.example.org:443', 'https://go.example.org', 'go.example.org'],
    ['http://localhost:8888', 'http://localhost:8888', 'localhost:8888'],
    ['https://bücher.example', 'https://xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('with baseUrl %s has the origin %s and the host %s', (baseUrl, origin, host) => {
    const site = parseSite({ baseUrl, aliases: ['go.example.net'] })
    expect(site.baseUrl).toBe(origin)
    expect(ownHosts(site)).toEqual([host, 'go.example.net'])
  })

  it.each([
    ['https://example.org', 'https://example.org/'],
    ['https://example.org/é', 'https://example.org/%C3%A9'],
    ['HTTPS://Example.org/?a=b', 'https://example.org/?a=b'],
  ])('writes the home %s as %s, as a rule can hold it', (home, url) => {
    expect(parseSite({ home, notFound: home })).toMatchObject({ home: url, notFound: url })
  })
})

describe('a wrong value is named with its fix', () => {
  const origin = 'must be the origin of the short links, such as "https://go.example.org"'
  const pageOrUrl = 'must be "page" or an absolute http or https URL'
  const hostName = 'must be a host name, such as "go.example.org", without scheme or path'
  it.each([
    ['/name', { name: '' }, 'must say the name'],
    ['/name', { name: '   ' }, 'must say the name'],
    ['/name', { name: 'x'.repeat(61) }, 'at most 60 characters'],
    ['/name', { name: 'a\nb' }, 'one line of visible text'],
    ['/name', { name: 'a\u202eb' }, 'one line of visible text'],
    ['/baseUrl', { baseUrl: 'go.example.org' }, origin],
    ['/baseUrl', { baseUrl: 'https://go.example.org/x' }, origin],
    ['/baseUrl', { baseUrl: 'https://go.example.org/?x' }, origin],
    ['/baseUrl', { baseUrl: 'https://go.example.org#x' }, origin],
    ['/baseUrl', { baseUrl: 'https://user@go.example.org' }, origin],
    ['/baseUrl', { baseUrl: 'https://go.example.org\\x' }, origin],
    ['/baseUrl', { baseUrl: 'ftp://go.example.org' }, origin],
    ['/baseUrl', { baseUrl: 'javascript:alert(1)' }, origin],
    ['/baseUrl', { baseUrl: 'https://' }, origin],
    ['/baseUrl', { baseUrl: '' }, origin],
    ['/aliases/1', { aliases: ['a.example', 'https://b.example'] }, hostName],
    ['/aliases/0', { aliases: ['a.example/x'] }, hostName],
    ['/aliases/0', { aliases: [''] }, hostName],
    ['/privateHosts/0', { privateHosts: ['a b'] }, hostName],
    ['/blockedHosts/0', { blockedHosts: ['user@evil.example'] }, hostName],
    ['/lang', { lang: 'English' }, 'must be a language tag'],
    ['/lang', { lang: 'en_GB' }, 'must be a language tag'],
    ['/host', { host: 'vercel' }, 'must be one of: netlify, cloudflare'],
    ['/home', { home: 'example.org' }, pageOrUrl],
    ['/home', { home: '/docs' }, pageOrUrl],
    ['/home', { home: 'javascript:alert(1)' }, pageOrUrl],
    ['/home', { home: 'https://user@example.org/' }, pageOrUrl],
    ['/home', { home: 'https://example.org/ 200' }, pageOrUrl],
    ['/home', { home: 'https://example.org/\n/* https://evil.example/' }, pageOrUrl],
    ['/notFound', { notFound: 'https://example.org/\u200b' }, pageOrUrl],
    ['/notFound', { notFound: '' }, pageOrUrl],
    ['/directory', { directory: 'all' }, 'must be one of: off, list, search'],
    ['/accent', { accent: 'red' }, 'must be a colour'],
    ['/accent', { accent: '#fff' }, 'must be a colour'],
    ['/accent', { accent: '#ffffff;}' }, 'must be a colour'],
    ['/logo', { logo: 'logo.svg' }, 'must be a file of public/custom/'],
    ['/logo', { logo: '/custom/../x.svg' }, 'must be a file of public/custom/'],
    ['/logo', { logo: '//evil.example/x.svg' }, 'must be a file of public/custom/'],
    ['/slugLength', { slugLength: 3 }, 'must be at least 4'],
    ['/slugLength', { slugLength: 33 }, 'must be at most 32'],
    ['/slugLength', { slugLength: 6.5 }, 'must be a whole number'],
    ['/slugLength', { slugLength: '6' }, 'must be a whole number'],
    ['/teams/docs/1', { teams: { docs: ['alice', 'a b'] } }, 'must be a handle'],
    ['/teams/docs/0', { teams: { docs: ['a@example.com'] } }, 'must be a handle'],
    ['/teams/a b', { teams: { 'a b': ['alice'] } }, 'team names are made of'],
    ['/name', { name: 7 }, 'must say the name'],
    ['/baseUrl', { baseUrl: null }, origin],
    ['/aliases', { aliases: 'a.example' }, 'must be a list of host names, such as ["'],
    ['/privateHosts/0', { privateHosts: [7] }, hostName],
    ['/lang', { lang: 7 }, 'must be a language tag'],
    ['/accent', { accent: 7 }, 'must be a colour'],
    ['/logo', { logo: false }, 'must be a file of public/custom/'],
    ['/teams', { teams: [] }, 'must be teams with their handles, such as {'],
    ['/teams/docs', { teams: { docs: 'alice' } }, 'must be a list of handles, such as ["'],
    ['/$schema', { $schema: 1 }, 'must be the path of a JSON Schema'],
    ['/nmae', { nmae: 'Go' }, 'is not a key of this file; the keys are: $schema, name, baseUrl'],
    ['', [], 'object'],
    ['', null, 'object'],
    ['', 'https://go.example.org', 'object'],
  ])('%s of %j', (path, json, reason) => {
    expect(problemsOf(json)).toEqual([{ path, message: expect.stringContaining(reason) }])
  })

  it('all at once, in one message', () => {
    const json = { name: '', baseUrl: 'x', slugLength: 1, colour: 'red' }
    expect(problemsOf(json).map(({ path }) => path)).toEqual([
      '/name',
      '/baseUrl',
      '/slugLength',
      '/colour',
    ])
    expect(() => parseSite(json)).toThrow(/^data\/site\.json is not valid:\n {2}\/name must say/)
  })
})
