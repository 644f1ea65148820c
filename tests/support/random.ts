/**
 * Random bytes that are the same for the same seed.
 */
import { createHash } from 'node:crypto'
import type { RandomBytes } from '../../src/core/slugs/random-slug.ts'

/** Bytes drawn from `seed`, each call further ones. */
export function seededBytes(seed: string): RandomBytes {
  let block = 0
  let rest = Buffer.alloc(0)
  return (size) => {
    while (rest.length < size) {
      const next = createHash('sha256').update(`${seed} ${block}`).digest()
      rest = Buffer.concat([rest, next])
      block += 1
    }
    const bytes = rest.subarray(0, size)
    rest = rest.subarray(size)
    return bytes
  }
}

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/**
 * Bytes that draw these random slugs one after the other: nanoid asks for some bytes a slug, reads
 * them from their end, and takes each as an index of the alphabet.
 */
export function spell(...slugs: string[]): RandomBytes {
  return (size) => {
    const letters = [...(slugs.shift() ?? '')].map((letter) => ALPHABET.indexOf(letter))
    return Uint8Array.from([...letters, ...Array<number>(size - letters.length).fill(0)]).reverse()
  }
}
