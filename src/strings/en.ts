/**
 * All that the pages say, in English: the language that others are translated from, and the shape
 * that they must have. One export for each page or part, so that a page's script carries its own
 * alone. What is between backticks is shown as code (`rich.ts`).
 */

/** BCP 47 tag of this file's language, for `<html lang>` and for dates and numbers. */
export const lang = 'en'

const count = (number: number) => number.toLocaleString('en')
const links = (number: number) => `${count(number)} ${number === 1 ? 'link' : 'links'}`
const slugList = (slugs: readonly string[]) => slugs.map((slug) => `/${slug}`).join(', ')

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
export const signIn = {
  heading: 'Sign in to add links',
  about:
    'With a token from whoever runs this site. It is kept in this tab only, until you close it or sign out, unless you say otherwise.',
  token: 'Token',
  lasting: 'Stay signed in on this device',
  lastingHint:
    'For a phone that shares pages to here, or a bookmark. Not on a device that others use, too.',
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
    disabled: 'It is switched off: visitors are told so, and reach nothing.',
    expired: 'Saved for good, but its end is past: visitors are told that it has expired.',
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
    forgotten: (slug: string) =>
      `Nothing is left of /${slug}: nobody was given it, so its slug is free again.`,
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
  commits: (ids: string) => `Commits: ${ids}.`,
  undo: 'Undo',
  undoing: 'Undoing…',
  undone: (count: number) =>
    count === 1
      ? 'Undone: the link is removed. Its slug stays reserved.'
      : `Undone: ${count.toLocaleString(lang)} links are removed. Their slugs stay reserved.`,
  notUndone: (why: string) => `Nothing was undone, the links stay. ${why}`,
  copyAll: 'Copy all short URLs',
  saveCsv: 'Save as CSV',
  fileName: 'short-links.csv',
  urls: 'Short URLs',
}

/** Buttons that copy a short URL. */
export const copying = {
  copied: 'Copied',
  copiedOf: (text: string) => `Copied ${text}`,
  /** Where the browser keeps its clipboard closed. */
  selected: 'Selected',
  copyByHand: 'Selected; copy it with the keyboard or menu.',
}

/** The list of all links on the admin page. */
export const finder = {
  heading: 'All links',
  sections: 'Sections of this page',
  search: 'Search all links',
  placeholder: 'Slug, target, title, tag or owner',
  state: 'State',
  tag: 'Tag',
  host: 'Target host',
  hostPlaceholder: 'Any host',
  owner: 'Owner',
  order: 'Order',
  anyTag: 'Any tag',
  anyOwner: 'Anybody',
  filters: {
    any: 'Any state',
    active: 'Active',
    expiring: 'Expires within 30 days',
    scheduled: 'Not started',
    expired: 'Expired',
    disabled: 'Disabled',
    gone: 'Gone',
  },
  sorts: {
    newest: 'Newest first',
    oldest: 'Oldest first',
    slug: 'By slug',
    title: 'By title',
    host: 'By target host',
    expiring: 'Expiring soon first',
  },
  option: (name: string, number: number) => `${name} (${count(number)})`,
  clear: 'Clear search and filters',
  retry: 'Try again',
  fetching: 'Fetching the links…',
  progress: 'Fetching the links',
  notFetched: (why: string) => `The links could not be fetched. ${why}`,
  notFetchedAnew: (why: string) => `The list is old: the links could not be fetched. ${why}`,
  notRead: 'The links were fetched, but this browser could not read them.',
  none: 'There are no links yet.',
  noMatch: 'No link matches.',
  /** All that match, on one page. */
  all: (matching: number, total: number) =>
    matching === total ? links(total) : `${count(matching)} of ${links(total)}`,
  /** One page of those that match. */
  some: (from: number, to: number, matching: number, total: number) =>
    matching === total
      ? `${count(from)}–${count(to)} of ${links(total)}`
      : `${count(from)}–${count(to)} of ${count(matching)} that match of ${count(total)}`,
  pages: 'Pages of links',
  previous: 'Previous',
  next: 'Next',
  page: (page: number, last: number) => `Page ${count(page)} of ${count(last)}`,
  states: {
    active: 'Active',
    expired: 'Expired',
    disabled: 'Disabled',
    gone: 'Gone',
    starts: (time: string) => `Starts ${time}`,
  },
  pending: 'Waiting to go live',
  unlisted: 'Unlisted',
  aliasOf: (target: string) => `alias of ${target}`,
  expires: (time: string) => `expires ${time}`,
  copy: 'Copy',
}

