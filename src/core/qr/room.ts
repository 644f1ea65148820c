/**
 * How large a square in the middle of a QR code may be covered by a logo, counted codeword by
 * codeword: which of them lie under it, and what their blocks can restore. Knows the layout of
 * ISO/IEC 18004; knows nothing of text, colours or logos.
 */

/** One stretch of codewords that is restored by itself. */
interface Block {
  total: number
  /** Those that are no error correction. */
  data: number
}

const blocks = (count: number, total: number, data: number): Block[] =>
  Array.from({ length: count }, () => ({ total, data }))

// Table 9 of ISO/IEC 18004:2015. From version 7 on an alignment pattern lies in the middle, and
// version 1 holds no URL. Level Q is for text that is too long for version 6 at level H.
const BLOCKS = {
  H: {
    2: blocks(1, 44, 16),
    3: blocks(2, 35, 13),
    4: blocks(4, 25, 9),
    5: [...blocks(2, 33, 11), ...blocks(2, 34, 12)],
    6: blocks(4, 43, 15),
  },
  Q: { 6: blocks(4, 43, 19) },
} as const

/** A code whose middle can be covered: its level and version. */
export type Coverable =
  | { level: 'H'; version: keyof (typeof BLOCKS)['H'] }
  | { level: 'Q'; version: keyof (typeof BLOCKS)['Q'] }

/** Codes to try for a text, best first. */
export const COVERABLE: readonly Coverable[] = [
  { level: 'H', version: 2 },
  { level: 'H', version: 3 },
  { level: 'H', version: 4 },
  { level: 'H', version: 5 },
  { level: 'H', version: 6 },
  { level: 'Q', version: 6 },
]

/**
 * The side of the largest square, in modules, that may be covered in the middle of a code.
 *
 * Bound: in no block more than half of the wrong codewords that it can restore, each codeword
 * under the square counted as wrong; the other half is left for dirt, glare and bad print. A block
 * restores half as many wrong codewords as it has for correction (section 7.5.1): at level H about
 * 30 percent, so at most about 15 percent are given away. No finder, timing, alignment or
 * format module is covered.
 */
export function coverableSide(code: Coverable): number {
  const count = 17 + 4 * code.version
  const under = blocksByModule(code)
  const budgets = blocksOf(code).map(({ total, data }) => Math.floor((total - data) / 4))
  let side = 1
  while (fits(side + 2)) side += 2
  return side

  function fits(wish: number): boolean {
    const touched = budgets.map(() => new Set<number>())
    const first = (count - wish) / 2
    for (let row = first; row < first + wish; row += 1) {
      for (let column = first; column < first + wish; column += 1) {
        if (isFunction(row, column, count)) return false
        const place = under.get(row * count + column)
        if (place !== undefined) touched[place.block]?.add(place.codeword)
      }
    }
    return touched.every((codewords, block) => codewords.size <= (budgets[block] ?? 0))
  }
}

interface Place {
  /** Place in the order in which the codewords are drawn. */
  codeword: number
  block: number
}

/** Which codeword each module shows a bit of, by `row * count + column` (section 7.7.3). */
export function blocksByModule(code: Coverable): Map<number, Place> {
  const count = 17 + 4 * code.version
  const order = interleave(blocksOf(code))
  const places = new Map<number, Place>()
  let bit = 0
  // Columns in pairs from the right, upwards and downwards by turns; the timing column is skipped.
  for (let right = count - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === TIMING) right -= 1
    for (let step = 0; step < count; step += 1) {
      const row = isUp ? count - 1 - step : step
      for (const column of [right, right - 1]) {
        if (isFunction(row, column, count)) continue
        const codeword = Math.floor(bit / 8)
        const block = order[codeword]
        // The last few modules may belong to none.
        if (block !== undefined) places.set(row * count + column, { codeword, block })
        bit += 1
      }
    }
  }
  return places
}

/** The block of each codeword, in the order in which they are drawn (section 7.6). */
function interleave(all: readonly Block[]): number[] {
  const order: number[] = []
  const take = (has: (block: Block, round: number) => boolean) => {
    const longest = Math.max(...all.map(({ total }) => total))
    for (let round = 0; round < longest; round += 1) {
      all.forEach((block, index) => {
        if (has(block, round)) order.push(index)
      })
    }
  }
  take(({ data }, round) => round < data)
  take(({ total, data }, round) => round < total - data)
  return order
}

function blocksOf(code: Coverable): readonly Block[] {
  return code.level === 'H' ? BLOCKS.H[code.version] : BLOCKS.Q[code.version]
}

const TIMING = 6
/** Finder with its white rim, and the format information beside it. */
const CORNER = 9

/** Whether the module is part of a pattern and carries no data; for versions 2 to 6. */
function isFunction(row: number, column: number, count: number): boolean {
  if (row === TIMING || column === TIMING) return true
  if (row < CORNER && (column < CORNER || column >= count - 8)) return true
  if (column < CORNER && row >= count - 8) return true
  const alignment = count - 7
  return Math.abs(row - alignment) <= 2 && Math.abs(column - alignment) <= 2
}
