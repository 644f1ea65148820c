/**
 * One thing done to many links: what changes of each, and which are left out and why. Pure: sends
 * nothing, knows no page.
 */
import type { Me } from '../api/answers.ts'
import { mayChange } from '../changes/permission.ts'
import type { LinkChange } from '../changes/requests.ts'
import type { StoredLink } from '../database/protocol.ts'

export const DEEDS = [
  'addTag',
  'removeTag',
  'owner',
  'list',
  'unlist',
  'disable',
  'enable',
  'remove',
  'restore',
] as const
export type Deed = (typeof DEEDS)[number]

/** What is to be done; `value` is the tag, or the owner, who is nobody for `''`. */
export interface Wish {
  deed: Deed
  value: string
}

/** A link as it is, and what changes of it. */
export interface Planned {
  link: StoredLink
  change: LinkChange
}

/** Why a link is left out: not the bearer's, removed, no room for a tag, an alias of others. */
export const REASONS = ['foreign', 'gone', 'full', 'foreignAlias'] as const
export type Reason = (typeof REASONS)[number]

export interface Plan {
  /** In an order in which they can be sent in parts. */
  changes: Planned[]
  /** How many of `changes` are aliases that nobody chose and that go with what they lead to. */
  aliases: number
  /** How many are already as they are wished to be. */
  same: number
  leftOut: Record<Reason, number>
}

// The most that a link may have: `core/link.ts`.
const TAGS_MAX = 20
const TAG = /^[a-z0-9][a-z0-9-]{0,31}$/
const HANDLE = /^[A-Za-z0-9-]{1,39}$/

/** What is wrong with the wish by itself, before any link is looked at. */
export function findFault({ deed, value }: Wish): 'needTag' | 'noTag' | 'noOwner' | null {
  if (deed === 'addTag' || deed === 'removeTag') {
    if (value === '') return 'needTag'
    return TAG.test(value) ? null : 'noTag'
  }
  return deed === 'owner' && value !== '' && !HANDLE.test(value) ? 'noOwner' : null
}

/**
 * Plans what is wished for the links, as far as the bearer may.
 *
 * @param aliases links that stand for one of `links`, also through others
 */
export function planChanges(
  links: readonly StoredLink[],
  aliases: readonly StoredLink[],
  wish: Wish,
  me: Me,
): Plan {
  const plan: Plan = {
    changes: [],
    aliases: 0,
    same: 0,
    leftOut: { foreign: 0, gone: 0, full: 0, foreignAlias: 0 },
  }
  const living = Map.groupBy(
    aliases.filter(({ state }) => state !== 'gone'),
    ({ url }) => url.slice(1),
  )
  const removed = new Map<string, StoredLink>()
  for (const link of links) {
    const judged = judge(link, wish, me)
    if (judged === 'same') plan.same += 1
    else if (typeof judged === 'string') plan.leftOut[judged] += 1
    else if (wish.deed !== 'remove') plan.changes.push({ link, change: judged })
    else {
      const followers = findFollowers(link.slug, living)
      if (followers.every((alias) => mayChange(alias, me))) {
        for (const one of [link, ...followers]) removed.set(one.slug, one)
      } else plan.leftOut.foreignAlias += 1
    }
  }
  if (wish.deed === 'remove') {
    const chosen = new Set(links.map(({ slug }) => slug))
    plan.aliases = [...removed.keys()].filter((slug) => !chosen.has(slug)).length
    plan.changes = [...removed.values()].map((link) => ({ link, change: { state: 'gone' } }))
  }
  plan.changes = sortByDepth(plan.changes, wish.deed === 'remove' ? -1 : 1)
  return plan
}

function judge(link: StoredLink, { deed, value }: Wish, me: Me): LinkChange | Reason | 'same' {
  const isGone = link.state === 'gone'
  if (deed === 'restore' && !isGone) return 'same'
  if (deed === 'remove' && isGone) return 'same'
  if (!mayChange(link, me)) return 'foreign'
  if (isGone && deed !== 'restore') return 'gone'
  const { tags } = link
  switch (deed) {
    case 'addTag':
      if (tags.includes(value)) return 'same'
      return tags.length < TAGS_MAX ? { tags: [...tags, value].sort() } : 'full'
    case 'removeTag':
      return tags.includes(value) ? { tags: tags.filter((tag) => tag !== value) } : 'same'
    case 'owner':
      return (link.owner ?? '') === value ? 'same' : { owner: value || null }
    case 'list':
    case 'unlist':
      return link.listed === (deed === 'list') ? 'same' : { listed: deed === 'list' }
    case 'disable':
      return link.state === 'disabled' ? 'same' : { state: 'disabled' }
    case 'enable':
      return link.state === 'active' ? 'same' : { state: 'active' }
    case 'remove':
      return { state: 'gone' }
    case 'restore':
      return { state: 'active' }
  }
}

function findFollowers(
  slug: string,
  living: ReadonlyMap<string, readonly StoredLink[]>,
): StoredLink[] {
  const found = new Set<StoredLink>()
  const wanted = [slug]
  for (const one of wanted) {
    for (const alias of living.get(one) ?? []) {
      if (found.has(alias)) continue
      found.add(alias)
      wanted.push(alias.slug)
    }
  }
  return [...found]
}

// What leads to another of them goes before it and comes back after it, so that no part of the
// changes leaves an alias that leads nowhere.
function sortByDepth(changes: readonly Planned[], direction: 1 | -1): Planned[] {
  const bySlug = new Map(changes.map(({ link }) => [link.slug, link]))
  const depthOf = (link: StoredLink): number => {
    let depth = 0
    for (let one = bySlug.get(link.url.slice(1)); one !== undefined && depth < 50; ) {
      depth += 1
      one = one.url.startsWith('/') ? bySlug.get(one.url.slice(1)) : undefined
    }
    return link.url.startsWith('/') ? depth : 0
  }
  const depths = new Map(changes.map(({ link }) => [link.slug, depthOf(link)]))
  const depth = ({ link }: Planned) => depths.get(link.slug) ?? 0
  return [...changes].sort((a, b) => direction * (depth(a) - depth(b)))
}
