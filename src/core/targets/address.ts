/**
 * Which hosts a link may lead to: names and IP addresses, however they are spelled.
 * Compares hosts as `URL` serialises them, without a trailing dot.
 */
import ipaddr from 'ipaddr.js'

/**
 * The comparable form of a host, with its port where one is given: `Go.Example.org.` is
 * `go.example.org`; `0x7f.1` is `127.0.0.1`; `null` where it is no host.
 */
export function canonicalHost(text: string): string | null {
  if (/[\s/?#@\\]/.test(text) || text === '') return null
  const url = `http://${text}`
  if (!URL.canParse(url)) return null
  const { host, hostname } = new URL(url)
  return hostname === '' ? null : withoutTrailingDot(host)
}

/** `example.com.:8080` without the root dot. */
export function withoutTrailingDot(host: string): string {
  return host.replace(/\.(?=:\d+$|$)/, '')
}

/** Whether `url` leads to a host of `entries`, each a comparable host or `host:port`. */
export function isHostAmong(url: URL, entries: readonly string[]): boolean {
  const { host, hostname } = comparable(url)
  return entries.includes(hostname) || entries.includes(host)
}

/** As `isHostAmong`, and subdomains of an entry count too. */
export function isDomainAmong(url: URL, entries: readonly string[]): boolean {
  const { hostname } = comparable(url)
  return isHostAmong(url, entries) || entries.some((entry) => hostname.endsWith(`.${entry}`))
}

/** Whether `url` leads to the site itself: the same host and the same port. */
export function isOwnHost(url: URL, ownHosts: readonly string[]): boolean {
  return ownHosts.includes(comparable(url).host)
}

function comparable(url: URL): { host: string; hostname: string } {
  return { host: withoutTrailingDot(url.host), hostname: withoutTrailingDot(url.hostname) }
}

// RFC 6761 (localhost), RFC 6762 (local and, in appendix G, what networks use beside it), RFC 8375
// (home.arpa), ICANN 2024 (internal), and the name that many old systems give themselves.
const PRIVATE_ZONES = [
  'localhost',
  'local',
  'home.arpa',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'localdomain',
]

/**
 * Why the public cannot or must not be sent to `hostname` (as `URL` serialises it), or `null`.
 *
 * @example
 * findPrivateReason('[::ffff:7f00:1]') // => 'is a loopback address'
 */
export function findPrivateReason(hostname: string): string | null {
  const host = withoutTrailingDot(hostname)
  // `URL` writes every IPv4 address in dotted decimals, and IPv6 in brackets.
  const address = /^(?:\[(.+)\]|([0-9]+\.[0-9.]+))$/.exec(host)
  if (address !== null) return findAddressReason(ipaddr.parse(address[1] ?? address[2] ?? ''))
  if (PRIVATE_ZONES.some((zone) => host === zone || host.endsWith(`.${zone}`))) {
    return 'is a private name'
  }
  return host.includes('.') ? null : 'is a single label, a name of a private network'
}

const REASONS: Readonly<Record<string, string>> = {
  loopback: 'is a loopback address',
  linkLocal: 'is a link-local address',
  private: 'is a private address',
  uniqueLocal: 'is a private address',
  carrierGradeNat: 'is a private address',
}

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

function findAddressReason(address: ipaddr.IPv4 | ipaddr.IPv6): string | null {
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    return findAddressReason(address.toIPv4Address())
  }
  const range = address.range()
  // Of IPv6 only 2000::/3 is given out; the rest holds old spellings such as `::127.0.0.1`.
  // https://www.iana.org/assignments/ipv6-address-space
  if (address instanceof ipaddr.IPv6 && range === 'unicast' && !address.match(GLOBAL_UNICAST)) {
    return 'is no public address'
  }
  return range === 'unicast' ? null : (REASONS[range] ?? 'is no public address')
}
