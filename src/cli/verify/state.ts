/**
 * What a verification has found equal so far, in a file, so that an interrupted one goes on where
 * it was. What differed is not kept: it is asked again.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import type { ExpectedAnswer } from '../../core/redirecting/expected-answers.ts'
import { isMissing, writeFileAtomic } from '../../stores/files.ts'
import { refused } from '../failure.ts'

const state = z.object({
  kind: z.literal('shortcrust-verify'),
  /** Of which host, build and answers it tells; see `fingerprint`. */
  of: z.string(),
  equal: z.array(z.string()),
})

/** Names all that a state depends on: another build or other links are another verification. */
export function fingerprint(
  origin: string,
  build: unknown,
  expected: readonly ExpectedAnswer[],
): string {
  return createHash('sha256')
    .update(JSON.stringify([origin, build, expected]))
    .digest('hex')
}

/**
 * The paths that were found equal.
 *
 * @returns `null` where the file tells of another build, or there is none
 * @throws {Refused} where the file is none of ours, which is then not overwritten
 */
export async function readState(path: string, of: string): Promise<string[] | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const parsed = state.safeParse(parseJson(text))
  if (!parsed.success) {
    throw refused('state', `${path} is no state of a verification; name another file for --resume`)
  }
  return parsed.data.of === of ? parsed.data.equal : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export async function writeState(path: string, of: string, equal: Iterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFileAtomic(path, JSON.stringify({ kind: 'shortcrust-verify', of, equal: [...equal] }))
}
