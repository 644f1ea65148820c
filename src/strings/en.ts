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
  footNav: 'Site',
  addLink: 'Add a link',
  api: 'API',
  foot: 'The links are one file, kept in Git.',
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
export const failures = {}

/** QR codes and the sheet of many. */
export const qr = {}

/** The overview in pictures. */
export const charts = {}

/** Bookmarklet, search engine and installed app. */
export const ways = {
  heading: 'Ways in',
  lead: 'Shorten a page from where you are, and open a link by its name.',
  bookmarklet: 'From your bookmarks',
  bookmarkletName: (site: string) => `Shorten with ${site}`,
  bookmarkletHow:
    'Drag this button to your bookmarks bar. On any page, it opens this form with the page’s address and title; nothing is saved until you say so.',
  bookmarkletNotHere:
    'This button does its work from the bookmarks bar: drag it there, or copy its code into the address of a new bookmark.',
  copyCode: 'Copy code',
  codeCopied: 'Code copied; paste it as the address of a new bookmark.',
  codeNotCopied: 'The browser does not let it be copied. Drag the button instead.',
  addressBar: 'From the address bar',
  addressBarHow:
    'Give your browser a search engine with the keyword `go` and this address. Then `go talk` in the address bar opens the link `/talk`.',
  addressBarLabel: 'Address for the search engine',
  copyAddress: 'Copy address',
  addressCopied: 'Address copied.',
  addressSelected: 'Address selected; copy it with the keyboard or menu.',
  addressBarOffer:
    'Chrome and Firefox find this site by themselves once you were here: look for it under search engines, or in the menu of the address bar.',
  phone: 'From your phone',
  phoneHow:
    'Install this page as an app, from the browser’s menu. On Android, it then stands among those that a page can be shared to.',
  noUrl: 'What was shared holds no web address that a link can lead to. Enter one below.',
  shared: 'Filled with what was shared. Nothing is saved yet.',
  openSearch: (site: string) => `Opens links of ${site} by their short names`,
  app: (site: string) => `Add, find and change links of ${site}`,
  addLink: 'Add a link',
  allLinks: 'All links',
}
