/**
 * The issue forms "New link" and "Change a link", as a Git host renders what people filled in:
 * `### Label`, an empty line, the value. Read strictly, since anyone may write an issue without
 * the form: one heading too many, and nothing of it counts.
 *
 * Knows text alone. The forms themselves are in `.github/ISSUE_TEMPLATE`.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
import { type Finding, refusal } from '../core/finding.ts'
import { findHidden, nameCodePoint } from '../core/text.ts'

/** Labels of the form "New link", in their order; the first one tells the form. */
export const NEW_LINK_LABELS = {
  url: 'Target of the new link',
  slug: 'Slug',
  title: 'Title',
  tags: 'Tags',
  owner: 'Owner',
  startsAt: 'Starts',
  expiresAt: 'Expires',
  listed: 'Public directory',
} as const

/** Labels of the form "Change a link". */
export const CHANGE_LABELS = {
  link: 'Link to change',
  action: 'What to do',
  url: 'New target',
  slug: 'New slug',
  title: 'New title',
  tags: 'New tags',
  owner: 'New owner',
  startsAt: 'New start',
  expiresAt: 'New expiry',
  listed: 'Public directory',
} as const

/** What "What to do" offers, and what it means. */
export const ACTIONS = {
  'Change the fields below': 'edit',
  'Switch it off': 'disable',
  'Switch it on again': 'enable',
  'Remove it, keeping its slug from being used again': 'remove',
} as const

/** What "Public directory" offers. */
export const LISTED = { 'Show it': true, 'Keep it out': false } as const

type Action = (typeof ACTIONS)[keyof typeof ACTIONS]

/** What a form asks for; fields are named as in a draft, and left out where nothing was given. */
export type Request =
  | { form: 'new'; fields: Record<string, unknown> }
  | { form: 'change'; slug: string; action: Action; fields: Record<string, unknown> }

export type ParsedForm = { ok: true; request: Request } | { ok: false; findings: Finding[] }

// GitHub takes 65,536 characters, and no honest form comes near.
const LENGTH_MAX = 65_536
const NOTHING = '_No response_'
/** Clears a field of the form "Change a link". */
const CLEAR = '-'

/**
 * Reads the text of an issue.
 *
 * @example
 * parseIssueForm('### Target of the new link\n\nhttps://example.com/\n\n### Slug\n\n_No response_…')
 * // => { ok: true, request: { form: 'new', fields: { url: 'https://example.com/' } } }
 */
export function parseIssueForm(text: string): ParsedForm {
  if (text.length > LENGTH_MAX) {
    return refuse(`the issue has ${text.length} characters; the most is ${LENGTH_MAX}`)
  }
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const [heading = ''] = lines
  if (heading === headingOf(NEW_LINK_LABELS.url)) {
    const read = readValues(lines, NEW_LINK_LABELS)
    return read.ok ? toNewLink(read.values) : read
  }
  if (heading === headingOf(CHANGE_LABELS.link)) {
    const read = readValues(lines, CHANGE_LABELS)
    return read.ok ? toChange(read.values) : read
  }
  return refuse('the issue is not from the form "New link" or "Change a link"; open one of them')
}

function headingOf(label: string): string {
  return `### ${label}`
}

type Values<Name extends string> = Readonly<Record<Name, string | null>>
type ReadValues<Name extends string> =
  | { ok: true; values: Values<Name> }
  | { ok: false; findings: Finding[] }

/** Splits the text at the labels, each of which must stand once and in its place. */
function readValues<Name extends string>(
  lines: readonly string[],
  labels: Readonly<Record<Name, string>>,
): ReadValues<Name> {
  const names = keysOf(labels)
  const known = new Map(names.map((name) => [headingOf(labels[name]), name]))
  const findings: Finding[] = []
  const seen: Name[] = []
  const spilled = new Set<Name>()
  const values: Partial<Record<Name, string | null>> = {}
  for (const [index, line] of lines.entries()) {
    const name = known.get(line)
    const last = seen.at(-1)
    if (name !== undefined && name === names[seen.length]) seen.push(name)
    else if (name !== undefined)
      findings.push(refuseLine(index, `"${line}" stands twice or out of order`))
    else if (line.trim() === '' || last === undefined) continue
    else if (values[last] === undefined) values[last] = line.trim()
    else if (!spilled.has(last)) {
      spilled.add(last)
      findings.push(refuseLine(index, `"${labels[last]}" is one line, but goes on`))
    }
  }
  const missing = names.filter((name) => !seen.includes(name)).map((name) => `"${labels[name]}"`)
  if (missing.length > 0) findings.push(...refuse(`the form lacks ${missing.join(', ')}`).findings)
  for (const name of seen) {
    const value = values[name] ?? NOTHING
    const hidden = findHidden(value)
    values[name] = value === NOTHING ? null : value
    if (hidden === null) continue
    const message = `"${labels[name]}" holds the character ${nameCodePoint(hidden)}, which can not be seen; type it again`
    findings.push(refusal('issue-form', null, null, message))
  }
  return findings.length === 0 && isComplete(values, names)
    ? { ok: true, values }
    : { ok: false, findings: findings.slice(0, FINDINGS_MAX) }
}

