/**
 * Where a path leads, as far as visitors may know: by the public database, and for what is not
 * listed by the API.
 */
import { preview } from '#strings'
import { expandSlug, sortPatterns } from '../../core/slugs/matching.ts'
import type { ListedLink, PublicDatabase } from './public-database.ts'
import { resolvePath } from './resolve.ts'

/** What is known of where a path leads. */
export interface Found {
  slug: string
  /** The last target, where one link stands for another. */
  url: string
  title: string | null
  tags: readonly string[]
  createdAt: string | null
  /** The link that an alias stands for, in the end. */
  aliasOf: string | null
  /** What may be wrong about it. */
  doubt?: string
}

/** A link, or a sentence that says why there is none. */
export type Lookup = Found | { sentence: string; isSilence?: boolean }

/**
 * Looks the path up.
 *
 * @param database `null` where it could not be loaded
 * @param path as it was sent, without leading slash
 */
export async function lookUp(database: PublicDatabase | null, path: string): Promise<Lookup> {
  const listed = database === null ? null : findExact(database, path)
  if (listed !== null) return listed
  // Of what a preview proposes, the API knows nothing: it answers for what is live.
  const told = database?.isPreview ? null : await askApi(path)
  if (told !== null) return told
  if (database === null) return { sentence: preview.noAnswer, isSilence: true }
  return findPattern(database, path) ?? describeUnlisted(database)
}

function findExact(database: PublicDatabase, path: string): Found | null {
  const link = database.get(path)
  return link === null ? null : followListed(database, link)
}

// An alias may stand for another one; the build has made sure that they end somewhere.
const LONGEST_CHAIN = 20

function followListed(database: PublicDatabase, link: ListedLink): Found | null {
  let last: ListedLink | null = link
  for (let step = 0; last?.url.startsWith('/'); step += 1) {
    if (step === LONGEST_CHAIN) return null
    last = database.get(last.url.slice(1))
  }
  if (last === null) return null
  return { ...link, url: last.url, aliasOf: last === link ? null : last.slug }
}

/** What the API says, `null` without an answer. */
async function askApi(path: string): Promise<Lookup | null> {
  const link = await resolvePath(path)
  if (link === 'silent') return null
  if (link === 'none') return { sentence: preview.unknown }
  const { slug, state, url } = link
  if (url === undefined) return { sentence: state === 'gone' ? preview.gone : preview.off }
  return { slug, url, title: null, tags: [], createdAt: null, aliasOf: null }
}

function findPattern(database: PublicDatabase, path: string): Found | null {
  for (const link of sortPatterns(database.patterns())) {
    const url = expandSlug(link.slug, link.url, path)
    if (url === null) continue
    return { ...link, url, aliasOf: null, doubt: preview.byPattern(link.slug) }
  }
  return null
}

function describeUnlisted({ isPreview }: PublicDatabase): Lookup {
  return isPreview
    ? { sentence: preview.notListedInPreview }
    : { sentence: preview.notListed, isSilence: true }
}
