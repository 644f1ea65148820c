/**
 * Arbitraries of valid slugs, targets, links and whole sets that keep every rule of a site.
 */
import fc from 'fast-check'
import { checkLinks } from '../../src/core/check.ts'
import { formatTime } from '../../src/core/fields/time.ts'
import { hasErrors } from '../../src/core/finding.ts'
import { hostCapabilities } from '../../src/core/hosts.ts'
import { type Link, parseLink, STATES, STATUSES } from '../../src/core/link.ts'
import { type LinkSet, toLinkSet } from '../../src/core/link-set.ts'
import type { Site } from '../../src/core/site.ts'
import { isPattern, parseSlug, patternShape, placeholderNames } from '../../src/core/slug.ts'
import { findPlaceholderMisuse, parseTarget } from '../../src/core/target.ts'
import { NOW, SITE } from './links.ts'

// Few words, so that slugs of one set overlap: exact slugs under patterns, prefixes, case twins.
const WORDS = ['a', 'b', 'ab', 'A', 'docs', 'gh', 'x', '0', '007', '1e5', 'a.b', 'a-b', 'a_b', 'p2']
const NAMES = ['id', 'n', 'year', 'q'] as const
const SEGMENT_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'

const arbWord = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: oneOf(SEGMENT_CHARACTERS), minLength: 1, maxLength: 9 }),
  },
)

/** A slug without placeholders: `docs`, `talks/2026`. */
export const arbExactSlug: fc.Arbitrary<string> = fc
  .array(arbWord, { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/'))
  .filter(isValidSlug)

/** A slug with placeholders or a splat: `pr/:id`, `gh/*`, `a/:id/b/*`. */
export const arbPatternSlug: fc.Arbitrary<string> = fc
  .tuple(
    arbWord,
    fc.array(fc.oneof(arbWord, fc.constantFrom(...NAMES.map((name) => `:${name}`))), {
      maxLength: 3,
    }),
    fc.boolean(),
  )
  .map(([first, rest, hasSplat]) => [first, ...rest, ...(hasSplat ? ['*'] : [])].join('/'))
  .filter((slug) => isValidSlug(slug) && isPattern(slug))

/** Any valid slug. */
export const arbSlug: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: arbExactSlug },
  { weight: 2, arbitrary: arbPatternSlug },
)

const HOSTS = [
  'example.com',
  'www.example.org',
  'Sub.Example.net:8443',
  'bücher.example',
  'xn--bcher-kva.example',
  'example.com.',
  '93.184.215.14',
  '[2606:2800:21f:cb07:6820:80da:af6b:8b2c]',
]
const PIECES = [
  'wiki',
  'Category:URL',
  'a+b',
  '%2B',
  '%2b',
  '%20',
  "it's",
  '(x)',
  '!',
  '*',
  '@me',
  'ü',
  '$&',
  '~',
  ';v=1',
  '',
  '..',
  '100%',
]

/** A valid target of exact slugs, as a link holds it (serialised). */
export const arbTarget: fc.Arbitrary<string> = arbTargetOf('docs')

/** A valid target that may use the placeholders of `slug`. */
export function arbTargetOf(slug: string): fc.Arbitrary<string> {
  const names = placeholderNames(slug)
  const arbPiece = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 1, arbitrary: fc.webSegment({ size: 'small' }) },
    ...(names.length === 0
      ? []
      : [{ weight: 3, arbitrary: fc.constantFrom(...names.map((name) => `:${name}`)) }]),
  )
  const arbPair = fc.tuple(fc.constantFrom('q', 'utm_source', 'x'), arbPiece)
  const arbQuery = fc.oneof(
    fc.constantFrom('', '?', '?123=foo', '?2+2_(TV_channel)', '?a=%2B&a=+'),
    fc
      .array(arbPair, { minLength: 1, maxLength: 3 })
      .map((pairs) => `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`),
  )
  const arbFragment = fc.oneof(
    fc.constantFrom('', '#', '#top', '#/p/1?email=user%2Btag%40example.com'),
    arbPiece.map((piece) => `#/${piece}`),
  )
  return fc
    .tuple(
      fc.constantFrom('https', 'http'),
      fc.constantFrom(...HOSTS),
      fc.array(arbPiece, { maxLength: 4 }),
      arbQuery,
      arbFragment,
    )
    .map(([scheme, host, path, query, fragment]) => {
      return `${scheme}://${host}/${path.join('/')}${query}${fragment}`
    })
    .map((text) => parseTarget(text))
    .filter((parsed) => parsed.ok)
    .map(({ url }) => url)
    .filter((url) => findPlaceholderMisuse(slug, url) === null)
}

