/**
 * Who answers for a link: a person, or a team that `data/site.json` names.
 */
import type { Site } from '../site.ts'

/** Handles of whom an owner stands for: a team's members, or the one person. */
export function membersOf(owner: string, { teams }: Pick<Site, 'teams'>): readonly string[] {
  // A team's name is nobody's handle, whoever may have registered it on the host.
  return Object.hasOwn(teams, owner) ? (teams[owner] ?? []) : [owner]
}

/** Whether `handle` is the owner or of the owning team; a link without owner is everybody's. */
export function isOwnedBy(
  owner: string | null,
  handle: string,
  site: Pick<Site, 'teams'>,
): boolean {
  return owner === null || membersOf(owner, site).some((member) => isSameHandle(member, handle))
}

/** Whether two handles name one person: Git hosts don't tell them apart by case. */
export function isSameHandle(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
