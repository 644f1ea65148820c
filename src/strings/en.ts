/**
 * All that the pages say, in English: the language that others are translated from, and the shape
 * that they must have. One export for each page or part, so that a page's script carries its own
 * alone. What is between backticks is shown as code (`rich.ts`).
 */

/** BCP 47 tag of this file's language, for `<html lang>` and for dates and numbers. */
export const lang = 'en'

/** Around every page. */
export const frame = {
  skip: 'Skip to content',
  tagline: 'Short links, baked.',
  toHome: 'Go to the home page',
}

/** The home page and its list of links. */
export const home = {}

/** `/p/tags/`: links by tag. */
export const byTag = {}

/** The 404 page, and how it forwards. */
export const notFound = {}

/** `/p/?slug`: where a link leads. */
export const preview = {}

/** In place of a link that is not active. */
export const off = {}

/** In place of a link that was removed. */
export const gone = {}

/** Signing in to the admin page and out again. */
export const signIn = {}

/** The form that adds a link, and what became of it. */
export const submit = {}

/** Many links at once: pasted or dropped. */
export const bulk = {}

/** The list of all links on the admin page. */
export const finder = {}

/** What is done with several links at once. */
export const selection = {}

/** One link: changed, renamed, removed, restored. */
export const editor = {}

/** The keyboard on the admin page. */
export const keys = {}

/** What is live and what is pending. */
export const publishing = {}

/** What goes wrong between a page and the API. */
export const failures = {
  silent: (seconds: number) =>
    `The server gave no answer within ${seconds} seconds. Check the connection and try again.`,
  garbled: (status: number) =>
    `The answer (status ${status}) was none of this site’s: something between here and the server may be out of order. Try again in a moment.`,
}

/** QR codes and the sheet of many. */
export const qr = {}

/** The overview in pictures. */
export const charts = {}

/** Bookmarklet, search engine and installed app. */
export const ways = {}
