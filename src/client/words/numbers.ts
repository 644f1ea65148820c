/** Numbers as the page's language writes them. */
import { LOCALE } from './locale.ts'

const COUNT = new Intl.NumberFormat(LOCALE)

/**
 * A whole number for reading.
 *
 * @example
 * formatCount(1999) // => '1,999', in German '1.999'
 */
export function formatCount(count: number): string {
  return COUNT.format(count)
}
