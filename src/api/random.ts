/**
 * Randomness of one request: a stream of bytes grown from a seed, so that a replayed operation
 * and a repeated request draw the same slugs.
 */
import { createHmac } from 'node:crypto'
import type { RandomBytes } from '../core/slugs/random-slug.ts'

/** Seed of a request with an `Idempotency-Key`: the same key of the same person, the same seed. */
export function seedOfKey(key: string, handle: string): Uint8Array {
  return createHmac('sha256', key).update(handle).digest()
}

/** A new stream from its beginning; HMAC-SHA256 in counter mode (NIST SP 800-108). */
export function bytesFrom(seed: Uint8Array): RandomBytes {
  let counter = 0
  let rest = Buffer.alloc(0)
  return (size) => {
    while (rest.length < size) {
      rest = Buffer.concat([rest, createHmac('sha256', seed).update(String(counter)).digest()])
      counter += 1
    }
    const bytes = rest.subarray(0, size)
    rest = rest.subarray(size)
    return bytes
  }
}
