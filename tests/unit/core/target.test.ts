/**
 * What a link may lead to: carried byte for byte, or refused with the reason and what would do.
 */
import { describe, expect, it } from 'vitest'
import { parseSite } from '../../../src/core/site.ts'
import { findPlaceholderMisuse, findTargetProblem, parseTarget } from '../../../src/core/target.ts'
import { canonicalHost, findPrivateReason } from '../../../src/core/targets/address.ts'
import { isAliasTarget } from '../../../src/core/targets/alias.ts'

const longest = `https://example.com/${'a'.repeat(2028)}`

describe('a target is carried byte for byte', () => {
  it.each([
    'https://bucket.example.com/notepad%2B%2B_2019.png',
    'https://s.example.com/#/p/1?email=user%2Btag%40example.com',
    'https://www.example.com/i?q=list+all&first=1',
    'https://example.com/?abc#123',
    'https://example.com/?123=foo',
    'https://example.com/?2+2_(TV_channel)',
    'https://example.com/?',
    'https://example.com/#',
    'https://example.com/x?#',
    'https://example.com/x?a=b=c&&d',
    'https://en.example.org/wiki/Category:URL',
    'https://fr.example.org/wiki/Logiciels_propri%C3%A9taires',
    'https://example.com/%e2%82%ac',
    'https://example.com/100%',
    'https://example.com/%zz',
    "https://example.com/it's(!)*~;v=1,2",
    'https://example.com/@me',
    'https://example.com/?user@example.org',
    'https://example.com/#@x',
    'https://example.com//double//slash/',
    'https://example.com/a|b',
    'https://example.com/a?b\\c',
    'https://example.com/#a\\b',
    'https://example.com/$&$1',
    'https://example.com:8443/x',
    'https://example.com./x',
    'http://example.com/',
    'https://xn--bcher-kva.example/',
    'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
    'https://example.com/https://example.org/',
    'https://web.example.org/web/2026/http://example.com/a?b',
    longest,
  ])('%s', (url) => {
    expect(parseTarget(url)).toEqual({ ok: true, url })
  })
})

