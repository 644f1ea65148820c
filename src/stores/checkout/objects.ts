/**
 * Many objects of a repository through one process, `git cat-file --batch`.
 */
import { spawn } from 'node:child_process'
import { environment, GitError } from './git-command.ts'

/** Reads objects by name; names are asked for at once and answered in order. */
export interface Objects {
  /**
   * The bytes of a blob; `null` where there is none of that name.
   *
   * @param name such as `<commit>:./data/links.db`, relative to the folder; without line breaks
   * @throws {GitError} when git ends before it has answered
   */
  read(name: string): Promise<Uint8Array | null>
  /** Ends the process. */
  close(): void
}

interface Waiting {
  resolve(bytes: Uint8Array | null): void
  reject(error: Error): void
}

/** Opens the objects of the repository around `folder`. */
export function openObjects(folder: string): Objects {
  const args = ['cat-file', '--batch']
  const child = spawn('git', args, { cwd: folder, env: environment() })
  const waiting: Waiting[] = []
  const errors: Uint8Array[] = []
  const answers = readAnswers((answer) => waiting.shift()?.resolve(answer))
  const fail = (error: GitError) => {
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  child.stdout.on('data', answers)
  child.stderr.on('data', (chunk: Uint8Array) => errors.push(chunk))
  child.on('error', (error) => {
    fail(new GitError(args, null, `git could not be started: ${error.message}`))
  })
  child.on('close', (exitCode) => {
    fail(new GitError(args, exitCode, Buffer.concat(errors).toString('utf8')))
  })
  // Git may end before it has read everything; "close" tells.
  child.stdin.on('error', () => {})
  return {
    read(name) {
      return new Promise((resolve, reject) => {
        if (child.exitCode !== null) return reject(new GitError(args, child.exitCode, ''))
        waiting.push({ resolve, reject })
        child.stdin.write(`${name}\n`)
      })
    },
    close() {
      child.stdin.end()
    },
  }
}

const LINE_FEED = 0x0a

/**
 * Puts chunks together to answers: `<id> blob <size>`, the bytes and a line break; or one line
 * without bytes where there is no such blob.
 */
function readAnswers(tell: (answer: Uint8Array | null) => void): (chunk: Buffer) => void {
  let pending: Buffer[] = []
  let length = 0
  let wanted = 0
  return (chunk) => {
    pending.push(chunk)
    length += chunk.length
    while (length > 0 && length >= wanted) {
      // Joined only once an answer is whole: a large one comes in hundreds of chunks.
      const bytes = pending.length === 1 ? (pending[0] ?? chunk) : Buffer.concat(pending)
      const end = bytes.indexOf(LINE_FEED)
      const header =
        end === -1 ? null : /^[0-9a-f]+ (\w+) (\d+)$/.exec(bytes.toString('latin1', 0, end))
      const size = header === null ? 0 : Number(header[2]) + 1
      wanted = end === -1 ? length + 1 : end + 1 + size
      const isWhole = length >= wanted
      const rest = isWhole ? bytes.subarray(wanted) : bytes
      if (isWhole) {
        const isBlob = header?.[1] === 'blob'
        tell(isBlob ? bytes.subarray(end + 1, wanted - 1) : null)
        wanted = 0
      }
      pending = rest.length === 0 ? [] : [rest]
      length = rest.length
    }
  }
}
