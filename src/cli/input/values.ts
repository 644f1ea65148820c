/**
 * Values of options, from the text that stands behind them.
 */
import { InvalidArgumentError } from 'commander'

/** Reads a whole number from 0. @throws {InvalidArgumentError} for all else */
export function parseWholeNumber(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number
  throw new InvalidArgumentError('It must be a whole number.')
}

/** Reads a whole number between two, both of them allowed. */
export function parseNumberWithin(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
  }
}

/** The handles of a list that commas divide; empty ones are none. */
export function splitHandles(text: string): string[] {
  return text.split(',').flatMap((handle) => handle.trim() || [])
}
