/**
 * Fills the form with what was shared to this page, once somebody is signed in. Saving is theirs:
 * any page of the web can lead here with an address of its choice.
 */
import { ways } from '#strings'
import { prefillForm } from '../add/form.ts'
import { byId, showText } from '../shared/dom.ts'
import { readShared, withoutShared } from './share-target.ts'

const note = byId('shared-note', HTMLElement)

/** Fills the form, tells so, and takes what was shared out of the address; until then it waits there. */
export function fillFromShared(): void {
  const shared = readShared(location.search)
  if (shared === null) return
  const { pathname, search, hash } = location
  history.replaceState(history.state, '', `${pathname}${withoutShared(search)}${hash}`)
  prefillForm({ url: shared.url ?? '', title: shared.title })
  showText(note, shared.url === null ? ways.noUrl : ways.shared)
}

/** Takes back what was told: the link is saved, or whoever shared it has left. */
export function clearShared(): void {
  showText(note, null)
}
