/**
 * A proposal and what was found in it, for whoever is to agree with it.
 */
import { writeReviewMarkdown } from '../../formats/review-markdown.ts'
import type { Judged } from './proposal.ts'

interface Named {
  name: string
  commit: string
}

/** A judged proposal as Markdown. */
export function describeProposal(
  { before, after, diff, risks, findings }: Judged,
  base: Named,
  head: Named,
): string {
  const report = {
    before: { ...base, links: before.size },
    after: { ...head, links: after.size },
    diff,
    risks,
  }
  return writeReviewMarkdown(report, findings)
}
