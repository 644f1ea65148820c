/**
 * Keeps the repository small: each commit leaves whole files as loose objects, which git packs
 * into small deltas when asked.
 */
import { spawn } from 'node:child_process'

const COMMITS_BETWEEN = 100

/**
 * Counts commits and runs `git maintenance run --auto` after every hundredth, beside the work.
 *
 * @returns to be called after each commit
 */
export function maintainAfterCommits(root: string): () => void {
  let commits = 0
  return () => {
    commits += 1
    if (commits % COMMITS_BETWEEN !== 0) return
    const child = spawn('git', ['maintenance', 'run', '--auto', '--quiet'], {
      cwd: root,
      stdio: 'ignore',
    })
    // It is a courtesy: a repository that can't be packed now still takes commits.
    child.on('error', () => {})
    child.unref()
  }
}
