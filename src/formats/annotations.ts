/**
 * Findings as workflow commands of GitHub Actions, which shows them beside the changed file.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Finding } from '../core/finding.ts'

/**
 * One line a finding.
 *
 * @param file the file that the findings are about
 * @example
 * '::error file=data/links.db,title=target-private::the target’s host …%0Atry "/docs"'
 */
export function formatAnnotations(findings: readonly Finding[], file: string): string {
  return findings
    .map(({ severity, rule, message, suggestion }) => {
      const text = suggestion === undefined ? message : `${message}\ntry "${suggestion}"`
      const place = `file=${escapeProperty(file)},title=${escapeProperty(rule)}`
      return `::${severity} ${place}::${escapeMessage(text)}\n`
    })
    .join('')
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
