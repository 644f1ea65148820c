/**
 * The store that the environment names.
 */
import type { SqlJsStatic } from 'sql.js'
import type { Site } from '../core/site.ts'
import { findCheckout } from './checkout.ts'
import { type LinkStore, StoreUnavailable } from './store.ts'
import { openWorktreeStore } from './worktree.ts'

/** The stores' names, as `SHORTCRUST_STORE` gives them. */
export const STORE_NAMES = ['worktree', 'github', 'git'] as const
export type StoreName = (typeof STORE_NAMES)[number]

/**
 * Opens the store `name`.
 *
 * @param root folder of the project, for `worktree`
 * @throws {StoreUnavailable} when no store is named, or one that can't be used
 */
export async function openStore(
  name: StoreName | null,
  { root, SQL, site }: { root: string; SQL: SqlJsStatic; site: Site },
): Promise<LinkStore> {
  if (name === 'worktree') return openWorktreeStore(await findCheckout(root), SQL, site)
  if (name === null) {
    throw new StoreUnavailable('no store is configured; set SHORTCRUST_STORE', 300)
  }
  throw new StoreUnavailable(
    `SHORTCRUST_STORE is "${name}", which this version of Shortcrust can't use yet`,
    300,
  )
}
