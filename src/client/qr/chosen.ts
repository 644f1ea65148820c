/** Which links the print sheet shows: chosen on the admin page, kept for this tab alone. */
import { SLUG_MAX } from '../../core/slug.ts'

const KEY = 'shortcrust:codes'

const PAGE = '/p/codes/'
// Not slugs alone: "#main" leads to the page's content.
const IN_ADDRESS = '#slugs='

/** Keeps the slugs for the sheet, and answers its address. */
export function keepCodes(slugs: readonly string[]): string {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(slugs))
    return PAGE
  } catch {
    // Where storage is blocked or full, the address carries them.
    return `${PAGE}${IN_ADDRESS}${slugs.map(encodeURIComponent).join(',')}`
  }
}

/** Forgets the choice, for whoever sits down at this machine next. */
export function forgetCodes(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Where storage is blocked, nothing is kept.
  }
}

/** The slugs that were chosen last; none where there is no such choice. */
export function readCodes(): string[] {
  try {
    if (location.hash.startsWith(IN_ADDRESS)) {
      const slugs = location.hash.slice(IN_ADDRESS.length).split(',').map(decodeURIComponent)
      return [...new Set(slugs.filter(isShort))]
    }
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
