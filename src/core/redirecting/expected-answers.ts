/**
 * What a host must answer for each baked link: the paths to ask for, with status and `Location`.
 * Knows links, rules and hosts; knows no network.
 */
import type { HostCapabilities } from '../hosts.ts'
import { type LinkSet, sortedLinks, toLinkSet } from '../link-set.ts'
import { findDestination, makeResolve, previewOf, type Resolve } from '../redirects.ts'
import { isPattern, isSplat, placeholderNames } from '../slug.ts'
import { expandSlug } from '../slugs/matching.ts'

/** One request and its right answer. */
export interface ExpectedAnswer {
  slug: string
  /** With its leading slash; for a pattern, one of the many that it stands for. */
  path: string
  status: number
  /** `null`: there must be none. */
  location: string | null
}

/** When and how the links were baked that a host serves. */
export interface BakedAs {
  host: HostCapabilities
  /** RFC 3339, UTC: the time of the bake. */
  now: string
  /** Whether links lead to their preview pages. */
  preview?: boolean
}

/**
 * The answers for all links, in the order of their slugs. A pattern is asked for one path that
 * no other link takes, or for none where there is no such path; a link that needs two rules, for
 * both of its paths.
 *
 * @example
 * expectAnswers(links, { host, now }) // => [{ slug: 'gh/*', path: '/gh/a/b', status: 302, … }]
 */
export function expectAnswers(links: LinkSet, baked: BakedAs): ExpectedAnswer[] {
  const { host, now } = baked
  const resolve = makeResolve(links, now)
  const answers = host.hasNotFoundRules ? resolve : makeResolve(onlyOpen(links, now), now)
  return sortedLinks(links).flatMap(({ slug }) => {
    const path = samplePath(resolve, slug)
    const hasTwoRules = !host.ignoresTrailingSlash && !isSplat(slug)
    const paths = path === null ? [] : hasTwoRules ? [path, `${path}/`] : [path]
    return paths.map((one) => expectAnswer(answers, slug, one, baked))
  })
}

// Where a host has no rules for the others, a pattern takes their paths; `check` warns of it.
function onlyOpen(links: LinkSet, now: string): LinkSet {
  return toLinkSet(
    links.values().filter((link) => findDestination(links, link, now).standing === 'redirects'),
  )
}

// Paths that no person would have made a link of.
const SAMPLES = ['verify-1', 'verify-2', 'verify-3', 'verify-4']

// A pattern with placeholders comes before a splat and takes all paths of its own depth.
const DEPTHS = ['/rest', '/rest/of/the/path', '']

/** A path of the slug's own, or `null` where other links take all that we know to ask for. */
function samplePath(resolve: Resolve, slug: string): string | null {
  if (!isPattern(slug)) return slug
  const paths = DEPTHS.flatMap((depth) => SAMPLES.map((sample) => fillSlug(slug, sample, depth)))
  return paths.find((path) => resolve(path)?.link.slug === slug) ?? null
}

function fillSlug(slug: string, sample: string, depth: string): string {
  const names = placeholderNames(slug)
  return slug
    .split('/')
    .map((segment) => {
      if (segment === '*') return `${sample}${depth}`
      // Each placeholder gets a value of its own, so that two of them can't change places.
      return segment.startsWith(':') ? `${sample}-${names.indexOf(segment.slice(1))}` : segment
    })
    .join('/')
}

function expectAnswer(
  answers: Resolve,
  slug: string,
  path: string,
  { preview = false }: BakedAs,
): ExpectedAnswer {
  const found = answers(path)
  const asked = { slug, path: `/${path}` }
  if (found?.standing !== 'redirects') return { ...asked, status: 404, location: null }
  const { link, url } = found
  if (!preview) return { ...asked, status: link.status, location: url }
  return { ...asked, status: 302, location: expandSlug(link.slug, previewOf(link.slug), path) }
}
