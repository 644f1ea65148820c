/**
 * Random slugs: short, without characters that people mistake or words that people mind.
 * Randomness comes in as bytes, so the same bytes draw the same slug.
 */
import { customRandom } from 'nanoid'

/** Gives `size` bytes, each time further ones. */
export type RandomBytes = (size: number) => Uint8Array

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

// Words that nobody wants to read out loud. Letters that look like others are not in the
// alphabet, so the list is small; digits that stand for letters are read as those.
const BLOCKED = [
  'ass',
  'cum',
  'cunt',
  'dyke',
  'fag',
  'fuck',
  'kkk',
  'nazi',
  'nude',
  'porn',
  'rape',
  'sex',
  'shat',
  'spaz',
  'suck',
  'tard',
  'twat',
  'wank',
  'xxx',
]
const READ_AS: Readonly<Record<string, string>> = { 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' }

// Past this share of all slugs of one length, guessing finds links and draws collide too often.
const FULL = 0.01
const DRAWS = 1_000

/**
 * Draws a slug of `length` characters, longer where `count` links would fill over 1 % of the
 * space, that `isFree` accepts.
 *
 * @throws {Error} when 1,000 draws found none: `isFree` or `random` is at fault
 */
export function drawSlug(
  random: RandomBytes,
  { length, count, isFree }: { length: number; count: number; isFree: (slug: string) => boolean },
): string {
  let size = length
  while (count > ALPHABET.length ** size * FULL) size += 1
  const draw = customRandom(ALPHABET, size, random)
  for (let tries = 0; tries < DRAWS; tries += 1) {
    const slug = draw()
    if (!isBlocked(slug) && isFree(slug)) return slug
  }
  throw new Error(`no free slug found in ${DRAWS} draws`)
}

function isBlocked(slug: string): boolean {
  const read = slug.replace(/[34578]/g, (digit) => READ_AS[digit] ?? digit)
  return BLOCKED.some((word) => slug.includes(word) || read.includes(word))
}
