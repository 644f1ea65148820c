/**
 * A diff as Markdown, for comments on pull requests: read by people who trust the bot that posts
 * it, made of what anyone may propose. So whatever comes from links stands in code spans, inside
 * which no mention, link, image, HTML or table has a meaning.
 *
 * https://spec.commonmark.org/0.31.2/#code-spans
 */
import type { DiffEntry, FieldChange } from '../core/diff.ts'
import { type ComparedSide, type DiffReport, describeCounts } from './diff-report.ts'
import { FIELD_NAMES, formatValue, notableFields } from './link-text.ts'

// GitHub takes comments of up to 65,536 characters; there is more in one than the diff.
const LENGTH_MAX = 60_000

/**
 * The report as Markdown.
 *
 * @param lengthMax characters; what doesn't fit is counted
 */
export function writeDiffMarkdown(
  { before, after, diff, risks }: DiffReport,
  { lengthMax = LENGTH_MAX }: { lengthMax?: number } = {},
): string {
  const counts = describeCounts(diff) || 'no links differ'
  const heading = `**Links: ${counts}**, from ${nameSide(before)} to ${nameSide(after)}\n`
  const warnings = takeFitting(
    risks.map(({ message }) => `- ${markUp(message)}\n`),
    lengthMax / 3,
  )
  const room = lengthMax - heading.length - warnings.length - ROOM_FOR_HEADINGS
  const changes = takeFitting(diff.map(writeEntry), room)
  return [
    heading,
    warnings === '' ? '' : `\n### Look twice\n\n${warnings}`,
    changes === '' ? '' : `\n### Changes\n\n${changes}`,
  ].join('')
}

const ROOM_FOR_HEADINGS = 200

function takeFitting(blocks: readonly string[], room: number): string {
  let text = ''
  for (const [index, block] of blocks.entries()) {
    if (text.length + block.length > room) return `${text}- and ${blocks.length - index} more\n`
    text += block
  }
  return text
}

function nameSide({ name, commit, links }: ComparedSide): string {
  const id = commit === null || commit.startsWith(name) ? '' : ` (${code(commit.slice(0, 10))})`
  const missing = links === null ? ', which has no `data/links.db`' : ''
  return `${code(name)}${id}${missing}`
}

function writeEntry(entry: DiffEntry): string {
  if (entry.kind === 'added' || entry.kind === 'removed') {
    const fields = notableFields(entry.link).map(([name, value]) => `  - ${name}: ${code(value)}\n`)
    return `- **${entry.kind}** ${slug(entry.slug)}\n${fields.join('')}`
  }
  const fields = entry.fields.map(writeChange).join('')
  if (entry.kind === 'changed') return `- **changed** ${slug(entry.slug)}\n${fields}`
  const left = entry.left === 'nothing' ? 'leaving nothing' : `leaving ${ARTICLES[entry.left]}`
  return `- **renamed** ${slug(entry.from)} to ${slug(entry.slug)}, ${left}\n${fields}`
}

const ARTICLES = { alias: 'an alias', tombstone: 'a tombstone' } as const

function writeChange({ field, from, to }: FieldChange): string {
  return `  - ${FIELD_NAMES[field]}: ${optional(formatValue(from))} → ${optional(formatValue(to))}\n`
}

function optional(value: string | null): string {
  return value === null ? 'none' : code(value)
}

function slug(text: string): string {
  return code(`/${text}`)
}

/** Text as a code span: its characters as they are, with no meaning. */
export function code(text: string): string {
  // Only file names and revisions can hold these; a line break would end the span.
  // Without anything in it, the fence would be none.
  const line = text === '' ? ' ' : text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '\ufffd')
  const fence = '`'.repeat(findFence(line))
  // A space at both ends is taken off again, so that a backtick may stand beside the fence.
  const isPadded = /^`|`$|^ .* $/.test(line)
  return isPadded ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`
}

// The shortest run of backticks that the text has not; some renderers know no longer than 80.
function findFence(text: string): number {
  const runs = new Set([...text.matchAll(/`+/g)].map(([run]) => run.length))
  let length = 1
  while (runs.has(length)) length += 1
  return length
}

// Words and numbers; what could be a commit's id would become a link.
const PLAIN = /^(?![0-9a-f]{7,}$)(?:[A-Za-z]+(?:'[a-z]+)?|[0-9]+)$/i

/**
 * A sentence of ours that holds names from outside: plain words stay, all else becomes code.
 *
 * @example
 * markUp('/docs led to example.com') // => '`/docs` led to `example.com`'
 */
export function markUp(sentence: string): string {
  return sentence
    .split(' ')
    .map((token) => {
      const [, word = '', end = ''] = /^(.*?)([,;:.]?)$/su.exec(token) ?? []
      return word === '' || PLAIN.test(word) ? token : `${code(word)}${end}`
    })
    .join(' ')
}
