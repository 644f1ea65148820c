/**
 * What is wrong with a link or a set of links, said so that it can be put right.
 */

export interface Finding {
  severity: 'error' | 'warning'
  /** Stable name of the rule, for programs: `slug`, `target-private`, `alias-loop`. */
  rule: string
  /** Slug of the link; `null` where the finding is about the whole set or file. */
  slug: string | null
  /** The link's field, camelCase; `null` where it is about the link as a whole. */
  field: string | null
  /** What is wrong and where, in one sentence. */
  message: string
  /** A value that would be right, where one is known. */
  suggestion?: string
  /** Line of the file that was read, from 1. */
  line?: number
}

/** Whether any finding forbids going on. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error')
}

/** An error about one link, or about the whole where `slug` is null. */
export function refusal(
  rule: string,
  slug: string | null,
  field: string | null,
  message: string,
  suggestion?: string | null,
): Finding {
  const finding: Finding = { severity: 'error', rule, slug, field, message }
  return suggestion == null ? finding : { ...finding, suggestion }
}

/** A warning about one link: it goes on, but people should know. */
export function notice(
  rule: string,
  slug: string | null,
  field: string | null,
  message: string,
): Finding {
  return { severity: 'warning', rule, slug, field, message }
}
