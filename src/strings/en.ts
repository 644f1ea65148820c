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
export const signIn = {
  heading: 'Sign in to add links',
  about:
    'With a token from whoever runs this site. It is kept in this tab only, until you close it or sign out.',
  token: 'Token',
  button: 'Sign in',
  out: 'Sign out',
  noScript: 'Adding links needs a script, which this browser does not run.',
  none: 'Enter your token.',
  strange: 'This is no token: it has other characters.',
  checking: 'Checking the token…',
  ended: 'You were signed out: the server does not accept this token (any more).',
}

/** The form that adds a link, and what became of it. */
export const submit = {
  heading: 'Add a link',
  /** What both forms of a link say about its fields. */
  fields: {
    url: 'Target URL',
    slug: 'Slug',
    title: 'Title',
    tags: 'Tags',
    tagsHint: 'Separated by commas or spaces.',
    startsAt: 'Starts',
    expiresAt: 'Expires',
    /** `{zone}` is where the name of the visitor's time zone stands. */
    zone: 'Your time zone, {zone}.',
    status: 'Redirect status',
    owner: 'Owner',
    ownerHint: 'Handle or team that answers for the link.',
    listed: 'List it in the public directory',
    listedHint:
      'Unlisted links are left out of the directory, but they are not secret: the repository holds them all.',
    optional: 'optional',
  },
  statuses: {
    301: 'permanent',
    302: 'temporary',
    303: 'see other',
    307: 'temporary, same method',
    308: 'permanent, same method',
  },
  queryHint:
    'A visitor’s own query string (`?utm_…`) is passed on only when this URL has none. If it has one, its own wins.',
  slugHint: 'The short URL’s own part, after the slash. Leave it empty for a random one.',
  permanentWarning:
    'Browsers remember it for good: who has followed the link once may never see a change of its target.',
  save: 'Save link',
  saving: 'Saving…',
  ways: 'How many links',
  one: 'One link',
  many: 'Many links',
  use: (value: string) => `Use “${value}”`,
  completions: 'Suggestions',
  uses: (links: number) => (links === 1 ? '1 link' : `${links} links`),
  aliasHint:
    'To make an alias, which stands for another link of this site, give that link’s slug with its slash: `/docs`.',
  isAlias: (target: string) =>
    `An alias: it leads wherever ${target} leads, also when that is changed.`,
  aliasLeadsTo: (target: string, url: string) =>
    `An alias: it leads wherever ${target} leads, which is ${url} now.`,
  aliasMissing: (target: string) => `There is no link ${target} yet, and an alias needs one.`,
  aliasGone: (target: string) => `${target} was removed, so an alias of it leads nowhere.`,
  shortUrl: (url: string) => `Short URL: ${url}`,
  shortRandom: (base: string) => `Short URL: ${base}/ and a random slug, drawn when it is saved.`,
  utm: {
    heading: 'Campaign parameters (UTM)',
    hint: 'They become part of the target URL above; the rest of it stays as it is. The target has a query then, so what visitors bring in theirs is dropped.',
    first: 'First give the target URL above.',
    noAlias: 'An alias has none of its own: set them at the link that it stands for.',
    source: 'Source',
    medium: 'Medium',
    campaign: 'Campaign',
    term: 'Term',
    content: 'Content',
    examples: {
      source: 'newsletter',
      medium: 'email',
      campaign: 'spring-2027',
      term: 'pie',
      content: 'top-button',
    },
  },
  unreadTime: 'Complete the date and time, or clear it.',
  savedAs: (utc: string) => `Saved as ${utc}`,
  kept: 'Nothing you typed is lost; sending it again is safe.',
  available: {
    free: (slug: string) => `“${slug}” is free.`,
    lowered: 'It is saved in lower case.',
    unknown: 'Could not check whether it is free; saving will tell.',
    gone: (slug: string) =>
      `“${slug}” was removed for good and stays reserved. Choose another slug.`,
    taken: (slug: string, target: string) => `“${slug}” is taken: it leads to ${target}.`,
  },
  result: {
    heading: 'Link saved',
    exists: 'This link exists already',
    leadsTo: 'leads to',
    commit: 'Commit',
    notices: 'Notices',
    copy: 'Copy short URL',
    open: 'Open',
    notLive: 'not live yet',
    live: 'Live',
    waiting: 'Committed · waiting to go live',
    unreachable: 'The server cannot be reached to ask whether it is live. Asking again…',
    unknown: 'Saved for good. The server cannot tell which commit visitors see yet.',
    batchMine:
      'Saved for good. It goes live with the next scheduled publication, or when you publish.',
    batch: 'Saved for good. It goes live with the next scheduled publication.',
    notStarted: 'Saved for good. Visitors are told that it has not started yet.',
    reached: 'Visitors who follow it reach the target.',
    onItsWay:
      'Saved for good. Until it is live, browsers are forwarded; other programs see “not found”.',
    starts: (time: string) => `Starts ${time}`,
    expires: (time: string) => `Expires ${time}`,
    undo: 'Undo',
    undoing: 'Undoing…',
    removed: 'Link removed again',
    undone: (slug: string) =>
      `/${slug} is removed, and visitors will be told so. Its slug stays reserved, as every slug that was once given out.`,
    notUndone: (why: string) => `It is not undone, the link stays. ${why}`,
  },
  recent: {
    heading: 'Recent links',
    refresh: 'Refresh',
    pending: 'Waiting to go live',
    copy: 'Copy',
    fetching: 'Fetching…',
    unread: (why: string) => `The list could not be read. ${why}`,
    none: 'There are no links yet.',
  },
}

