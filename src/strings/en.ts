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
export const qr = {
  open: 'QR code',
  /** Read out behind `open`, where many stand in a list. */
  openOf: (slug: string) => ` of ${slug}`,
  heading: (slug: string) => `QR code of /${slug}`,
  close: 'Close',
  /** Before the short URL. */
  codeOf: 'QR code of',
  adjust: 'Size, margin and logo…',
  size: 'Size',
  sizeHint: 'Pixels of a PNG’s side',
  margin: 'Margin',
  marginHint: 'Modules of white; readers need 4',
  level: 'May be damaged',
  levels: { L: '7 %', M: '15 %', Q: '25 %', H: '30 %' },
  logo: 'Logo',
  noLogo: 'None',
  siteLogo: 'The site’s logo',
  fileLogo: 'A file of mine',
  file: 'Picture for the middle',
  fileHint: 'PNG, JPEG or SVG. It stays in this browser.',
  levelByLogo: 'Chosen for the logo, which covers a part',
  saveSvg: 'Save as SVG',
  savePng: 'Save as PNG',
  copy: 'Copy picture',
  copied: 'The picture is copied.',
  copyFailed: 'This browser did not let the picture be copied. Save it instead.',
  savePngFailed: 'This browser could not draw the picture. Save it as SVG instead.',
  loadFailed: 'The QR code could not be shown. Check the connection and try again.',
  /** A code's measures; `pixels` is a PNG's side. */
  facts: (modules: number, scale: number, pixels: number) =>
    `${modules} × ${modules} modules of ${scale} px: a PNG of ${pixels} × ${pixels} px.`,
  fine: 'That is too fine for many cameras: make it larger.',
  narrow: 'On a dark ground, most readers need a margin of 4.',
  notNumber: (label: string, least: number, most: number) =>
    `${label} must be a whole number from ${least} to ${most}.`,
  tooLong: (length: number, most: number) =>
    `This short URL has ${length} characters; a code with room for a logo takes ${most}. Use a shorter slug, or no logo.`,
  noFile: 'Choose a picture.',
  logoFaults: {
    large: (kilobytes: number) => `This file has more than ${kilobytes} KB. Take a smaller one.`,
    kind: 'This file is no PNG, JPEG or SVG. Convert it to one of them.',
    svg: 'This SVG holds scripts or refers to other files. Save it as a plain SVG, or as a PNG.',
    unread: 'The logo could not be read. Try another file.',
  },

  sheet: 'Print sheet',
  sheetAbout: (site: string) => `Many QR codes of ${site} on one sheet, to print.`,
  sheetLead: 'Labelled codes for stickers, posters and handouts, on A4 or Letter.',
  sheetNoScript:
    'A script draws the codes, and this browser runs none. The command line makes the same sheet: `npm run links -- qr --sheet -o sheet.html`',
  which: 'Links',
  chosen: (count: number) => `Chosen on the admin page (${count})`,
  everything: (count: number) => `All that are listed (${count})`,
  tagged: (tag: string, count: number) => `#${tag} (${count})`,
  width: 'Width of a code',
  widths: { small: 'Small, 2.5 cm', medium: 'Medium, 4 cm', large: 'Large, 7 cm' },
  titles: 'Titles',
  withLogo: 'The site’s logo',
  print: 'Print',
  codes: 'Codes',
  drawing: 'Drawing the codes…',
  looking: 'Looking the links up…',
  count: (count: number) => (count === 1 ? '1 code' : `${count} codes`),
  first: (shown: number, all: number) =>
    `The first ${shown} of ${all}: choose a tag, or fewer links, to have the others.`,
  patterns: (count: number) =>
    count === 1
      ? '1 link stands for many addresses, so it has no code.'
      : `${count} links stand for many addresses, so they have no codes.`,
  withoutLogo: (count: number) =>
    count === 1
      ? '1 short URL is too long for a logo and goes without.'
      : `${count} short URLs are too long for a logo and go without.`,
  empty: 'There is no listed link to print a code of.',
  unread: 'The list of links could not be read. Check the connection and load the page again.',
  unreadTitles: 'The list of links could not be read, so the titles are missing.',
}

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
