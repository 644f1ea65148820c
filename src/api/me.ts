/**
 * `GET /me`: whose token this is and what it may do, so that a page offers nothing else.
 */
import type { Role } from '../config.ts'
import { isSameHandle } from '../core/people/owners.ts'
import type { Site } from '../core/site.ts'
import { json } from './answer.ts'
import { authenticate } from './auth.ts'
import type { ApiContext } from './context.ts'
import { refuseQuery } from './query.ts'

/** The bearer of the token that a request came with. */
export interface Me {
  handle: string
  role: Role
  /** Owners whose links the bearer may change: the handle itself and its teams. */
  owners: string[]
  /** Where short URLs begin. */
  baseUrl: string
  /** What the owner of the site decided about links, so that a page judges them as we do. */
  rules: Pick<Site, 'aliases' | 'host' | 'slugLength' | 'privateHosts' | 'blockedHosts'>
}

export async function readMe(request: Request, { tokens, site }: ApiContext): Promise<Response> {
  const { handle, role } = authenticate(request, tokens)
  refuseQuery(new URL(request.url))
  const teams = Object.entries(site.teams)
    .filter(([, members]) => members.some((member) => isSameHandle(member, handle)))
    .map(([team]) => team)
  const { baseUrl, aliases, host, slugLength, privateHosts, blockedHosts } = site
  const rules = { aliases, host, slugLength, privateHosts, blockedHosts }
  const me: Me = { handle, role, owners: [handle, ...teams], baseUrl, rules }
  return json(200, me)
}