describe('a target is serialised once, and then stays', () => {
  it.each([
    ['a host alone', 'https://example.com', 'https://example.com/'],
    ['capitals in scheme and host', 'HTTPS://EXAMPLE.com/A', 'https://example.com/A'],
    ['the scheme’s own port', 'https://example.com:443/x', 'https://example.com/x'],
    ['an empty port', 'https://example.com:/x', 'https://example.com/x'],
    ['dots in the path', 'https://example.com/a/../b/./c', 'https://example.com/b/c'],
    ['letters in the path', 'https://example.com/é', 'https://example.com/%C3%A9'],
    ['letters in the query', 'https://example.com/?q=é', 'https://example.com/?q=%C3%A9'],
    ['letters in the fragment', 'https://example.com/#é', 'https://example.com/#%C3%A9'],
    ['quotation marks', 'https://example.com/"x"', 'https://example.com/%22x%22'],
    ['markup', 'https://example.com/<b>', 'https://example.com/%3Cb%3E'],
    ['an international host', 'https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['a full-width host', 'https://ｅxample.com/', 'https://example.com/'],
    ['an ideographic full stop', 'https://example。com/', 'https://example.com/'],
    ['an address in octal', 'https://0135.0270.0327.016/', 'https://93.184.215.14/'],
    ['an address as one number', 'https://1572394766/', 'https://93.184.215.14/'],
    ['spaces around it', '  https://example.com/  ', 'https://example.com/'],
    ['a line feed behind it', 'https://example.com/\n', 'https://example.com/'],
    ['a line of a Windows file', 'https://example.com/\r\n', 'https://example.com/'],
    ['no-break spaces around it', '\u00a0https://example.com/\u00a0', 'https://example.com/'],
    ['a byte order mark before it', '\ufeffhttps://example.com/', 'https://example.com/'],
  ])('%s: %j', (_name, input, url) => {
    expect(parseTarget(input)).toEqual({ ok: true, url })
    expect(parseTarget(url)).toEqual({ ok: true, url })
  })
})

const SCHEME = 'only http and https are allowed'
const NO_SCHEME = 'has no scheme'
const NO_HOST = 'names no host right after'
const CREDENTIALS = 'holds credentials'
const INVALID = 'is not a valid URL'
const x = 'https://example.com/x'

describe('a target is refused with the reason and a suggestion', () => {
  it.each([
    ['nothing', '', 'is empty', null],
    ['only white space', ' \t\n\u00a0', 'is empty', null],

    ['a script', 'javascript:alert(1)', SCHEME, null],
    ['a script in capitals', 'JavaScript:alert(1)', SCHEME, null],
    ['a script with digits only', 'javascript:1', SCHEME, null],
    ['a script dressed as a URL', 'javascript://example.com/%0aalert(1)', SCHEME, null],
    ['a script behind a space', ' javascript:alert(1)', SCHEME, null],
    ['a script with a tab in its name', 'java\tscript:alert(1)', 'U+0009', null],
    ['a script with a line feed in its name', 'java\nscript:alert(1)', 'U+000A', null],
    ['a script behind a control character', '\u0001javascript:alert(1)', 'U+0001', null],
    ['data', 'data:text/html,<script>alert(1)</script>', SCHEME, null],
    ['data with digits only', 'data:1', SCHEME, null],
    ['a Visual Basic script', 'vbscript:msgbox', SCHEME, null],
    ['a file', 'file:///etc/passwd', SCHEME, null],
    ['FTP', 'ftp://example.com/x', SCHEME, null],
    ['a web socket', 'wss://example.com/x', SCHEME, null],
    ['a mail address', 'mailto:a@example.com', SCHEME, null],
    ['a telephone number', 'tel:123', SCHEME, null],
    ['a text message', 'sms:123', SCHEME, null],
    ['a blob', 'blob:https://example.com/1', SCHEME, null],
    ['a blank page', 'about:blank', SCHEME, null],
    ['the source of a page', 'view-source:https://example.com/', SCHEME, null],
    ['an intent', 'intent://example.com/#Intent;scheme=https;end', SCHEME, null],
    ['a misspelt scheme', 'ttps://example.com/x', SCHEME, null],

    ['no scheme', 'example.com/x', NO_SCHEME, x],
    ['no scheme but a port', 'example.com:8080/x', NO_SCHEME, 'https://example.com:8080/x'],
    ['a local server', 'localhost:3000', NO_SCHEME, 'https://localhost:3000'],
    ['a local server’s page', 'localhost:3000/?a', NO_SCHEME, 'https://localhost:3000/?a'],
    ['two slashes', '//example.com/x', NO_SCHEME, x],
    ['two backslashes', '\\\\example.com/x', NO_SCHEME, x],
    ['a slash and a backslash', '/\\example.com/x', NO_SCHEME, x],
    ['only two slashes', '//', NO_SCHEME, null],
    ['a mail address without scheme', 'user@example.com', NO_SCHEME, null],
    ['an encoded URL', 'https%3A%2F%2Fwww.example.com%2Fi%3Fq%3Dlist%2Ball', NO_SCHEME, null],
    ['a doubly encoded URL', 'https%253A%252F%252Fwww.example.com%252Fi', NO_SCHEME, null],
    ['a query', '?q=1', NO_SCHEME, null],
    ['a fragment', '#top', NO_SCHEME, null],
    ['markup', '"><script>alert(1)</script>', NO_SCHEME, null],

    ['no slashes behind the scheme', 'https:example.com/x', NO_HOST, x],
    ['one slash behind the scheme', 'https:/example.com/x', NO_HOST, x],
    ['three slashes behind the scheme', 'https:///example.com/x', NO_HOST, x],
    ['backslashes behind the scheme', 'https:\\\\example.com/x', NO_HOST, x],
    ['a backslash behind the slashes', 'https://\\example.com/x', NO_HOST, x],
    ['a scheme alone', 'https:', NO_HOST, null],
    ['a scheme and slashes', 'https://', NO_HOST, null],
    ['a query for a host', 'https://?x', NO_HOST, null],
    ['a fragment for a host', 'https://#x', NO_HOST, null],
    ['a backslash in the path', 'https://example.com\\x', 'a backslash', x],
    [
      'a backslash before an at sign',
      'https://example.com\\@evil.example/',
      'a backslash',
      'https://example.com/@evil.example/',
    ],

    ['a name', 'https://user@example.com/', CREDENTIALS, null],
    ['a name and password', 'https://user:secret@example.com/', CREDENTIALS, null],
    ['an empty name', 'https://@example.com/', CREDENTIALS, null],
    ['an empty name and password', 'https://:@example.com/', CREDENTIALS, null],
    ['a host disguised as a name', 'https://example.com@evil.example/', CREDENTIALS, null],
    ['two at signs', 'https://a@b@evil.example/', CREDENTIALS, null],
    ['an escaped name', 'https://%75@example.com/', CREDENTIALS, null],

    ['a space in the path', 'https://example.com/a b', 'a space', 'https://example.com/a%20b'],
    ['a space in the query', 'https://example.com/?a b', 'a space', 'https://example.com/?a%20b'],
    ['a space in the host', 'https://exa mple.com/', 'a space', null],
    ['a space and no scheme', 'example.com/a b', 'a space', 'https://example.com/a%20b'],
    ['words', 'my favourite page', 'a space', null],
    ['a no-break space', 'https://example.com/a\u00a0b', 'U+00A0', 'https://example.com/a%C2%A0b'],
    [
      'an ideographic space',
      'https://example.com/a\u3000b',
      'U+3000',
      'https://example.com/a%E3%80%80b',
    ],
    ['a thin space in the host', 'https://exa\u2009mple.com/', 'U+2009', null],
    [
      'two URLs',
      'https://example.com/ https://example.org/',
      'a space',
      'https://example.com/%20https://example.org/',
    ],
    ['a line feed inside', 'https://example.com/\nx', 'U+000A', null],
    ['a second rule', 'https://example.com/ 302\n/* https://evil.example/', 'U+000A', null],
    ['a header', 'https://example.com/\r\nSet-Cookie: a=b', 'U+000D', null],
    ['a tab inside', 'https://example.com/\tx', 'U+0009', null],
    ['a null character', 'https://example.com/\u0000', 'U+0000', null],
    ['a delete character', 'https://example.com/\u007f', 'U+007F', null],
    ['a next-line character', 'https://example.com/\u0085x', 'U+0085', null],
    ['a line separator', 'https://example.com/a\u2028b', 'U+2028', null],
    ['a paragraph separator', 'https://example.com/a\u2029b', 'U+2029', null],
    ['a zero-width space in the host', 'https://exam\u200bple.com/', 'U+200B', null],
    ['a zero-width space in the path', 'https://example.com/what\u200bwg', 'U+200B', null],
    ['a zero-width non-joiner', 'https://exam\u200cple.com/', 'U+200C', null],
    ['a word joiner', 'https://exam\u2060ple.com/', 'U+2060', null],
    ['a soft hyphen', 'https://exam\u00adple.com/', 'U+00AD', null],
    ['a byte order mark inside', 'https://exam\ufeffple.com/', 'U+FEFF', null],
    ['a right-to-left override', 'https://example.com/\u202egpj.exe', 'U+202E', null],
    ['a left-to-right mark', 'https://example.com/\u200ex', 'U+200E', null],
    ['an isolate', 'https://example.com/\u2066x', 'U+2066', null],
    ['a Hangul filler', 'https://exam\u3164ple.com/', 'U+3164', null],
    ['a tag character', 'https://example.com/\u{e0061}', 'U+E0061', null],
    ['half of a surrogate pair', 'https://example.com/\ud800', 'U+D800', null],
    [
      'a variation selector in the host',
      'https://exam\ufe0fple.com/',
      'U+FE0F',
      'https://example.com/',
    ],
    [
      'a Mongolian selector in the host',
      'https://exam\u180bple.com/',
      'U+180B',
      'https://example.com/',
    ],
    [
      'a supplementary selector in the host',
      'https://exam\u{e0100}ple.com/',
      'U+E0100',
      'https://example.com/',
    ],
    [
      'an escaped zero-width space in the host',
      'https://exam%E2%80%8Bple.com/',
      'percent escape',
      'https://example.com/',
    ],
    [
      'an escaped dot in the host',
      'https://exa%2Emple.com/',
      'percent escape',
      'https://exa.mple.com/',
    ],
    ['an escaped slash in the host', 'https://example.com%2F.evil.example/', INVALID, null],
    ['an escaped null in the host', 'https://exam%00ple.com/', INVALID, null],

    ['a port that is none', 'https://example.com:80a/', INVALID, null],
    ['a port too high', 'https://example.com:65536/', INVALID, null],
    ['an address with a number too high', 'https://256.1.1.1/', INVALID, null],
    ['an address of five numbers', 'https://1.2.3.4.5/', INVALID, null],
    ['a name that ends in a number', 'https://example.1/', INVALID, null],
    ['an IPv6 address left open', 'https://[::1/', INVALID, null],
    ['an IPv6 address with a zone', 'https://[fe80::1%25eth0]/', INVALID, null],
    ['a space before the colon', 'https ://example.com/', 'a space', null],
    ['a placeholder for a host', 'https://:splat/', INVALID, null],
    ['markup for a host', 'https://<b>/', INVALID, null],
    ['an empty label', 'https://example..com/', 'an empty label', null],
    ['two dots at the end', 'https://localhost../', 'an empty label', null],
    ['a dot at the start', 'https://.example.com/', 'an empty label', null],
    ['a dot for a host', 'https://./', 'an empty label', null],
    ['2,049 characters', `${longest}a`, 'has 2049 characters; the most is 2048', null],
    ['4,000 more in the fragment', `${x}#z:${'a'.repeat(4000)}`, '4024 characters', null],
    ['2,049 once serialised', `https://example.com/${'é'.repeat(338)}a`, '2049 characters', null],

    ['an alias of nothing', '/', 'no slug of this site', null],
    ['an alias with a space', '/my talk', 'no slug of this site', '/my-talk'],
    ['an alias with a query', '/docs?x=1', 'no slug of this site', '/docs-x-1'],
    ['an alias with a fragment', '/docs#top', 'no slug of this site', '/docs-top'],
    ['an alias with a slash at its end', '/docs/', 'no slug of this site', '/docs'],
    ['an alias of a reserved name', '/api/v1/links', 'is reserved', null],
    ['an alias of a page', '/ADMIN.html', 'is reserved', null],
    ['an alias of a way up', '/../x', 'no slug of this site', '/x'],
  ])('%s: %j', (_name, input, reason, suggestion) => {
    expect(parseTarget(input)).toEqual({
      ok: false,
      message: expect.stringContaining(reason),
      suggestion,
    })
    if (suggestion !== null) expect(parseTarget(suggestion).ok).toBe(true)
  })

  it.each([2046, 2047, 2048, 2049, 2050])('a URL of %i characters fits up to 2,048', (length) => {
    const parsed = parseTarget('https://example.com/'.padEnd(length, 'a'))
    expect(parsed.ok).toBe(length <= 2048)
  })
})

describe('an alias', () => {
  it.each(['/docs', '/talks/2026', '/gh/*', '/pr/:id', '/007'])('stays as it is: %j', (url) => {
    expect(parseTarget(url)).toEqual({ ok: true, url })
    expect(isAliasTarget(url)).toBe(true)
  })

  it.each(['//example.com', '/\\example.com', 'https://example.com/', 'docs', ''])(
    'is not %j',
    (url) => {
      expect(isAliasTarget(url)).toBe(false)
    },
  )
})

describe('a host is private, however it is spelled', () => {
  it.each([
    ['loopback', 'http://127.0.0.1/'],
    ['loopback, shortened', 'http://127.1/'],
    ['loopback, octal', 'http://0177.0.0.1/'],
    ['loopback, octal in one number', 'http://017700000001/'],
    ['loopback, hexadecimal', 'http://0x7f.0.0.1/'],
    ['loopback, hexadecimal in one number', 'http://0x7F000001/'],
    ['loopback, hexadecimal and short', 'http://0x7f.1/'],
    ['loopback, one number', 'http://2130706433/'],
    ['loopback, circled digits', 'http://①②⑦.0.0.1/'],
    ['loopback, full-width digits', 'http://１２７.0.0.1/'],
    ['loopback, a dot behind', 'http://127.0.0.1./'],
    ['loopback, another address', 'http://127.255.255.254/'],
    ['this host', 'http://0/'],
    ['this host, written out', 'http://0.0.0.0/'],
    ['this host, hexadecimal without digits', 'http://0x/'],
    ['10/8', 'http://10.0.0.1/'],
    ['10/8, one number', 'http://167772161/'],
    ['172.16/12', 'http://172.31.255.255/'],
    ['192.168/16', 'http://192.168.1.1/'],
    ['192.168/16, octal', 'http://0300.0250.1.1/'],
    ['link-local', 'http://169.254.169.254/latest/meta-data/'],
    ['link-local, one number', 'http://2852039166/'],
    ['carrier-grade NAT', 'http://100.64.0.1/'],
    ['benchmarking', 'http://198.18.0.1/'],
    ['documentation', 'http://192.0.2.1/'],
    ['protocol assignments', 'http://192.0.0.8/'],
    ['multicast', 'http://224.0.0.1/'],
    ['reserved', 'http://240.0.0.1/'],
    ['broadcast', 'http://255.255.255.255/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 loopback, written out', 'http://[0:0:0:0:0:0:0:1]/'],
    ['IPv6 unspecified', 'http://[::]/'],
    ['IPv6 link-local', 'http://[fe80::1]/'],
    ['IPv6 site-local', 'http://[fec0::1]/'],
    ['IPv6 unique local', 'http://[fd00::1]/'],
    ['IPv6 multicast', 'http://[ff02::1]/'],
    ['IPv6 documentation', 'http://[2001:db8::1]/'],
    ['IPv6 discard', 'http://[100::1]/'],
    ['IPv6 not given out', 'http://[4000::1]/'],
    ['IPv4 mapped', 'http://[::ffff:127.0.0.1]/'],
    ['IPv4 mapped, hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['IPv4 mapped private', 'http://[::ffff:10.0.0.1]/'],
    ['IPv4 compatible', 'http://[::127.0.0.1]/'],
    ['IPv4 compatible, hexadecimal', 'http://[::a9fe:a9fe]/'],
    ['IPv4 translated', 'http://[::ffff:0:127.0.0.1]/'],
    ['NAT64', 'http://[64:ff9b::127.0.0.1]/'],
    ['local NAT64', 'http://[64:ff9b:1::127.0.0.1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:7f00:1::1]/'],
    ['localhost', 'http://localhost/'],
    ['localhost in capitals', 'http://LOCALHOST/'],
    ['localhost with a root dot', 'http://localhost./'],
    ['localhost with a port', 'http://localhost:3000/'],
    ['a name under localhost', 'http://a.localhost/'],
    ['mDNS', 'http://printer.local/'],
    ['mDNS with a root dot', 'http://printer.local./'],
    ['a home network', 'http://nas.home.arpa/'],
    ['an internal name', 'http://metadata.google.internal/'],
    ['an old default name', 'http://localhost.localdomain/'],
    ['a single label', 'http://intranet/'],
    ['a single label with a root dot', 'http://intranet./'],
    ['a single international label', 'http://bücher/'],
    ['a doubled scheme', 'http://http://example.com/'],
  ])('%s: %s', (_name, input) => {
    const parsed = parseTarget(input)
    const site = parseSite({ baseUrl: 'https://go.example.org' })
    expect(parsed.ok && findTargetProblem(parsed.url, site)?.rule).toBe('target-private')
  })

  it.each([
    'https://example.com/',
    'https://example.local.com/',
    'https://notlocal.example/',
    'https://172.32.0.1/',
    'https://1.1.1.1/',
    'https://100.128.0.1/',
    'https://[2606:4700::1111]/',
    'https://[::ffff:1.1.1.1]/',
    'https://xn--bcher-kva.example/',
  ])('%s is public', (url) => {
    expect(findTargetProblem(url, parseSite({ baseUrl: 'https://go.example.org' }))).toBeNull()
  })

  it.each([
    ['127.0.0.1', 'is a loopback address'],
    ['[::ffff:7f00:1]', 'is a loopback address'],
    ['169.254.0.1', 'is a link-local address'],
    ['192.168.0.1', 'is a private address'],
    ['[fd00::1]', 'is a private address'],
    ['224.0.0.1', 'is no public address'],
    ['localhost', 'is a private name'],
    ['wiki', 'is a single label, a name of a private network'],
    ['wiki.lan', 'is a private name'],
    ['wiki.corp', 'is a private name'],
    ['example.com', null],
  ])('%s %s', (hostname, reason) => {
    expect(findPrivateReason(hostname)).toBe(reason)
  })
})

describe('what the owner decided about hosts', () => {
  const site = parseSite({
    baseUrl: 'https://Go.Example.org',
    aliases: ['go.example.net', 'GO.example.com.', 'bücher.example:8443'],
    privateHosts: ['wiki.internal', '10.0.0.7', 'printer:631', '[fd00::1]'],
    blockedHosts: ['evil.example', 'Bad.Example.:8080'],
  })

  it.each([
    ['our host', 'https://go.example.org/docs', '/docs'],
    ['our host in capitals', 'https://GO.EXAMPLE.ORG/docs', '/docs'],
    ['our host with a root dot', 'https://go.example.org./docs', '/docs'],
    ['our host by http', 'http://go.example.org/docs', '/docs'],
    ['our host with its port', 'https://go.example.org:443/docs/', '/docs'],
    ['our host in full width', 'https://ｇｏ.example.org/talks/2026', '/talks/2026'],
    ['an alias of the site', 'https://go.example.net/docs?x', '/docs'],
    ['an alias spelled otherwise', 'https://go.example.com/docs#x', '/docs'],
    ['an international alias with a port', 'https://xn--bcher-kva.example:8443/docs', '/docs'],
    ['a page of the site', 'https://go.example.org/admin/', null],
    ['the home page', 'https://go.example.org/', null],
    ['no slug', 'https://go.example.org/a%20b', null],
  ])('%s is the site itself: %s', (_name, input, suggestion) => {
    const parsed = parseTarget(input)
    const problem = parsed.ok ? findTargetProblem(parsed.url, site) : null
    expect(problem).toMatchObject({ rule: 'target-own', suggestion })
  })

  it.each([
    ['a blocked host', 'https://evil.example/', 'target-blocked'],
    ['below a blocked host', 'https://a.b.evil.example/', 'target-blocked'],
    ['a blocked host with a root dot', 'https://evil.example./', 'target-blocked'],
    ['a blocked host and any port', 'https://evil.example:8443/', 'target-blocked'],
    ['a blocked port', 'https://bad.example:8080/', 'target-blocked'],
    ['another port than the blocked', 'https://bad.example/', undefined],
    ['only the ending of a blocked name', 'https://notevil.example/', undefined],
    ['a private host that is allowed', 'http://wiki.internal/', undefined],
    ['a private host that is allowed, any port', 'http://wiki.internal:8080/', undefined],
    ['below a private host that is allowed', 'http://x.wiki.internal/', 'target-private'],
    ['an allowed address in hexadecimal', 'http://0xa.0.0.7/', undefined],
    ['an allowed IPv6 address', 'http://[fd00:0::1]/', undefined],
    ['an allowed port', 'http://printer:631/', undefined],
    ['another port than the allowed', 'http://printer/', 'target-private'],
    ['our host on another port', 'https://go.example.org:8443/', undefined],
    ['the port of an alias', 'https://xn--bcher-kva.example/', undefined],
    ['an alias link', '/docs', undefined],
  ])('%s: %s', (_name, input, rule) => {
    const parsed = parseTarget(input)
    expect(parsed.ok && findTargetProblem(parsed.url, site)?.rule).toBe(rule)
  })

  it.each([
    ['Go.Example.org.', 'go.example.org'],
    ['example.com.:8080', 'example.com:8080'],
    ['0x7f.1', '127.0.0.1'],
    ['[::1]:80', '[::1]'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['', null],
    ['a b', null],
    ['https://a.example', null],
    ['a.example/x', null],
    ['user@a.example', null],
    ['a.example:99999', null],
  ])('%j as a host is %j', (text, expected) => {
    expect(canonicalHost(text)).toBe(expected)
  })
})

describe('placeholders of a target', () => {
  it.each([
    ['a title with a colon', 'w', 'https://en.example.org/wiki/Category:URL', null],
    ['a port', 'w', 'https://example.com:8080/', null],
    ['a time', 'w', 'https://example.com/at/10:30', null],
    ['an escaped colon', 'w', 'https://example.com/%3Aversion/', null],
    ['one in capitals', 'w', 'https://example.com/:ID', null],
    ['declared', 'pr/:id', 'https://example.com/p/:id', null],
    ['declared, twice', 'pr/:id', 'https://example.com/:id?x=:id', null],
    ['declared, not used', 'pr/:id', 'https://example.com/', null],
    ['the splat', 'gh/*', 'https://example.com/:splat', null],
    ['not declared', 'x', 'https://example.com/v/:version/', 'does not declare'],
    ['not declared in the query', 'x', 'https://example.com/?q=:a', 'does not declare'],
    ['a splat not declared', 'x', 'https://example.com/:splat', 'does not declare'],
    [
      'a splat where a name is declared',
      'pr/:id',
      'https://example.com/:splat',
      'does not declare',
    ],
    [
      'inside a longer one',
      'wiki/:c',
      'https://en.example.org/Category:cats/:c',
      'would be replaced',
    ],
    ['inside one with a digit', 'pr/:id', 'https://example.com/:id2', 'would be replaced'],
    ['inside one in mixed case', 'pr/:id', 'https://example.com/:idX', 'would be replaced'],
    ['a kind of document', 'x', 'https://contoso.sharepoint.com/:w:/r/sites/x/Doc.aspx', null],
    ['one before a colon', 'x', 'https://example.com/v/:version:1', null],
    ['one that is the whole segment', 'x', 'https://example.com/v/:version/', 'does not declare'],
    ['one that is a whole value', 'x', 'https://example.com/?v=:version&x=1', 'does not declare'],
    ['a splat inside a longer one', 'gh/*', 'https://example.com/:splats', 'would be replaced'],
  ])('%s: /%s → %s', (_name, slug, url, reason) => {
    const misuse = findPlaceholderMisuse(slug, url)
    expect(misuse).toEqual(reason === null ? null : expect.stringContaining(reason))
  })
})
