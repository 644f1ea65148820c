/**
 * What the commands have in common that change one existing link.
 */
import { randomBytes } from 'node:crypto'
import type { Change, ChangeContext } from '../../core/changes/change-one.ts'
import { formatTime } from '../../core/fields/time.ts'
import type { Link } from '../../core/link.ts'
import { isSameSet, type LinkSet } from '../../core/link-set.ts'
import { Refused } from '../failure.ts'
import { suggestExisting, suggestSlugs } from '../input/suggest.ts'
import { handleOrNobody, requireHandle } from '../project/author.ts'
import { openProject, type Project } from '../project/project.ts'
import { print, printJson, sayFindings } from '../terminal/output.ts'
import { changeLinks, commitMessage } from './change.ts'

export interface ChangeOptions {
  commit?: boolean
  json?: boolean
}

/** A change of one link, and how it is told. */
export interface OneChange {
  options: ChangeOptions
  /** Whether the change writes a `created_by`, for which a handle must be known. */
  writesHandle?: boolean
  apply: (links: LinkSet, context: ChangeContext) => Change
  /** The commit's sentence, in the imperative: `Rename /a to /b`. */
  describe: (link: Link) => string
  /** What is now so, for whoever asked for it: `/a is now /b`. */
  tell: (link: Link) => string
}

/** Applies a change of one link and prints the link, or what is now so. */
export async function changeOne(one: OneChange): Promise<void> {
  const { options, apply, describe, tell } = one
  const project = await openProject()
  const context = await contextOf(project, one.writesHandle === true)
  const seed = randomBytes(32)
  const { link, findings, isChanged } = await changeLinks(project, options, (links) => {
    const change = apply(links, context)
    if (!change.ok) {
      const near = suggestExisting(change.findings, links)
      throw new Refused(suggestSlugs(near, links, { site: project.site, seed }))
    }
    return {
      links: change.links,
      message: commitMessage(describe(change.link)),
      result: {
        link: change.link,
        findings: change.findings,
        isChanged: !isSameSet(change.links, links),
      },
    }
  })
  sayFindings(findings)
  if (options.json) printJson(link)
  else print(isChanged ? `${tell(link)}\n` : `/${link.slug}: nothing to change\n`)
}

async function contextOf({ root, site }: Project, writesHandle: boolean): Promise<ChangeContext> {
  // Where it is not written, a machine without a name may change links too.
  const by = writesHandle ? await requireHandle(root) : await handleOrNobody(root)
  return { site, now: formatTime(Date.now()), by }
}
