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
  siteLinks: 'Site',
  toAdmin: 'Add a link',
  kept: 'The links are one file, kept in Git.',
}

/** The home page and its list of links. */
export const home = {
  description: (name: string) => `${name}: short links, baked.`,
  quiet: 'Open a short link to be taken where it leads.',
  heading: 'Links',
  search: 'Search links',
  searchHint: 'Slug, target, title or tag',
  byTag: 'By tag',
  fetching: 'Fetching the list of links…',
  slow: 'Still fetching the list of links: this connection is slow…',
  failed:
    'The list of links could not be loaded. The links themselves still work when you know them.',
  retry: 'Try again',
  noScript:
    'The list is read by a script, which this browser does not run. The links themselves work without one.',
  plainList: 'All listed links as plain text',
  more: 'Show more links',
  pattern: 'pattern',
  tags: 'Tags',
  none: 'No links are listed yet.',
  noMatch: (search: string) => `No listed link matches “${search}”.`,
  all: (total: string, isOne: boolean) => `${total} ${isOne ? 'link' : 'links'}`,
  some: (shown: string, total: string) => `${shown} of ${total} links`,
  matching: (count: string, search: string) => `${count} for “${search}”`,
}

/** `/p/tags/`: links by tag. */
export const byTag = {
  title: 'Links by tag',
  description: (name: string) => `The listed links of ${name}, by tag.`,
  heading: 'Links by tag',
  headingOf: (tag: string) => `Links tagged “${tag}”`,
  allTags: 'All tags',
  tags: (count: string, isOne: boolean) => `${count} ${isOne ? 'tag' : 'tags'}`,
  noTags: 'No listed link has a tag yet.',
  unknown: (tag: string) =>
    `No listed link has the tag “${tag}”. These are the tags that there are:`,
  unknownOfNone: (tag: string) => `No listed link has the tag “${tag}”, nor any other.`,
  off: 'This site shows no list of its links. The links themselves work when you know them.',
}

/** The 404 page, and how it forwards. */
export const notFound = {
  title: 'Link not found',
  description: (name: string) => `There is no such link on ${name}.`,
  heading: 'This link isn’t known here',
  text: 'There is no link at this address. Check it for typing errors, or ask whoever gave it to you.',
  asking: 'Asking whether this link was added just now…',
  noAnswer:
    'There is no published link at this address. Whether it was added just now can’t be told: the server gave no answer.',
  retry: 'Try again',
  near: 'Perhaps you mean',
  proceed: 'Continue',
  onward: {
    heading: 'On to the target',
    text: (target: string) => `This link leads to ${target}.`,
  },
  unsafe: {
    heading: 'This link leads nowhere safe',
    text: 'Its target is no web address, so it is not followed.',
  },
  loop: {
    heading: 'This link leads back to itself',
    text: 'Whoever runs it has to put it right.',
  },
  /** Of a link that leads nowhere at the moment, by its state. */
  standing: {
    active: {
      heading: 'This link isn’t active',
      text: 'It exists, but has not started yet or has expired.',
    },
    disabled: {
      heading: 'This link is switched off',
      text: 'It exists, but whoever runs it has switched it off. It may come back.',
    },
    gone: {
      heading: 'This link was removed for good',
      text: 'It used to lead somewhere and doesn’t any more. Its address stays reserved.',
    },
  },
}

/** `/p/?slug`: where a link leads. */
export const preview = {
  title: 'Where a link leads',
  description: (name: string) => `Shows where a link of ${name} leads.`,
  heading: 'Where does this link lead?',
  proposed:
    'This is a preview of proposed links: it shows where they would lead, and redirects nobody.',
  noScript: (baseUrl: string) =>
    `A script looks the link up, and this browser runs none. To see where a link leads without going there, ask for its address with a program that follows no redirects: \`curl -I ${baseUrl}/slug\``,
  howTo:
    'Write the slug of a link behind the question mark of this page’s address, as in `/p/?slug`, or put `+` behind a short link.',
  ask: 'Short link or its slug',
  show: 'Show where it leads',
  looking: 'Looking the link up…',
  slow: 'Still looking the link up: this connection is slow…',
  target: 'Target',
  host: 'Host',
  readable: 'Read as',
  linkTitle: 'Title',
  link: 'Link',
  pattern: 'By the pattern',
  aliasOf: 'Stands for',
  tags: 'Tags',
  since: 'Since',
  go: 'Go there',
  retry: 'Try again',
  hostWritten: (readable: string, written: string) => `${readable}, written ${written}.`,
  mixedScripts: 'The host mixes letters of several scripts, and may pass for another name.',
  lookAlike:
    'All letters of the host look like Latin ones, but are not: it may pass for another name.',
  unknown: 'There is no such link here.',
  gone: 'This link was removed for good; it leads nowhere any more.',
  off: 'This link exists, but leads nowhere at the moment: it is switched off, has not started yet, or has expired.',
  byPattern: (slug: string) =>
    `This is what /${slug} says. A link of just this address that is not listed would come before it.`,
  notListed:
    'No listed link has this address, and the server that knows the others gave no answer. Try again later.',
  notListedInPreview:
    'No listed link has this address. Links that are not listed can’t be looked up in a preview.',
  noAnswer:
    'Neither the list of links nor the server gave an answer, so where this link leads can’t be told now.',
  noWebAddress: 'The target of this link is no web address, so it is not shown.',
}

/** In place of a link that is not active. */
export const off = {
  title: 'Link not active',
  description: (name: string) => `This link on ${name} is not active at the moment.`,
  heading: 'This link isn’t active',
  text: 'It exists, but leads nowhere at the moment: it was switched off, has not started yet, or has expired.',
  advice: 'Try again later, or ask whoever gave it to you whether it still holds.',
}

/** In place of a link that was removed. */
export const gone = {
  title: 'Link removed',
  description: (name: string) => `This link was removed from ${name}.`,
  heading: 'This link was removed for good',
  text: 'It used to lead somewhere and doesn’t any more. Its address stays reserved, so that nothing unexpected stands behind it.',
  advice: 'Remove it where you saved it, or ask whoever gave it to you for what took its place.',
}

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
export const ways = {}
