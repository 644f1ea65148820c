/** What the page holds of all links while somebody is signed in, and forgets with the session. */

import { formatTime } from '../../core/fields/time.ts'
import type { Me } from '../api/answers.ts'
import { startLinksDatabase } from '../database/database.ts'
import type { Facets } from '../database/protocol.ts'
import type { Selectable } from '../selection/bar.ts'
import { currentSearch } from './controls.ts'

export interface HeldLinks extends Selectable {
  /** Entity tag of the database that was read; `null`: none yet. */
  etag: string | null
  facets: Facets
}

let session: HeldLinks | null = null

/** What is held now; what belongs to another session by then must not be shown. */
export function currentLinks(): HeldLinks | null {
  return session
}

/** Begins with no links, for whoever has signed in. */
export function holdLinks(me: Me): void {
  forgetLinks()
  const database = startLinksDatabase()
  const findAll = () => database.findAll({ search: currentSearch(), now: formatTime(Date.now()) })
  const facets = { total: 0, tags: [], owners: [], hosts: [] }
  session = { me, database, findAll, etag: null, facets }
}

/** Ends the worker and forgets all links. */
export function forgetLinks(): void {
  session?.database.close()
  session = null
}
