/** What a form differs in, and what two versions of a link differ in. Pure. */
import type { StoredLink } from '../database/protocol.ts'
import type { LinkChange } from './requests.ts'

/** Fields that a form can change. */
const EDITABLE = [
  'slug',
  'url',
  'title',
  'tags',
  'status',
  'startsAt',
  'expiresAt',
  'owner',
  'listed',
] as const

export type ComparedField = (typeof EDITABLE)[number] | 'state'
type Editable = Pick<StoredLink, (typeof EDITABLE)[number]>

/** The fields of `edited` that differ from `link`. */
export function changesOf(link: Editable, edited: Editable): LinkChange {
  const changed = EDITABLE.filter((field) => !isSame(link[field], edited[field]))
  return Object.fromEntries(changed.map((field) => [field, edited[field]]))
}

/** One field in which somebody else's version and ours differ. */
export interface Difference {
  field: ComparedField
  /** `null`: we did not change it, so theirs stays whatever is chosen. */
  mine: string | null
  theirs: string
}

/** Fields that `current` has otherwise than we opened them, or than we want them. */
export function differencesOf(
  opened: StoredLink,
  change: LinkChange,
  current: StoredLink,
  describe: (field: ComparedField, value: unknown) => string,
): Difference[] {
  return comparedFields().flatMap((field): Difference[] => {
    const wanted = change[field]
    const isMine = wanted !== undefined
    if (isSame(isMine ? wanted : opened[field], current[field])) return []
    const theirs = describe(field, current[field])
    return [{ field, mine: isMine ? describe(field, wanted) : null, theirs }]
  })
}

/** Whether `current` already is as the change wants it, as when an answer was lost. */
export function isMade(change: LinkChange, current: StoredLink): boolean {
  return comparedFields().every(
    (field) => change[field] === undefined || isSame(change[field], current[field]),
  )
}

function comparedFields(): ComparedField[] {
  return [...EDITABLE, 'state']
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
