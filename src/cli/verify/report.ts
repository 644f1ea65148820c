/** What a verification found, for people and for programs. */
import { count, print, printJson, say, toLine } from '../terminal/output.ts'
import type { Difference } from './compare.ts'
import type { Verified } from './run.ts'

/** Prints the differences in the order of their paths, and says how it went. */
export function report(
  of: { baseUrl: string; commit: string | null },
  { checked, unasked, differences: found, isInterrupted }: Verified,
  wantsJson: boolean,
): void {
  // Answers come as they come.
  const differences = found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  if (wantsJson) printJson({ ...of, checked, unasked, differences })
  else for (const one of differences) print(`${describe(one)}\n`)
  const start = isInterrupted ? 'interrupted: ' : ''
  const rest = unasked === 0 ? '' : `, ${unasked.toLocaleString('en')} not asked for`
  say(`${start}${count(checked, 'answer')} compared: ${judge(differences.length)}${rest}`)
}

function judge(differing: number): string {
  if (differing === 0) return 'all equal'
  return differing === 1 ? '1 differs' : `${differing.toLocaleString('en')} differ`
}

function describe({ path, expected, found }: Difference): string {
  const wrong =
    found.error === undefined ? describeAnswer(found) : `no answer (${toLine(found.error)})`
  return `${path}\n  expected  ${describeAnswer(expected)}\n  found     ${wrong}`
}

function describeAnswer({ status, location }: Omit<Difference['found'], 'error'>): string {
  return `${status}${location === null ? '' : ` ${toLine(location)}`}`
}
