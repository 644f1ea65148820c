/** The frame of the dialog: which of its parts is shown, what it says, whether it is busy. */
import { editor as strings } from '#strings'
import { byId, showText } from '../shared/dom.ts'

/** The parts of the dialog, of which one is shown. */
const VIEWS = ['form', 'facts', 'removal', 'conflict'] as const
export type View = (typeof VIEWS)[number]

/** Shows one part in place of the others. */
export function showView(view: View): void {
  for (const one of VIEWS) byId(`editor-${one}`, HTMLElement).hidden = one !== view
}

/** Whether this part is shown. */
export function isShown(view: View): boolean {
  return !byId(`editor-${view}`, HTMLElement).hidden
}

/** Says something above the part that is shown, and leads the person there; `null`: nothing. */
export function say(message: string | null): void {
  const banner = byId('editor-banner', HTMLElement)
  showText(banner, message)
  if (message !== null) banner.focus()
}

/** Shows whether an answer is waited for. */
export function showBusy(isBusy: boolean): void {
  // Not `disabled`, which would throw the focus out of the dialog.
  for (const button of byId('editor', HTMLElement).querySelectorAll('button')) {
    button.setAttribute('aria-disabled', String(isBusy))
  }
  byId('editor-save', HTMLElement).textContent = isBusy ? strings.saving : strings.save
}
