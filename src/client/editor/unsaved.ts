/**
 * What was typed by somebody whose token was refused, until they sign in again. Pure but for that
 * memory, which is the page's alone.
 */
import type { Me } from '../api/answers.ts'
import type { LinkChange } from '../changes/requests.ts'

let kept: { handle: string; slug: string; change: LinkChange } | null = null

/** Keeps the change of the link for this person. */
export function keepUnsaved({ handle }: Me, slug: string, change: LinkChange): void {
  kept = { handle, slug, change }
}

/** The link that this person was thrown out of with changes unsaved, or `null`. */
export function unsavedSlug({ handle }: Me): string | null {
  if (kept?.handle !== handle) kept = null
  return kept?.slug ?? null
}

/** What was typed into the form of the link, or `null`. */
export function unsavedChange(slug: string): LinkChange | null {
  return kept?.slug === slug ? kept.change : null
}

/** Forgets it: it is back in the form, given up, or nobody else's to see. */
export function forgetUnsaved(): void {
  kept = null
}
