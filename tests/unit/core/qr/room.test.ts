/**
 * The room for a logo: what is covered is restored, with as much again to spare, and no pattern is
 * touched.
 */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  makeQr,
  makeQrWithRoom,
  type QrModules,
  type QrRoom,
  ROOM_TEXT_MAX,
} from '../../../../src/core/qr/qr.ts'
import { blocksByModule, COVERABLE, coverableSide } from '../../../../src/core/qr/room.ts'
import { qrToPng } from '../../../../src/formats/qr-png.ts'
import { readQr, readQrOtherwise } from '../../../support/qr.ts'

const urlOf = (length: number) => 'https://g.example/'.padEnd(length, 'kq7-b').slice(0, length)

// Total codewords of ISO/IEC 18004:2015, table 1.
test.each(COVERABLE.map((code) => [code.level, code.version, code] as const))(
  'every codeword of %s %i has its eight modules',
  (_level, version, code) => {
    const sizes = new Map<number, number>()
    for (const { codeword } of blocksByModule(code).values()) {
      sizes.set(codeword, (sizes.get(codeword) ?? 0) + 1)
    }
    expect(sizes.size).toBe([0, 26, 44, 70, 100, 134, 172][version])
    expect(new Set(sizes.values())).toEqual(new Set([8]))
  },
)

it('takes a share of the code that can be seen', () => {
  const sides = COVERABLE.map((code) => [code.level, code.version, coverableSide(code)])
  expect(sides).toEqual([
    ['H', 2, 5],
    ['H', 3, 5],
    ['H', 4, 7],
    ['H', 5, 9],
    ['H', 6, 13],
    ['Q', 6, 11],
  ])
})

it('is there up to 74 characters, where no alignment pattern lies in the middle', () => {
  const levels = [14, 24, 58, 59, ROOM_TEXT_MAX].map((length) => {
    const made = makeQrWithRoom(urlOf(length), 0)
    return [made?.level, made?.modules.length]
  })
  expect(levels).toEqual([
    ['H', 25],
    ['H', 29],
    ['H', 41],
    ['Q', 41],
    ['Q', 41],
  ])
  expect(makeQrWithRoom(urlOf(ROOM_TEXT_MAX + 1))).toBeNull()
})

it('is white, in the middle, and all that differs from the plain code', () => {
  const url = urlOf(40)
  const { modules, room } = roomy(url)
  const plain = makeQr(url, { level: 'H' })
  expect(modules.length - 2 * room.at).toBe(room.side)
  modules.forEach((row, y) => {
    row.forEach((isDark, x) => {
      expect(isDark).toBe(isInside(room, x, y) ? false : plain[y]?.[x])
    })
  })
})

/** URLs as people share them, of 30 to 60 characters. */
const urls = fc
  .stringMatching(/^[a-z0-9][A-Za-z0-9/_-]{6,36}$/)
  .map((slug) => `https://go.example.org/${slug}`)
const inks = fc.constantFrom<Ink>('white', 'black', 'wrong', 'noise')

type Ink = 'white' | 'black' | 'wrong' | 'noise'

describe('any URL of 30 to 60 characters', () => {
  it('is read by two readers, whatever the logo shows', () => {
    fc.assert(
      fc.property(urls, inks, fc.integer(), (url, ink, seed) => {
        const made = roomy(url)
        const plain = makeQr(url, { level: made.level })
        const shown = paint(made.modules, made.room, ink, plain, seed)
        const png = qrToPng(shown, shown.length * 4)
        expect([readQr(png), readQrOtherwise(png)]).toEqual([url, url])
      }),
      { numRuns: 60 },
    )
  })

  // The bound itself: with every covered bit wrong, each block has still half of its strength.
  it('is read with as many codewords lost again outside of the logo', () => {
    fc.assert(
      fc.property(urls, fc.integer(), (url, seed) => {
        const made = roomy(url)
        const plain = makeQr(url, { level: made.level })
        const covered = paint(made.modules, made.room, 'wrong', plain, 0)
        const damaged = damage(covered, made, url.length, seed)
        expect(readQr(qrToPng(damaged, damaged.length * 4))).toBe(url)
      }),
      { numRuns: 40 },
    )
  })
})

function roomy(url: string) {
  const made = makeQrWithRoom(url)
  if (made === null) throw new Error(`no room in ${url}`)
  return made
}

function isInside({ at, side }: QrRoom, x: number, y: number): boolean {
  return x >= at && x < at + side && y >= at && y < at + side
}

function paint(
  modules: QrModules,
  room: QrRoom,
  ink: Ink,
  plain: QrModules,
  seed: number,
): QrModules {
  const noise = bitsFrom(seed)
  const inks: Record<Ink, (x: number, y: number) => boolean> = {
    white: () => false,
    black: () => true,
    wrong: (x, y) => plain[y]?.[x] !== true,
    noise,
  }
  return modules.map((row, y) =>
    row.map((isDark, x) => (isInside(room, x, y) ? inks[ink](x, y) : isDark)),
  )
}

/** Turns over, in each block, as many whole codewords as the logo may have taken. */
function damage(
  modules: QrModules,
  { level, room }: { level: string; room: QrRoom },
  length: number,
  seed: number,
): QrModules {
  const margin = 4
  const count = modules.length - 2 * margin
  const code = COVERABLE.find((one) => one.level === level && 17 + 4 * one.version === count)
  if (code === undefined) throw new Error(`${level} of ${length} characters cannot be covered`)
  const bit = bitsFrom(seed)
  const places = [...blocksByModule(code)].map(([at, place]) => ({
    ...place,
    x: (at % count) + margin,
    y: Math.floor(at / count) + margin,
  }))
  const covered = new Set(
    places.flatMap(({ x, y, codeword }) => (isInside(room, x, y) ? [codeword] : [])),
  )
  const lost = new Set<number>()
  for (const block of new Set(places.map((place) => place.block))) {
    const own = new Set(places.flatMap((place) => (place.block === block ? [place.codeword] : [])))
    const free = [...own].filter((codeword) => !covered.has(codeword))
    const spare = HALF_STRENGTH[`${code.level}${code.version}`] ?? 0
    free.sort(() => (bit() ? 1 : -1))
    for (const codeword of free.slice(0, spare)) lost.add(codeword)
  }
  const turned = new Set(
    places.flatMap(({ x, y, codeword }) => (lost.has(codeword) ? [`${x} ${y}`] : [])),
  )
  return modules.map((row, y) => row.map((isDark, x) => isDark !== turned.has(`${x} ${y}`)))
}

/** Half of what each block restores, from table 9. */
const HALF_STRENGTH: Record<string, number> = { H2: 7, H3: 5, H4: 4, H5: 5, H6: 7, Q6: 6 }

function bitsFrom(seed: number): () => boolean {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % 2 === 1
  }
}
