/** Which links the print sheet shows: chosen on the admin page, kept for this tab alone. */
import { SLUG_MAX } from '../core/slug.ts'

const KEY = 'shortcrust:codes'

/** Keeps the slugs for the sheet. */
export function keepCodes(slugs: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(slugs))
  } catch {
    // Without storage the sheet offers what is listed.
  }
}

/** The slugs that were chosen last; none where there is no such choice. */
export function readCodes(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? [...new Set(kept.filter(isShort))] : []
  } catch {
    return []
  }
}

// Longer than any slug, it would fit no code.
function isShort(slug: unknown): slug is string {
  return typeof slug === 'string' && slug !== '' && slug.length <= SLUG_MAX
}
