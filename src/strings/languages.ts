/**
 * Which languages the pages speak. A translation is one file beside `en.ts` and one line here:
 * the type asks for every string of it.
 */
import type * as en from './en.ts'

/** Everything that a file of strings exports. */
export type Strings = Omit<typeof en, 'lang'> & { lang: string }

/** Languages by primary subtag; each is loaded by whoever needs it. */
export const LANGUAGES: Readonly<Record<string, () => Promise<Strings>>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
}

/**
 * The language that pages of a site with this `lang` are in: its own, or English.
 *
 * @example
 * pickLanguage('de-AT') // => 'de'
 * pickLanguage('fr') // => 'en'
 */
export function pickLanguage(tag: string): string {
  return speaks(tag) ? primaryOf(tag) : 'en'
}

/** Whether there are strings in the language of a BCP 47 tag. */
export function speaks(tag: string): boolean {
  return Object.hasOwn(LANGUAGES, primaryOf(tag))
}

function primaryOf(tag: string): string {
  const [primary = ''] = tag.toLowerCase().split('-')
  return primary
}
