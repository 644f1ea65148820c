/** In which manner dates and numbers are written: the page's language, of the visitor's region. */
import { lang } from '#strings'

/**
 * The first of the visitor's languages that is the page's, which brings its region along; else
 * the page's own, since a German date in an English sentence is read wrongly.
 *
 * @example
 * pickLocale('en', ['de-DE', 'en-GB']) // => 'en-GB'
 * pickLocale('de', ['en-US'])          // => 'de'
 */
export function pickLocale(page: string, visitors: readonly string[]): string {
  return visitors.find((tag) => primaryOf(tag) === primaryOf(page) && isKnown(tag)) ?? page
}

function primaryOf(tag: string): string {
  return tag.replace(/-.*$/, '').toLowerCase()
}

// Browsers pass on what a system calls its language, and Chromium on Linux says "en-US@posix".
function isKnown(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

export const LOCALE = pickLocale(lang, navigator.languages)
