/**
 * Reads the text of a `_redirects` file as Netlify does, with its own parser, and refuses what
 * that parser would misread or pass over in silence.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllRedirects } from '@netlify/redirect-parser'
import * as z from 'zod'
import { type Finding, refusal } from '../core/finding.ts'

const parsed = z.object({
  from: z.string(),
  to: z.string(),
  status: z.number().optional(),
  force: z.boolean(),
  query: z.record(z.string(), z.unknown()),
  conditions: z.record(z.string(), z.unknown()),
  headers: z.record(z.string(), z.unknown()),
  signed: z.unknown().optional(),
})

/** One rule as the host understands it. */
export interface ParsedRule {
  from: string
  to: string
  /** `undefined` where the host would choose. */
  status: number | undefined
  force: boolean
  /** It applies to some requests only. */
  hasConditions: boolean
}

/** All rules of the text, in order, and an error for each line that is not one. */
export async function parseRules(
  text: string,
): Promise<{ rules: ParsedRule[]; findings: Finding[] }> {
  const { redirects, errors } = await parseFile(text)
  const rules = redirects.map(readRule)
  const findings = [...checkText(text), ...errors.map((error) => describeError(error, text))]
  return { rules, findings }
}

// The parser reads files only.
async function parseFile(text: string): Promise<{ redirects: unknown[]; errors: unknown[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'shortcrust-'))
  try {
    const file = join(folder, '_redirects')
    await writeFile(file, text)
    return await parseAllRedirects({ redirectsFiles: [file], configRedirects: [], minimal: false })
  } finally {
    await rm(folder, { recursive: true })
  }
}

function readRule(redirect: unknown): ParsedRule {
  const { from, to, status, force, query, conditions, headers, signed } = parsed.parse(redirect)
  const hasConditions =
    signed !== undefined || [query, conditions, headers].some((record) => !isEmpty(record))
  return { from, to, status, force, hasConditions }
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0
}

// The parser trims lines, splits at any white space, skips comments and merges identical rules;
// Netlify's matcher does some of it differently. So a line is exactly three words of ASCII.
const LINE = /^\/[!-~]* [!-~]+ \d{3}!?$/

function checkText(text: string): Finding[] {
  const lines = text.split('\n')
  const last = lines.pop()
  const findings: Finding[] = []
  if (last !== '') {
    findings.push(refusal('rule-text', null, null, '_redirects does not end with a line break'))
  }
  const seen = new Set<string>()
  for (const line of lines) {
    const slug = slugOfLine(line)
    const shown = JSON.stringify(line.slice(0, 200))
    if (!LINE.test(line)) {
      const message = `_redirects has a line that is not a path, a target and a status: ${shown}`
      findings.push(refusal('rule-text', slug, null, message))
    } else if (seen.has(line)) {
      findings.push(refusal('rule-twice', slug, null, `_redirects has one rule twice: ${shown}`))
    }
    seen.add(line)
  }
  return findings
}

function slugOfLine(line: string): string | null {
  return /^\s*\/(\S*?)\/?(?:\s|$)/.exec(line)?.[1] ?? null
}

// "Could not parse redirect line 3:\n  the line\nthe reason", or "… redirect number 3:\n  its JSON\n…"
function describeError(error: unknown, text: string): Finding {
  const said = error instanceof Error ? error.message : String(error)
  const number = /redirect line (\d+)/.exec(said)?.[1]
  const line = text.split('\n')[Number(number ?? 0) - 1]
  const from = /"from":"([^"]*)"/.exec(said)?.[1]
  const slug = slugOfLine(line ?? from ?? '')
  const message = `Netlify's parser refuses a rule of _redirects: ${said.replace(/\s*\n\s*/g, ' ')}`
  return refusal('rule-parse', slug, null, message)
}