// A hostile issue has a problem on each of its lines; the first ones say enough.
const FINDINGS_MAX = 10

function isComplete<Name extends string>(
  values: Partial<Record<Name, string | null>>,
  names: readonly Name[],
): values is Record<Name, string | null> {
  return names.every((name) => values[name] !== undefined)
}

function toNewLink({ listed, tags, ...rest }: Values<keyof typeof NEW_LINK_LABELS>): ParsedForm {
  if (rest.url === null) {
    return refuse(`"${NEW_LINK_LABELS.url}" is empty; it says where the link leads`)
  }
  const choice = readChoice(LISTED, listed, NEW_LINK_LABELS.listed)
  if (!choice.ok) return choice
  const slug = withoutSlash(rest.slug)
  const fields = { ...rest, slug, tags: splitTags(tags), listed: choice.value }
  return { ok: true, request: { form: 'new', fields: withoutNull(fields) } }
}

function toChange({ link, ...rest }: Values<keyof typeof CHANGE_LABELS>): ParsedForm {
  if (link === null) return refuse(`"${CHANGE_LABELS.link}" is empty; it says which link is meant`)
  const wanted = readChoice(ACTIONS, rest.action, CHANGE_LABELS.action)
  if (!wanted.ok) return wanted
  const choice = readChoice(LISTED, rest.listed, CHANGE_LABELS.listed)
  if (!choice.ok) return choice
  const { url, slug, title, tags, owner, startsAt, expiresAt } = rest
  // "-" clears other fields, but is a slug as well.
  if (slug === CLEAR) {
    return refuse(
      `"${CHANGE_LABELS.slug}" is "-", but a link needs a slug; leave it empty to keep it`,
    )
  }
  const fields = {
    ...withoutNull({ url, slug: withoutSlash(slug), listed: choice.value }),
    ...cleared(withoutNull({ title, owner, startsAt, expiresAt })),
    ...(tags === CLEAR ? { tags: [] } : withoutNull({ tags: splitTags(tags) })),
  }
  const action = wanted.value ?? 'edit'
  const asksForFields = Object.keys(fields).length > 0
  if (action === 'edit' && !asksForFields) {
    return refuse('nothing is asked for; fill in what is to change, or choose what to do')
  }
  if (action !== 'edit' && asksForFields) {
    return refuse(
      `"${CHANGE_LABELS.action}" is "${rest.action}", but fields are filled in as well; ask for one of the two`,
    )
  }
  return { ok: true, request: { form: 'change', slug: withoutSlash(link), action, fields } }
}

/** A slug as people name an existing link: `/docs` is `docs`. */
function withoutSlash<T extends string | null>(slug: T): T | string {
  return slug === null ? slug : slug.replace(/^\//, '')
}

function withoutNull(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null))
}

function cleared(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields)
  return Object.fromEntries(entries.map(([name, value]) => [name, value === CLEAR ? null : value]))
}

function splitTags(tags: string | null): string[] | null {
  return tags === null ? null : tags.split(/[\s,]+/).filter((tag) => tag !== '')
}

type Choice<T> = { ok: true; value: T | undefined } | { ok: false; findings: Finding[] }

function readChoice<T>(
  choices: Readonly<Record<string, T>>,
  value: string | null,
  label: string,
): Choice<T> {
  if (value === null) return { ok: true, value: undefined }
  if (Object.hasOwn(choices, value)) return { ok: true, value: choices[value] }
  const offered = Object.keys(choices).map((choice) => `"${choice}"`)
  return refuse(
    `"${label}" is ${JSON.stringify(value.slice(0, 60))}; it is one of ${offered.join(', ')}`,
  )
}

function refuse(message: string): { ok: false; findings: Finding[] } {
  return { ok: false, findings: [refusal('issue-form', null, null, message)] }
}

function refuseLine(index: number, message: string): Finding {
  return { ...refusal('issue-form', null, null, message), line: index + 1 }
}

function keysOf<Name extends string>(record: Readonly<Record<Name, string>>): Name[] {
  const isName = (name: string): name is Name => Object.hasOwn(record, name)
  return Object.keys(record).filter(isName)
}
