/**
 * A judged proposal as Markdown, for a comment or a job's summary: what changes, and what is wrong
 * with it. As in a diff, nothing from outside has a meaning in it.
 */
import type { Finding } from '../core/finding.ts'
import { groupDigits } from '../core/text.ts'
import { code, markUp, writeDiffMarkdown } from './diff-markdown.ts'
import type { DiffReport } from './diff-report.ts'

// GitHub takes comments of up to 65,536 characters.
const DIFF_MAX = 40_000
const FINDINGS_MAX = 20_000

/** The diff, then all findings, errors first; what doesn't fit is counted. */
export function writeReviewMarkdown(report: DiffReport, findings: readonly Finding[]): string {
  return `${writeDiffMarkdown(report, { lengthMax: DIFF_MAX })}\n${writeFindingsMarkdown(findings)}`
}

/** Findings as a list under a heading that says how many there are. */
export function writeFindingsMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return '### Check\n\nNothing is wrong.\n'
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  const heading = `### Check: ${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}\n\n`
  return `${heading}${listFindings([...errors, ...warnings])}`
}

/** Findings as a list. */
export function listFindings(findings: readonly Finding[]): string {
  let list = ''
  for (const [index, finding] of findings.entries()) {
    const line = writeFinding(finding)
    if (list.length + line.length > FINDINGS_MAX) {
      return `${list}- and ${findings.length - index} more\n`
    }
    list += line
  }
  return list
}

function writeFinding({ severity, rule, message, suggestion, line }: Finding): string {
  const place = line === undefined ? '' : `line ${line}: `
  const advice = suggestion === undefined ? '' : `; try ${code(suggestion)}`
  // Some messages list what they found, a line each.
  const [sentence = '', ...listed] = message.split('\n')
  const nested = listed.map((item) => `  - ${markUp(item.trim())}\n`).join('')
  return `- **${severity}** (${code(rule)}): ${place}${markUp(sentence)}${advice}\n${nested}`
}

function count(number: number, noun: string): string {
  return `${groupDigits(number)} ${noun}${number === 1 ? '' : 's'}`
}
