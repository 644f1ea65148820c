/** Campaign parameters beside the target URL: read from it as it is typed, and written into it. */
import { submit } from '#strings'
import { isAliasTarget } from '../../core/targets/alias.ts'
import { readUtm, UTM_NAMES, withUtm } from '../../core/targets/utm.ts'
import { byId, showText } from '../shared/dom.ts'

const inputs = UTM_NAMES.map((name) => ({ name, input: byId(`utm-${name}`, HTMLInputElement) }))
const none = byId('utm-none', HTMLElement)
const fieldset = byId('utm-fields', HTMLFieldSetElement)

/** Ties the campaign fields to the field of the target. */
export function startCampaign(url: HTMLInputElement): void {
  url.addEventListener('input', () => showCampaign(url.value))
  showCampaign(url.value)
  for (const { name, input } of inputs) {
    input.addEventListener('input', () => {
      url.value = withUtm(url.value.trim(), name, input.value)
      url.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

/** Shows the campaign parameters that the target has; without one there is nothing to add them to. */
export function showCampaign(url: string): void {
  const target = url.trim()
  for (const { name, input } of inputs) {
    const value = readUtm(target, name)
    // The field being typed in may end with a space that reads the same.
    if (input !== document.activeElement && input.value !== value) input.value = value
  }
  const isAlias = isAliasTarget(target)
  fieldset.disabled = isAlias || target === ''
  showText(none, isAlias ? submit.utm.noAlias : target === '' ? submit.utm.first : null)
}
