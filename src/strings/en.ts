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
export const failures = {}

/** QR codes and the sheet of many. */
export const qr = {}

/** The overview in pictures. */
export const charts = {
  heading: 'Overview',
  about: 'All links count, also those that are gone. A name leads to its links in the list.',
  waiting: 'The overview shows once the links are here.',
  // Browsers remember a script that did not come until the page is loaded anew.
  failed: 'The overview could not be drawn. Reload the page to try again.',
  empty: 'There is nothing to draw yet. Add the first link, and it shows here.',
  table: 'Show as table',
  links: 'Links',
  total: 'Total',
  timeHeading: 'Links over time',
  timeSummary: (total: number, recent: number) => {
    if (total === 1)
      return `1 link, added ${recent === 1 ? 'in the last' : 'more than'} 30 days${recent === 1 ? '' : ' ago'}.`
    const lately = recent === 0 ? 'none' : recent === total ? 'all' : figure(recent)
    return `${someLinks(total)}, ${lately} of them added in the last 30 days.`
  },
  timePicture: (from: string, to: string, total: number) =>
    `Columns for the links added from ${from} to ${to}, below a line that rises to ${figure(total)}.`,
  timeColumn: (when: string, added: number, total: number) =>
    `${when}: ${figure(added)} added, ${figure(total)} in all`,
  when: 'When',
  added: 'Added',
  inAll: 'In all',
  stateHeading: 'By state',
  stateSummary: (active: number, total: number) =>
    active === total
      ? `${total === 1 ? 'The one link is' : 'All links are'} active.`
      : `${figure(active)} of ${someLinks(total)} ${active === 1 ? 'is' : 'are'} active.`,
  statePicture: (slices: string) => `A pie: ${slices}.`,
  stateSlice: (state: string, share: string) => `${state} ${share}`,
  state: 'State',
  share: 'Share',
  states: {
    active: 'Active',
    scheduled: 'Not started',
    expired: 'Expired',
    disabled: 'Disabled',
    gone: 'Gone',
  },
  hostHeading: 'By host',
  hostSummary: (hosts: number, first: string | null) =>
    first === null
      ? 'No link leads to another host.'
      : hosts === 1
        ? `All targets are at ${first}.`
        : `Targets at ${figure(hosts)} hosts, most often at ${first}.`,
  host: 'Host',
  otherHosts: (hosts: number) => (hosts === 1 ? '1 more host' : `${figure(hosts)} more hosts`),
  aliases: 'Aliases of other links',
  tagHeading: 'By tag',
  tagSummary: (tags: number, untagged: number) =>
    tags === 0
      ? 'No link has a tag yet.'
      : `${tags === 1 ? '1 tag' : `${figure(tags)} tags`}; ${untagged === 0 ? 'no link is' : `${someLinks(untagged)} ${untagged === 1 ? 'is' : 'are'}`} without one.`,
  tag: 'Tag',
  otherTags: (tags: number) => (tags === 1 ? '1 more tag' : `${figure(tags)} more tags`),
  untagged: 'Without a tag',
  find: (name: string, links: number) => `${name}: show ${someLinks(links)} in the list`,
  expiryHeading: 'Next to expire',
  expirySummary: (expires: number, soon: number) =>
    expires === 0
      ? 'No link is going to expire.'
      : `${someLinks(expires)} will expire, ${soon === 0 ? 'none' : soon === expires ? 'all' : figure(soon)} within 30 days.`,
  slug: 'Slug',
  expires: 'Expires',
  left: 'Time left',
  edit: (slug: string) => `Edit ${slug}`,
}

function figure(count: number): string {
  return count.toLocaleString(lang)
}

function someLinks(count: number): string {
  return count === 1 ? '1 link' : `${figure(count)} links`
}

/** Bookmarklet, search engine and installed app. */
export const ways = {}
