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
  const [primary = ''] = tag.toLowerCase().split('-')
  return Object.hasOwn(LANGUAGES, primary) ? primary : 'en'
}
