/**
 * Tries to change the link that is open, each of which can be made again under a newer entity tag.
 * Pure: sends nothing, knows no page.
 */
import type { Link } from '../api/answers.ts'
import {
  type ChangeRequest,
  type LinkChange,
  type OldSlug,
  patchRequest,
  removeRequest,
  restoreRequest,
} from '../changes/requests.ts'
import type { View } from './frame.ts'

export interface Attempt {
  request(etag: string): ChangeRequest
  /** What is wanted, as far as it can be compared. */
  change: LinkChange
  oldSlug: OldSlug
  /** Whether it leaves a tombstone. */
  isRemoval: boolean
  /** Slugs of the aliases that go along. */
  aliases: readonly string[]
  /** Where a failure is shown. */
  view: View
}

const PLAIN = { oldSlug: 'alias', isRemoval: false, aliases: [], view: 'form' } as const

/** Saves what was changed in the form. */
export function saveOf({ slug }: Link, change: LinkChange, oldSlug: OldSlug): Attempt {
  const body: LinkChange = change.slug === undefined ? change : { ...change, oldSlug }
  return { ...PLAIN, request: (etag) => patchRequest(slug, body, etag), change, oldSlug }
}

/** Disables the link, or enables it. */
export function switchOf({ slug, state }: Link): Attempt {
  const change: LinkChange = { state: state === 'active' ? 'disabled' : 'active' }
  return { ...PLAIN, request: (etag) => patchRequest(slug, change, etag), change }
}

/** Leaves a tombstone of the link and its aliases. */
export function removalOf({ slug }: Link, aliases: readonly string[]): Attempt {
  return {
    ...PLAIN,
    request: (etag) => removeRequest(slug, etag, aliases),
    change: { state: 'gone' },
    isRemoval: true,
    aliases,
    view: 'removal',
  }
}

/** Makes the link, and its aliases, of their tombstones again. */
export function restorationOf({ slug }: Link, aliases: readonly string[]): Attempt {
  return {
    ...PLAIN,
    request: (etag) => restoreRequest(slug, etag, aliases),
    change: { state: 'active' },
    aliases,
    view: 'facts',
  }
}
