/**
 * What the file can't show of a stopped merge: which conflicts somebody settled as ours, and that
 * all which merged by itself is in the file. Stands in the git directory, and is of one merge alone.
 */
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Checkout } from '../../stores/checkout/checkout.ts'
import type { Stages } from '../../stores/checkout/stages.ts'
import { isMissing, readFileIfAny, writeFileAtomic } from '../../stores/files.ts'

const FILE = 'shortcrust.merge'

const noteSchema = z.strictObject({ merge: z.string(), kept: z.array(z.string()) })

/**
 * The conflicts that were settled as ours in this merge; `null` where we have not touched it yet.
 * A damaged note counts as none, since it may only cost a choice that has to be made again.
 */
export async function readNote(
  checkout: Checkout,
  stages: Stages,
): Promise<ReadonlySet<string> | null> {
  const bytes = await readFileIfAny(join(checkout.gitDir, FILE))
  if (bytes === null) return null
  const note = noteSchema.safeParse(parseJson(new TextDecoder().decode(bytes)))
  if (!note.success || note.data.merge !== (await identifyMerge(checkout, stages))) return null
  return new Set(note.data.kept)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Writes down which conflicts are settled as ours, and that the file has all that merged. */
export async function writeNote(
  checkout: Checkout,
  stages: Stages,
  kept: ReadonlySet<string>,
): Promise<void> {
  const note = { merge: await identifyMerge(checkout, stages), kept: [...kept] }
  await writeFileAtomic(join(checkout.gitDir, FILE), JSON.stringify(note))
}

/** Forgets the note, once all is settled. */
export async function dropNote({ gitDir }: Checkout): Promise<void> {
  await rm(join(gitDir, FILE), { force: true })
}

// Git writes one of these when a merge stops, and not again while it lasts. The same blobs merged
// once more after an abort are another merge.
const TRACES = ['AUTO_MERGE', 'MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'rebase-merge']

async function identifyMerge({ gitDir }: Checkout, stages: Stages): Promise<string> {
  for (const name of TRACES) {
    try {
      const { ino, mtimeNs } = await stat(join(gitDir, name), { bigint: true })
      return JSON.stringify([stages, name, `${ino} ${mtimeNs}`])
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return JSON.stringify([stages])
}