/** What is done with several links at once. */
export const selection = {
  page: 'Select this page',
  row: (slug: string) => `Select ${slug}`,
  bar: 'Selected links',
  chosen: (number: number) => `${count(number)} selected`,
  all: (number: number) => `Select all ${count(number)} that match`,
  change: 'Change…',
  copy: 'Copy short URLs',
  csv: 'Save as CSV',
  codes: 'QR codes',
  clear: 'Clear',
  copied: (number: number) =>
    number === 1 ? 'Copied 1 short URL.' : `Copied ${count(number)} short URLs.`,
  notCopied: 'This browser keeps its clipboard closed here. Save them as CSV instead.',
  noUrls: 'None of them has a short URL of its own: they are gone, or patterns.',
  saved: (number: number) => `Saved ${links(number)} as CSV.`,
  heading: (number: number) => `Change ${links(number)}`,
  legend: 'What to do',
  deeds: {
    addTag: 'Add a tag',
    removeTag: 'Remove a tag',
    owner: 'Set the owner',
    list: 'List',
    unlist: 'Unlist',
    disable: 'Disable',
    enable: 'Enable',
    remove: 'Remove',
    restore: 'Restore',
  },
  tag: 'Tag',
  owner: 'Owner',
  ownerHint: 'Empty: nobody answers for them by name.',
  counting: 'Looking at them…',
  needTag: 'Name the tag.',
  noTag: 'A tag is 1 to 32 of a to z, 0 to 9 and “-”, beginning with a letter or digit.',
  noOwner: 'A handle is 1 to 39 letters, digits and “-”.',
  will: (number: number) =>
    number === 1 ? '1 link will change.' : `${links(number)} will change.`,
  nothing: 'Nothing will change.',
  alreadySo: (number: number) =>
    number === 1 ? '1 is so already.' : `${count(number)} are so already.`,
  leftOut: {
    foreign: (number: number) =>
      number === 1
        ? '1 of them is not yours and is left out.'
        : `${count(number)} of them are not yours and are left out.`,
    gone: (number: number) =>
      number === 1
        ? '1 was removed and is left out.'
        : `${count(number)} were removed and are left out.`,
    full: (number: number) =>
      number === 1
        ? '1 has 20 tags already and is left out.'
        : `${count(number)} have 20 tags already and are left out.`,
    foreignAlias: (number: number) =>
      number === 1
        ? '1 has an alias that is not yours and is left out.'
        : `${count(number)} have aliases that are not yours and are left out.`,
  },
  withAliases: (number: number) =>
    number === 1
      ? '1 alias of them goes with them.'
      : `${count(number)} aliases of them go with them.`,
  removed: 'Visitors are told that they are gone, and their slugs stay reserved.',
  onlyAdmin: 'Only an admin can restore them.',
  commits: (number: number) => `This takes ${count(number)} commits, one after the other.`,
  which: 'Which ones',
  more: (number: number) => `and ${count(number)} more`,
  apply: 'Change them',
  applyRemoval: 'Remove them',
  cancel: 'Cancel',
  progress: (done: number, all: number) => `${count(done)} of ${links(all)} changed…`,
  stopped: (done: number, all: number, why: string) =>
    `${count(done)} of ${links(all)} were changed, then it stopped. ${why}`,
  failed: (why: string) => `Nothing was changed. ${why}`,
  stale: (slugs: readonly string[]) =>
    `Somebody else changed ${slugList(slugs)} meanwhile. What stands here now is up to date; try again when you like.`,
  done: {
    addTag: (number: number, tag: string) => `Added the tag ${tag} to ${links(number)}.`,
    removeTag: (number: number, tag: string) => `Removed the tag ${tag} from ${links(number)}.`,
    owner: (number: number, owner: string) =>
      owner === ''
        ? `Took the owner from ${links(number)}.`
        : `Made ${owner} the owner of ${links(number)}.`,
    list: (number: number) => `Listed ${links(number)}.`,
    unlist: (number: number) => `Unlisted ${links(number)}.`,
    disable: (number: number) => `Disabled ${links(number)}.`,
    enable: (number: number) => `Enabled ${links(number)}.`,
    remove: (number: number) => `Removed ${links(number)}.`,
    restore: (number: number) => `Restored ${links(number)}.`,
  },
  undone: (number: number) =>
    number === 1 ? 'Undone: the link is as it was.' : `Undone: ${links(number)} are as they were.`,
  partlyUndone: (done: number, all: number, why: string) =>
    `Only ${count(done)} of ${links(all)} were undone. ${why}`,
  changedSince: (slugs: readonly string[]) =>
    slugs.length === 1
      ? `The link ${slugList(slugs)} has been changed since.`
      : `${slugList(slugs)} have been changed since.`,
}

