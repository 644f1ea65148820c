/**
 * How often a property is tried: quick by default, many times over for `npm run test:deep`.
 */

const DEEP = 20

/** `normal` runs, or as many times more as SHORTCRUST_DEEP says (`1` or any text: 20 times). */
export function runs(normal: number): number {
  const { SHORTCRUST_DEEP: deep } = process.env
  if (deep === undefined || deep === '' || deep === '0') return normal
  const factor = Number(deep)
  return normal * (factor > 1 ? factor : DEEP)
}
