/**
 * The keys of the admin page. Single characters work outside of fields only, and can be turned
 * off: WCAG 2.2, 2.1.4.
 */
import { byId } from '../shared/dom.ts'

const SWITCH = 'shortcrust.keys'

const dialog = byId('keys', HTMLDialogElement)
const isOn = byId('keys-on', HTMLInputElement)

/** Calls what a character stands for; `?` shows the keys. */
export function startKeys(actions: Readonly<Record<string, () => void>>): void {
  isOn.checked = readSwitch()
  isOn.addEventListener('change', () => keepSwitch(isOn.checked))
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (!isOn.checked || isTyping(event.target) || document.querySelector('dialog[open]')) return
    const action = event.key === '?' ? showKeys : actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  })
}

/** Shows the dialog that lists the keys. */
export function showKeys(): void {
  dialog.showModal()
}

/** Closes it, as at the end of a session. */
export function hideKeys(): void {
  dialog.close()
}

// A box to tick takes no characters.
const TYPED = 'input:not([type="checkbox"], [type="radio"]), select, textarea'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(TYPED)
}

// Browsers that block storage throw at its mere mention; the keys are then on.
function readSwitch(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== 'off'
  } catch {
    return true
  }
}

function keepSwitch(on: boolean): void {
  try {
    localStorage.setItem(SWITCH, on ? 'on' : 'off')
  } catch {
    // It holds until the page is left.
  }
}
