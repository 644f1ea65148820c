/**
 * The dialogs that change links, each loaded when it is first asked for, and what becomes of the
 * page once they have.
 */
import { editor as strings } from '#strings'
import { prefillForm } from '../add/form.ts'
import type { Me } from '../api/answers.ts'
import { focusChange, type ShownChange, showChange } from '../changes/last-change.ts'
import { showMany, showOne } from '../changes/made-changes.ts'
import type { EditedChange } from '../editor/editor.ts'
import { unsavedSlug } from '../editor/unsaved.ts'
import { selectedSlugs } from '../selection/bar.ts'
import { byId } from '../shared/dom.ts'
import { currentLinks, type HeldLinks } from './held.ts'
import { focusRow } from './rows.ts'

const status = byId('links-status', HTMLElement)

interface Page {
  /** Hears that links were changed. */
  onChanged(): void
  /** Reads the database again. */
  refresh(): Promise<void>
}

let page: Page | null = null
/** The dialogs, once they are loaded. */
let editor: typeof import('../editor/editor.ts') | null = null
let many: typeof import('../selection/many-dialog.ts') | null = null

/** Ties the dialogs to the page. */
export function startDialogs(given: Page): void {
  page = given
}

/** Opens the link; `place` says what goes on. */
export async function openLink(slug: string, place: HTMLElement): Promise<void> {
  const current = currentLinks()
  if (current === null) return
  const before = place.textContent
  place.textContent = strings.opening(slug)
  const loaded = await import('../editor/editor.ts').catch(() => null)
  if (currentLinks() !== current) return
  place.textContent = before
  editor = loaded
  if (loaded === null) {
    place.textContent = strings.notLoaded
    return
  }
  const { me, database } = current
  await loaded.openEditor(
    slug,
    {
      me,
      aliasesOf: (of) => database.aliasesOf([of]),
      onDone: (change) => void takeEdited(current, change),
      // What was read shows that the list is old.
      onStale: () => void page?.refresh(),
      onAnother: prefillForm,
    },
    place,
  )
}

/** Opens the dialog for the links that are selected, where the bearer may change any. */
export async function openMany(): Promise<void> {
  const current = currentLinks()
  const slugs = selectedSlugs()
  if (current === null || slugs.length === 0 || current.me.role === 'create') return
  const loaded = await import('../selection/many-dialog.ts').catch(() => null)
  if (currentLinks() !== current) return
  many = loaded
  if (loaded === null) {
    status.textContent = strings.notLoaded
    return
  }
  await loaded.openMany({
    ...current,
    slugs,
    tags: current.facets.tags.map(({ name }) => name),
    owners: current.facets.owners.map(({ name }) => name),
    onDone: (done, words) => void takeChange(current, showMany(done, current.me, words), null),
    refresh: async () => page?.refresh(),
  })
}

/** Opens again the link that this person was thrown out of with changes unsaved. */
export async function openUnsaved(me: Me): Promise<void> {
  const unsaved = unsavedSlug(me)
  if (unsaved !== null) await openLink(unsaved, status)
}

/** Closes them at the end of a session; with `isLeaving`, what was typed goes, too. */
export function closeDialogs(isLeaving: boolean): void {
  editor?.leaveEditor(isLeaving)
  many?.closeMany()
}

async function takeEdited(current: HeldLinks, edited: EditedChange): Promise<void> {
  const { before, aliases, after, oldSlug } = edited
  const others = await current.database.get(aliases)
  const change = showOne({ before: [before, ...others], after, oldSlug }, current.me)
  await takeChange(current, change, after[0]?.slug ?? null)
}

async function takeChange(
  current: HeldLinks,
  change: ShownChange | null,
  slug: string | null,
): Promise<void> {
  if (currentLinks() !== current || change === null) return
  showChange(change)
  page?.onChanged()
  await page?.refresh()
  // While a dialog is open, the focus is its own.
  if (document.querySelector('dialog[open]') !== null) return
  if (slug === null || !focusRow(slug)) focusChange()
}