/** Many links at once: pasted or dropped. */
export const bulk = {
  text: 'Links, one a line',
  example: 'https://example.com/pie\nhttps://example.com/talks/2026 talk',
  hint: 'A target URL, or a target and its slug: `https://example.com/pie pie`. From a spreadsheet: target, slug, title, tags. Also CSV whose first line names the columns, JSON, or NDJSON, as `links export` writes them.',
  choose: 'Choose a file…',
  drop: 'or drop a CSV, TSV, JSON or NDJSON file here.',
  fileRead: (name: string) => `Read from ${name}; nothing is sent yet.`,
  fileTooBig: (name: string, most: number) =>
    `${name} is larger than ${most} MB, which is too much for a page; use \`links import\`.`,
  fileUnread: (name: string, why: string) => `${name} could not be read: ${why}`,
  common: 'For all of these links',
  commonHint: 'What a line says itself stays; tags are added to its own.',
  tags: 'Tags for all',
  owner: 'Owner of all',
  status: 'Status of all',
  listed: 'List them in the public directory',
  check: 'Check the lines',
  checking: 'Checking…',
  clear: 'Clear',
  loading: 'Fetching what is needed for many links…',
  failed: 'What is needed for many links could not be loaded. Check the connection and try again.',
  unjudged: (why: string) => `The lines could not be checked. ${why}`,
  nothing: 'There is no line to check: paste some, or choose a file.',
  stale: 'This is about the lines as they were; check them again.',
  again: 'Check what is left again',
  lines: 'The lines',
  line: 'Line',
  link: 'Link',
  findings: 'What to know',
  lineNumber: (line: number) => `Line ${line}`,
  entry: (line: number, entry: number) => `Line ${line}, entry ${entry}`,
  random: 'random slug',
  verdict: {
    new: 'Good',
    exists: 'There already',
    bad: 'Not possible',
    warned: 'Good, but',
    saved: 'Saved',
    unsure: 'Not known whether saved',
  },
  use: (value: string) => `Use “${value}”`,
  meant: (value: string) => `Perhaps “${value}”.`,
  summary: (total: number, good: number, warned: number, exists: number, bad: number) =>
    [
      `${total === 1 ? '1 line' : `${total.toLocaleString(lang)} lines`}: ${good.toLocaleString(lang)} good`,
      ...(warned === 0 ? [] : [`${warned.toLocaleString(lang)} of them with a warning`]),
      ...(exists === 0 ? [] : [`${exists.toLocaleString(lang)} there already`]),
      ...(bad === 0 ? [] : [`${bad.toLocaleString(lang)} not possible`]),
    ].join(', '),
  broken: 'This could not be read as a whole, so nothing can be added',
  more: (more: number) => `Show ${more.toLocaleString(lang)} more`,
  add: (good: number, bad: number) => {
    const links = good === 1 ? '1 link' : `${good.toLocaleString(lang)} links`
    if (bad === 0) return `Add ${links}`
    return `Add the ${good.toLocaleString(lang)} good ${good === 1 ? 'one' : 'ones'}, leave ${bad.toLocaleString(lang)}`
  },
  goOn: (left: number) => `Go on with the ${left.toLocaleString(lang)} left`,
  sending: (done: number, total: number) =>
    `Adding… ${done.toLocaleString(lang)} of ${total.toLocaleString(lang)} are saved.`,
  stopped: (done: number, others: number, line: number) =>
    [
      done === 0 ? 'None is saved.' : `${done.toLocaleString(lang)} are saved for good.`,
      others === 1
        ? `The one of line ${line} is not.`
        : `The other ${others.toLocaleString(lang)} are not; the first of them is on line ${line}.`,
    ].join(' '),
  lineSaid: (line: number, said: string) => `Line ${line}: ${said}`,
  uncertain: (done: number, unsure: number, later: number) =>
    [
      done === 0 ? '' : `${done.toLocaleString(lang)} are saved for good. `,
      `Whether the ${unsure.toLocaleString(lang)} that were sent last are saved is not known; going on finds out and saves none twice.`,
      later === 0 ? '' : ` The other ${later.toLocaleString(lang)} are not.`,
    ].join(''),
  saved: (count: number) =>
    count === 1 ? '1 link saved' : `${count.toLocaleString(lang)} links saved`,
  savedSome: (count: number, total: number) =>
    `${count.toLocaleString(lang)} of ${total.toLocaleString(lang)} links saved`,
  left: (count: number) =>
    count === 1
      ? '1 line was left out; it still stands above.'
      : `${count.toLocaleString(lang)} lines were left out; they still stand above.`,
  live: 'All live',
  waiting: (count: number) => `Committed · ${count.toLocaleString(lang)} waiting to go live`,
  reached: 'Visitors who follow them reach the targets.',
  onTheirWay:
    'Saved for good. Until they are live, browsers are forwarded; other programs see “not found”.',
  batch: 'Saved for good. They go live with the next publication.',
  unknown: 'Saved for good. The server cannot tell what visitors see yet.',
  commits: (ids: string) =>
    `Commits: ${ids}. To take one back: \`npm run links -- undo\` and its id.`,
  copyAll: 'Copy all short URLs',
  copied: 'Copied',
  notCopied: 'Selected',
  saveCsv: 'Save as CSV',
  fileName: 'short-links.csv',
  urls: 'Short URLs',
}

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
  unreachable: 'The server could not be reached. Check the connection and try again.',
  token: 'The server does not accept this token.',
  forbidden: (said: string) => `This token may not do that. ${said}`,
  tooMuch: (said: string) => `This is more than the server takes at once. ${said}`,
  notNow: (said: string) => `The server cannot do this now. ${said}`,
  soon: 'Try again in a moment.',
  inSeconds: (seconds: number) =>
    seconds === 1 ? 'Try again in 1 second.' : `Try again in ${seconds} seconds.`,
  inMinutes: (minutes: number) => `Try again in ${minutes} minutes.`,
  status: (status: number) => `status ${status}`,
}

/** QR codes and the sheet of many. */
export const qr = {}

/** The overview in pictures. */
export const charts = {}

/** Bookmarklet, search engine and installed app. */
export const ways = {}
