/**
 * Query parameters, read by name, so that all that is wrong with them is told at once.
 */
import { type FieldError, Problem } from './problem.ts'

/** What a call reads of its query; each parameter that it asks for is one that it knows. */
export interface Query {
  /** `null` where it is missing. */
  text(name: string): string | null
  /** A whole number from `least`, or `fallback` where it is missing. */
  count<T>(name: string, least: number, fallback: T): number | T
  /** Missing is no. */
  flag(name: string): boolean
  /** One of `choices`, or `null` where it is missing. */
  choice<T extends string>(name: string, choices: readonly T[]): T | null
}

/**
 * Reads the query.
 *
 * @throws {Problem} 422 naming every parameter that is wrong, unknown or given twice
 */
export function readQuery<T>({ searchParams }: URL, read: (query: Query) => T): T {
  const wrong: FieldError[] = []
  const known = new Set<string>()
  const get = (name: string) => {
    known.add(name)
    return searchParams.getAll(name).at(-1) ?? null
  }
  const refuse = (name: string, text: string, must: string) => {
    const message = `"${name}" is ${JSON.stringify(text)}; it must be ${must}`
    wrong.push({ path: `/${name}`, message })
  }
  // What is read of a wrong parameter never gets out of here.
  const result = read({
    text: get,
    count(name, least, fallback) {
      const text = get(name)
      if (text === null) return fallback
      if (!/^\d{1,9}$/.test(text) || Number(text) < least) {
        refuse(name, text, `a whole number from ${least}`)
      }
      return Number(text)
    },
    flag(name) {
      const text = get(name)
      if (text !== null && !['true', 'false'].includes(text)) refuse(name, text, 'true or false')
      return text === 'true'
    },
    choice(name, choices) {
      const text = get(name)
      if (text === null) return null
      const choice = choices.find((candidate) => candidate === text) ?? null
      if (choice === null) refuse(name, text, `one of: ${choices.join(', ')}`)
      return choice
    },
  })
  const errors = [...findStrangers(searchParams, known), ...wrong]
  if (errors.length > 0) throw new Problem(422, 'the query has errors', { errors })
  return result
}

/** @throws {Problem} 422 where the query holds anything */
export function refuseQuery(url: URL): void {
  readQuery(url, () => null)
}

function findStrangers(given: URLSearchParams, known: ReadonlySet<string>): FieldError[] {
  const seen = new Set<string>()
  const errors: FieldError[] = []
  for (const name of given.keys()) {
    const path = `/${name}`
    if (!known.has(name)) {
      const all = known.size === 0 ? 'there are none here' : `known are ${[...known].join(', ')}`
      errors.push({ path, message: `unknown parameter "${name}"; ${all}` })
    } else if (seen.has(name)) errors.push({ path, message: `"${name}" is given twice` })
    seen.add(name)
  }
  return errors
}
