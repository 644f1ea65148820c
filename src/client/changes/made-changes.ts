/**
 * Changes that were made, as the box about the last one tells them, and taking them back.
 */
import { publishing, selection } from '#strings'
import type { Answer, Me, SavedLink } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import type { StoredLink } from '../database/protocol.ts'
import { changesOf } from './differences.ts'
import type { ShownChange, Undone } from './last-change.ts'
import { mayChange } from './permission.ts'
import { type MadeChange, undoRequests } from './undo.ts'

const strings = publishing.change
const { until } = publishing

/** A change that the API has answered for. */
export interface DoneChange extends MadeChange {
  after: readonly SavedLink[]
}

/** What was made of one link, and of aliases along with it, by whoever has the role. */
export function showOne(done: DoneChange, me: Me): ShownChange | null {
  const [before, after] = [done.before[0], done.after[0]]
  if (before === undefined || after === undefined) return null
  const undone = () => {
    const isRename = before.slug !== after.slug
    const stays = isRename && me.role !== 'admin' ? ` ${strings.aliasStays(after.slug)}` : ''
    return `${strings.undone(before.slug)}${stays}`
  }
  const untilLive = describeUntil(before, after)
  return show(done, me, describeOne(before, after, done.oldSlug), untilLive, undone)
}

/** What was made of many links, in these words. */
export function showMany(done: DoneChange, me: Me, words: string): ShownChange | null {
  return show(done, me, words, until.many, selection.undone)
}

/** What was added, which is taken back by tombstones in its place. */
export function showAdded(
  added: readonly SavedLink[],
  me: Me,
  words: string,
  describeUndone: (links: number) => string,
): ShownChange | null {
  const before = added.map((link) => ({ ...link, state: 'gone' as const }))
  const done: DoneChange = { before, after: added, oldSlug: 'alias' }
  return show(done, me, words, until.many, describeUndone)
}

function show(
  done: DoneChange,
  me: Me,
  words: string,
  untilLive: string,
  describeUndone: (links: number) => string,
): ShownChange | null {
  const last = done.after.at(-1)
  if (last === undefined) return null
  const { before, after } = done
  // Who has given a link away can't take it back.
  const isUndoable =
    undoRequests(done, me.role) !== null && after.every((link) => mayChange(link, me))
  const change: ShownChange = {
    words,
    commit: last.commit,
    live: last.live,
    slugs: [...new Set([...before, ...after].map(({ slug }) => slug))],
    notices: after.flatMap(({ notices = [] }) => notices),
    until: untilLive,
    undo: isUndoable ? () => undo(done, me, change, describeUndone) : null,
  }
  return change
}

async function undo(
  done: DoneChange,
  me: Me,
  change: ShownChange,
  describeUndone: (links: number) => string,
): Promise<Undone> {
  const undone: SavedLink[] = []
  for (const { path, ...call } of undoRequests(done, me.role) ?? []) {
    const answer = await callApi<SavedLink | SavedLink[]>(path, call)
    if (answer.kind !== 'ok') {
      const reason = explainUndo(answer, done.before.length > 1)
      if (undone.length === 0) return { ok: false, reason }
      const words = selection.partlyUndone(undone.length, done.after.length, reason)
      return { ok: true, change: after(change, undone, words) }
    }
    undone.push(...[answer.body].flat())
  }
  return { ok: true, change: after(change, undone, describeUndone(undone.length)) }
}

function after(change: ShownChange, undone: readonly SavedLink[], words: string): ShownChange {
  const last = undone.at(-1)
  return {
    ...change,
    words,
    commit: last?.commit ?? change.commit,
    live: last?.live ?? change.live,
    notices: undone.flatMap(({ notices = [] }) => notices),
    until: undone.length > 1 ? until.many : until.changed,
    undo: null,
  }
}

function explainUndo(answer: Exclude<Answer<unknown>, { kind: 'ok' }>, isMany: boolean): string {
  if (answer.kind !== 'problem' || answer.status !== 412) return explainFailure(answer)
  const current = [answer.problem.current ?? []].flat()
  return isMany && current.length > 0
    ? selection.changedSince(current.map(({ slug }) => slug))
    : strings.changedSince
}

function describeOne(before: StoredLink, after: SavedLink, oldSlug: MadeChange['oldSlug']): string {
  if (after.state === 'gone') return strings.removed(after.slug)
  if (before.state === 'gone') return strings.restored(after.slug)
  if (before.slug !== after.slug) {
    const isAlias = oldSlug === 'alias'
    return (isAlias ? strings.renamed : strings.retired)(before.slug, after.slug)
  }
  if (before.state === after.state) return strings.changed(after.slug)
  return (after.state === 'active' ? strings.enabled : strings.disabled)(after.slug)
}

function describeUntil(before: StoredLink, after: SavedLink): string {
  if (before.state === 'gone') return until.back
  const [was, is] = [before.state === 'active', after.state === 'active']
  if (was !== is) return is ? until.on : until.off
  if (before.slug !== after.slug) return until.renamed(after.slug)
  // Of who answers for a link, visitors never hear.
  const isUnseen = Object.keys(changesOf(before, after)).every((field) => field === 'owner')
  return isUnseen ? until.unseen : until.changed
}
