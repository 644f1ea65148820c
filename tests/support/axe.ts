/**
 * How pages are looked at for what keeps people out, which axe knows.
 */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'

/**
 * Axe on a page without frames, as all of ours are. It would gather what it finds in frames on a
 * further page, and send all that is well, too: three times as long for the same violations.
 */
export function axeOn(page: Page): AxeBuilder {
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames, which axe would pass by`)
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
}