const arbTime = fc
  .integer({ min: -2_000, max: 2_000 })
  .map((hours) => formatTime(Date.parse(NOW) + hours * 3_600_000))

const arbTitle = fc.oneof(
  fc.constantFrom(null, 'Docs', '=1+1', "'tis", 'Say "hi" & <b>bye</b>', '日本語 😀', 'a|b`c`'),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)

const arbHandle = fc.constantFrom('alice', 'bob', 'Team-1', '0')

// All of a link but slug and target, which depend on each other.
function arbRest(statuses: readonly Link['status'][]) {
  return fc.record({
    status: fc.constantFrom(...statuses),
    state: fc.oneof(
      { weight: 4, arbitrary: fc.constant('active' as const) },
      { weight: 1, arbitrary: fc.constantFrom(...STATES) },
    ),
    listed: fc.boolean(),
    title: arbTitle,
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'docs', '2026', 'x-y'), { maxLength: 4 }),
    owner: fc.option(arbHandle, { freq: 3 }),
    startsAt: fc.option(arbTime, { freq: 4 }),
    expiresAt: fc.option(arbTime, { freq: 4 }),
    createdAt: arbTime,
    createdBy: arbHandle,
  })
}

/** Any valid link that is no alias. */
export const arbLink: fc.Arbitrary<Link> = arbLinkWith(STATUSES)

function arbLinkWith(statuses: readonly Link['status'][]): fc.Arbitrary<Link> {
  return arbSlug
    .chain((slug) => fc.tuple(fc.constant(slug), arbTargetOf(slug), arbRest(statuses)))
    .map(([slug, url, rest]) => parseLink({ ...rest, slug, url }))
    .filter((parsed) => parsed.ok)
    .map((parsed) => parsed.link)
}

interface Alias {
  /** Which of the links before it it stands for. */
  of: number
  word: string
}

/**
 * A set of up to `maxLength` links and some aliases (chains among them) that has no errors by the
 * rules of `site`: exact slugs, placeholders and splats that overlap, in every state and time.
 */
export function arbLinkSet(
  site: Site = SITE,
  { maxLength = 12 }: { maxLength?: number } = {},
): fc.Arbitrary<LinkSet> {
  const statuses = STATUSES.filter((status) => {
    return hostCapabilities(site.host).statuses.includes(status)
  })
  const arbAlias = fc.record({ of: fc.nat({ max: 99 }), word: arbWord })
  return fc
    .tuple(
      fc.array(arbLinkWith(statuses), { maxLength }),
      fc.array(arbAlias, { maxLength: Math.ceil(maxLength / 3) }),
      arbRest(statuses),
    )
    .map(([links, aliases, rest]) => keepValid(addAliases(links, aliases, rest), site))
}

function addAliases(
  links: readonly Link[],
  aliases: readonly Alias[],
  rest: Omit<Link, 'slug' | 'url'>,
): LinkSet {
  const set = new Map(toLinkSet(links))
  for (const { of, word } of aliases) {
    const known = [...set.values()]
    const target = known[of % Math.max(known.length, 1)]
    if (target === undefined) continue
    // The tail stays, so that placeholders of the target are declared by the alias too.
    const slug = [word, ...target.slug.split('/').slice(1)].join('/')
    const alias = parseLink({ ...rest, slug, url: `/${target.slug}` })
    if (alias.ok && !set.has(slug)) set.set(slug, alias.link)
  }
  return set
}

function keepValid(links: LinkSet, site: Site): LinkSet {
  const shapes = new Set<string>()
  const kept = new Map(
    [...links].filter(([slug]) => {
      const shape = patternShape(slug)
      return !shapes.has(shape) && shapes.add(shape)
    }),
  )
  // Dropping a link may leave an alias without target, which then goes too.
  for (;;) {
    const findings = checkLinks(kept, site)
    if (!hasErrors(findings)) return kept
    for (const { severity, slug } of findings) {
      if (severity === 'error' && slug !== null) kept.delete(slug)
    }
  }
}

function isValidSlug(slug: string): boolean {
  return parseSlug(slug).ok
}

function oneOf(characters: string): fc.Arbitrary<string> {
  return fc.constantFrom(...characters)
}
