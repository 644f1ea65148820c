/**
 * What `npm start` stands on: this checkout, or a repository on a Git host. Either is read and
 * written through its store, and noticed when somebody else moves it.
 */
import type { SqlJsStatic } from 'sql.js'
import type { Site } from '../core/site.ts'
import { findHandle } from '../stores/checkout/author.ts'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { gitIn } from '../stores/checkout/git-command.ts'
import { openStore, type StoreSettings } from '../stores/open-store.ts'
import type { LinkStore } from '../stores/store.ts'
import { finishInterrupted } from '../stores/worktree/follow.ts'
import { withLock } from '../stores/worktree/lock.ts'
import { maintainAfterCommits } from '../stores/worktree/maintenance.ts'
import { lockPath } from '../stores/worktree.ts'
import { pollHead } from './head-poll.ts'
import { watchHead } from './head-watch.ts'
import { inspectCheckout } from './preflight.ts'
import { watchSite } from './site-watch.ts'

export interface Backing {
  /** What people should know before they use it, each with the way on. */
  notices: readonly string[]
  openStore(parts: { SQL: SqlJsStatic; site: Site }): Promise<LinkStore>
  /** Calls `onMove` soon after the head has moved, by whomever; returns what stops it. */
  watch(store: LinkStore, options: WatchOptions): Promise<() => void>
  /** Handle of whoever starts the server. */
  findHandle(): Promise<string>
}

export interface WatchOptions {
  /** The head that is served already. */
  served: string | null
  onMove: () => void
  /** Told when the repository can't be watched, and of what only a new start takes up. */
  report: (message: string) => void
}

/**
 * What `settings` name; this checkout without them.
 *
 * @throws {StoreUnavailable} when `root` is in no checkout and no other repository is named
 */
export function findBacking(root: string, settings: StoreSettings | null): Promise<Backing> {
  if (settings === null || settings.kind === 'worktree') return backByCheckout(root)
  return Promise.resolve(backByHost(root, settings))
}

async function backByCheckout(root: string): Promise<Backing> {
  const checkout = await findCheckout(root)
  await withLock(lockPath(checkout), () => finishInterrupted(checkout))
  const maintain = maintainAfterCommits(root)
  const lookAtSite = await watchSite(checkout)
  return {
    notices: await inspectCheckout(checkout),
    async openStore(parts) {
      const store = await openStore({ kind: 'worktree' }, { root, ...parts })
      return {
        ...store,
        async commit(commit) {
          const revision = await store.commit(commit)
          maintain()
          return revision
        },
      }
    },
    watch: (_store, { onMove, report }) => {
      return watchHead(checkout, () => {
        onMove()
        void lookAtSite(report)
      })
    },
    findHandle: () => handleIn(root),
  }
}

function backByHost(root: string, settings: Exclude<StoreSettings, { kind: 'worktree' }>): Backing {
  const where = settings.kind === 'git' ? settings.url : `${settings.owner}/${settings.name}`
  return {
    notices: [`links are committed to ${where}, branch ${settings.branch}`],
    openStore: (parts) => openStore(settings, { root, ...parts }),
    watch: async (store, options) => pollHead(store, options),
    findHandle: () => handleIn(root),
  }
}

// Who starts the server signs the links added with its token; anybody may start it.
async function handleIn(root: string): Promise<string> {
  const found = await findHandle(gitIn(root))
  return found.ok ? found.handle : 'admin'
}
