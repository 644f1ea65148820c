/**
 * Notices that the branch has moved: by the command line, `git pull` or any other git.
 */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkout } from '../stores/checkout/checkout.ts'

const INTERVAL = 250

/**
 * Calls `onMove` at once, and soon after HEAD or its branch has changed. Looks at the files' times a few times
 * a second, since file events are unreliable over network and container file systems.
 *
 * @returns stops watching
 */
export async function watchHead(
  { git, gitDir }: Checkout,
  onMove: () => void,
): Promise<() => void> {
  // Branches of a linked work tree stand in the common directory.
  const commonDir = await git.text(['rev-parse', '--path-format=absolute', '--git-common-dir'])
  let seen = await readTraces(gitDir, commonDir)
  // What moved before the first look is in it, and would never be noticed.
  onMove()
  let looking = false
  const timer = setInterval(async () => {
    if (looking) return
    looking = true
    const traces = await readTraces(gitDir, commonDir)
    looking = false
    if (traces === seen) return
    seen = traces
    onMove()
  }, INTERVAL)
  timer.unref()
  return () => clearInterval(timer)
}

// HEAD itself, the branch it names, packed branches, and the table of the newer reftable format.
async function readTraces(gitDir: string, commonDir: string): Promise<string> {
  const head = await readFile(join(gitDir, 'HEAD'), 'utf8').catch(() => '')
  const branch = /^ref: (\S+)/.exec(head)?.[1]
  const files = [join(commonDir, 'packed-refs'), join(commonDir, 'reftable', 'tables.list')]
  if (branch !== undefined) files.unshift(join(commonDir, branch))
  return [head, ...(await Promise.all(files.map(readTrace)))].join('\n')
}

async function readTrace(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path)
    return `${mtimeMs} ${size} ${ino}`
  } catch {
    return 'none'
  }
}
