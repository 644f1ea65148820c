/**
 * Punycode (RFC 3492), read only: browsers serialise a host, and offer no way back.
 */

// RFC 3492, section 5.
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE = 128
const LAST_CODE = 0x10ffff

/**
 * The text of a label without its `xn--`, or `null` where it is no Punycode.
 *
 * @example
 * decodePunycode('mnchen-3ya') // => 'münchen'
 */
export function decodePunycode(label: string): string | null {
  const delimiter = label.lastIndexOf('-')
  const output = [...label.slice(0, Math.max(delimiter, 0))]
  const digits = [...label.slice(delimiter + 1)].map(readDigit)
  let [code, place, bias] = [FIRST_CODE, 0, FIRST_BIAS]
  for (let index = 0; index < digits.length; ) {
    const before = place
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digits[index]
      if (digit === undefined || Number.isNaN(digit)) return null
      index += 1
      place += digit * weight
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX)
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    const length = output.length + 1
    bias = adapt(place - before, length, before === 0)
    code += Math.floor(place / length)
    place %= length
    if (code > LAST_CODE) return null
    output.splice(place, 0, String.fromCodePoint(code))
    place += 1
  }
  return output.join('')
}

function readDigit(character: string): number {
  const value = /^[a-z0-9]$/i.test(character) ? Number.parseInt(character, BASE) : Number.NaN
  // Letters are 0 to 25 and digits 26 to 35: the other way round than in a number of this base.
  return value < 10 ? value + 26 : value - 10
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}
