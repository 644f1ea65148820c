/** The question before a link is removed, alone or with the aliases that would lead nowhere. */
import { editor } from '#strings'
import { byId, showEntries } from '../shared/dom.ts'

const strings = editor.removal

/** Asks; the person answers by the buttons. */
export function showRemoval(slug: string, aliases: readonly string[], canRestore: boolean): void {
  showEntries(
    byId('editor-aliases', HTMLElement),
    aliases.map((alias) => `/${alias}`),
  )
  const isAlone = aliases.length === 0
  const restorable = canRestore ? strings.canRestore : strings.onlyAdmin
  const texts = {
    'editor-removal-heading': isAlone ? strings.heading(slug) : strings.aliasesHeading,
    'editor-removal-text': isAlone ? `${strings.text} ${restorable}` : strings.aliasesText(slug),
    'editor-remove-yes': isAlone ? strings.yes : strings.yesAll(aliases.length + 1),
  }
  for (const [id, text] of Object.entries(texts)) byId(id, HTMLElement).textContent = text
}