/** One link: changed, renamed, removed, restored. */
export const editor = {
  close: 'Close',
  opening: (slug: string) => `Opening /${slug}…`,
  isGone: (slug: string) => `/${slug} is there no more.`,
  notOpened: (slug: string, why: string) => `/${slug} could not be opened. ${why}`,
  notLoaded: 'The editor could not be loaded. Check the connection and try again.',
  added: (time: string, by: string) => `added ${time} by ${by}`,
  whyNot: {
    gone: 'It was removed. Restored, it is again what it was.',
    goneForOthers: 'It was removed, and only an admin can restore it.',
    role: 'Your token can add links, not change them.',
    owner: (owner: string) => `It belongs to ${owner}; only they or an admin can change it.`,
  },
  renames: 'Another one renames the link.',
  oldSlug: 'What becomes of the old slug',
  oldSlugs: { alias: 'Alias: goes on to work', retire: 'Retired: visitors see “gone”' },
  save: 'Save changes',
  saving: 'Saving…',
  disable: 'Disable',
  enable: 'Enable',
  remove: 'Remove…',
  more: 'With this link',
  addAlias: 'Add an alias',
  duplicate: 'Duplicate',
  otherHost: (status: string) => `${status} · not served by this host`,
  savedAs: (utc: string) => `Saved as ${utc}`,
  unread: 'Complete the date and time, or clear it.',
  noSlug: 'A link has a slug.',
  nothing: 'Nothing is changed yet, so there is nothing to save.',
  saveFirst: 'Save your changes first, or close and open the link again.',
  typedBefore: 'These are your changes from before you signed in again. They are not saved yet.',
  unsaved: 'Your changes are not saved. Close again to drop them.',
  failed: (why: string) => `${why} Nothing was changed here; try again when you like.`,
  restore: 'Restore the link',
  restoreAliases: 'Aliases that are gone, too. Restore them with it:',
  removal: {
    heading: (slug: string) => `Remove /${slug}?`,
    aliasesHeading: 'Its aliases would lead nowhere',
    text: 'Visitors are told that it is gone, and its slug stays reserved.',
    canRestore: 'You can restore it later.',
    onlyAdmin: 'Only an admin can restore it.',
    aliasesText: (slug: string) => `These stand for /${slug} and have to be removed with it:`,
    aliases: 'Aliases',
    yes: 'Remove it',
    yesAll: (number: number) => `Remove all ${count(number)}`,
    no: 'Keep it',
  },
  conflict: {
    heading: 'Somebody else changed this link meanwhile',
    text: 'Nothing is saved yet. “Save mine” sets what you changed and leaves the rest as theirs; “Take theirs” drops what you changed.',
    gone: 'They removed it, so it can’t be changed any more.',
    yours: 'Yours',
    theirs: 'Theirs, saved already',
    untouched: 'not changed by you',
    saveMine: 'Save mine',
    removeAnyway: 'Remove it all the same',
    takeTheirs: 'Take theirs',
  },
  listed: 'Listed',
  state: 'State',
  none: 'none',
  yes: 'yes',
  no: 'no',
  states: { active: 'active', disabled: 'disabled', gone: 'gone' },
}

