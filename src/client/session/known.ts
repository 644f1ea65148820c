/**
 * What the page has learned from the links and about the bearer, for whoever fills a form.
 * Holds no more than lists of names; forgotten with the session.
 */
import type { Me } from '../api/answers.ts'
import type { KnownTag } from '../fields/tag-tokens.ts'

export interface Known {
  tags: readonly KnownTag[]
  /** Handles and teams that links have as their owner, or that the bearer may give. */
  owners: readonly string[]
  /** `null` until the server has said it. */
  me: Me | null
}

type KnownListener = (known: Known) => void

const NOTHING: Known = { tags: [], owners: [], me: null }

let known = NOTHING
const listeners: KnownListener[] = []

/** What is known now. */
export function readKnown(): Known {
  return known
}

/** Calls `listener` now, and whenever more is known. */
export function onKnown(listener: KnownListener): void {
  listeners.push(listener)
  listener(known)
}

/** Takes what the links can be filtered by, and who is asking. */
export function learn(
  { tags, owners }: { tags: readonly KnownTag[]; owners: readonly { name: string }[] },
  me: Me,
): void {
  const names = new Set([...me.owners, ...owners.map(({ name }) => name)])
  tell({ tags, owners: [...names], me })
}

/** Forgets it all, for whoever sits down at this machine next. */
export function forgetKnown(): void {
  tell(NOTHING)
}

function tell(news: Known): void {
  known = news
  for (const listener of listeners) listener(known)
}
