/** Which links a site is compared with. */
import type { LinkSet } from '../../core/link-set.ts'
import { LINKS_PATH } from '../../stores/checkout/checkout.ts'
import { gitIn } from '../../stores/checkout/git-command.ts'
import { findCommit } from '../../stores/checkout/revisions.ts'
import { refused } from '../failure.ts'
import { type Project, readLinks } from '../project/project.ts'
import { readLinksAt, requireCommit } from '../project/revisions.ts'
import { say } from '../terminal/output.ts'
import type { SiteBuild } from './build.ts'

export interface ChosenLinks {
  links: LinkSet
  /** `null`: the work tree's. */
  commit: string | null
}

/** The links of a revision that a person named. @throws {Refused} where there are none */
export async function readRevision({ root, SQL }: Project, name: string): Promise<ChosenLinks> {
  const git = gitIn(root)
  const commit = await requireCommit(git, name)
  const links = await readLinksAt(git, SQL, commit, name)
  if (links === null) throw refused('revision', `there is no ${LINKS_PATH} at ${name}`)
  return { links, commit }
}

/**
 * The links of the commit that is live, else those of the work tree, and why is said.
 *
 * @param build `null` where the site does not tell
 */
export async function readLiveLinks(
  project: Project,
  build: SiteBuild | null,
): Promise<ChosenLinks> {
  const git = gitIn(project.root)
  const named = build?.commit ?? null
  const commit = named === null ? null : await findCommit(git, named)
  const links =
    commit === null ? null : await readLinksAt(git, project.SQL, commit, 'the live commit')
  if (links !== null) return { links, commit }
  say(`note: ${describeMiss(build)}; comparing with the work tree`)
  return readOwnLinks(project)
}

/** The links of the work tree. */
export async function readOwnLinks(project: Project): Promise<ChosenLinks> {
  return { links: await readLinks(project), commit: null }
}

function describeMiss(build: SiteBuild | null): string {
  if (build === null) {
    return 'the site has no build.json of ours, so nobody knows what it is built of'
  }
  if (build.commit === null) return 'the site does not say which commit it is built of'
  const id = build.commit.slice(0, 7)
  return `the site is built of ${id}, whose links this repository does not have (git fetch may bring it)`
}