/** The keyboard on the admin page. */
export const keys = {
  open: 'Keys',
  heading: 'Keys',
  /** Names of keys that have words on them. */
  names: { enter: 'Enter', escape: 'Esc', shift: 'Shift' },
  deeds: {
    search: 'Go to the search',
    move: 'From the search into the list, and through it',
    open: 'Open the link; in the search, the first one found',
    turn: 'Next page, previous page',
    select: 'Select the link that has the focus, or take it out',
    range: 'Select all from the last one to this',
    page: 'Select the whole page, or nothing of it',
    change: 'Change the selected links',
    copy: 'Copy the short URL of the link that has the focus',
    help: 'Show these keys',
    close: 'Close what is open',
  },
  single: 'Use the keys of a single character',
  close: 'Close',
}

/** What is live and what is pending. */
export const publishing = {
  publish: 'Publish now',
  again: 'Publish again',
  publishing: 'Publishing…',
  notPublished: (why: string) => `Nothing was published. ${why}`,
  asked: 'The host was asked to build. Visitors see the changes in a minute or two.',
  published: 'Published: everything is live.',
  unknown: 'The server cannot tell what visitors see; some changes may wait.',
  waiting: (number: number) =>
    number === 1 ? '1 change waits to go live.' : `${count(number)} changes wait to go live.`,
  /** The last change, and how far it has come. */
  change: {
    undo: 'Undo',
    undoing: 'Undoing…',
    close: 'Close',
    notices: 'Notices',
    moreNotices: (more: number) =>
      more === 1 ? 'And 1 more like this.' : `And ${more} more like these.`,
    live: 'Live',
    waiting: 'Committed · waiting to go live',
    unknown: 'Committed · nobody knows what is live',
    commit: (id: string) => `Commit ${id}.`,
    restored: (slug: string) => `Restored /${slug}.`,
    removed: (slug: string) => `Removed /${slug}.`,
    renamed: (from: string, to: string) =>
      `Renamed /${from} to /${to}; the old one goes on to work.`,
    retired: (from: string, to: string) => `Renamed /${from} to /${to}; the old one is retired.`,
    enabled: (slug: string) => `Enabled /${slug}.`,
    disabled: (slug: string) => `Disabled /${slug}.`,
    changed: (slug: string) => `Changed /${slug}.`,
    undone: (slug: string) => `Undone: /${slug} is as it was.`,
    aliasStays: (slug: string) => `/${slug} stays as an alias of it.`,
    notUndone: (why: string) => `Nothing was undone. ${why}`,
    changedSince: 'The link has been changed since, so open it and see.',
  },
  /** Who sees what while a change is committed and not live. */
  until: {
    changed: 'Until it is live, visitors still get the link as it was.',
    unseen: 'Nothing of it changes for visitors.',
    off: 'Until it is live, visitors are still redirected.',
    on: 'Until it is live, visitors still see that it is off.',
    back: 'Until it is live, visitors still see that it is gone.',
    renamed: (to: string) =>
      `Until it is live, browsers that ask for /${to} are forwarded; other programs see “not found”.`,
    many: 'Until they are live, visitors still get the links as they were.',
  },
}

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
  silent: (seconds: number) =>
    `The server gave no answer within ${seconds} seconds. Check the connection and try again.`,
  garbled: (status: number) =>
    `The answer (status ${status}) was none of this site’s: something between here and the server may be out of order. Try again in a moment.`,
}

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
