/**
 * The store that the environment names.
 */
import type { SqlJsStatic } from 'sql.js'
import type { Site } from '../core/site.ts'
import { findCheckout } from './checkout/checkout.ts'
import { type LinkStore, StoreUnavailable } from './store.ts'
import { openWorktreeStore } from './worktree.ts'

/** The stores' names, as `SHORTCRUST_STORE` gives them. */
export const STORE_NAMES = ['worktree', 'github', 'git'] as const
export type StoreName = (typeof STORE_NAMES)[number]

/** How to prove to GitHub who we are: by a token, or as a GitHub App that is installed there. */
export type GitHubAccess =
  | { token: string }
  | { appId: number; installationId: number; privateKey: string }

/** Where a store finds its repository. */
export type StoreSettings =
  | { kind: 'worktree' }
  | {
      kind: 'github'
      owner: string
      name: string
      branch: string
      /** `https://api.github.com`, or a GitHub Enterprise's `https://host/api/v3`. */
      api: string
      access: GitHubAccess
    }
  | {
      kind: 'git'
      /** `https:`, or `http:` of this machine; never with a name or password in it. */
      url: string
      branch: string
      /** Name that goes with the token; most hosts take any. */
      user: string
      /** `null` only on this machine. */
      token: string | null
    }

/**
 * Opens the store that `settings` describe.
 *
 * @param root folder of the project, for `worktree`
 * @throws {StoreUnavailable} when no store is named, or one that can't be used
 */
export async function openStore(
  settings: StoreSettings | null,
  { root, SQL, site }: { root: string; SQL: SqlJsStatic; site: Site },
): Promise<LinkStore> {
  if (settings === null) {
    throw new StoreUnavailable('no store is configured; set SHORTCRUST_STORE', 300)
  }
  if (settings.kind === 'worktree') return openWorktreeStore(await findCheckout(root), SQL, site)
  // Only the one that is used is loaded: each brings a library of its own.
  if (settings.kind === 'github') {
    const { openGitHubStore } = await import('./github.ts')
    return openGitHubStore(settings)
  }
  const { openGitStore } = await import('./git.ts')
  return openGitStore(settings)
}
