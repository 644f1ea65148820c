/**
 * Runs git. Arguments go as a list, never through a shell; the environment that could redirect
 * git elsewhere is left out.
 */
import { spawn } from 'node:child_process'

/** Git ended with an exit code that the caller did not expect. */
export class GitError extends Error {
  readonly exitCode: number | null
  readonly stderr: string
  readonly stdout: string
  constructor(args: readonly string[], exitCode: number | null, stderr: string, stdout = '') {
    super(`git ${args[0] ?? ''} failed: ${stderr.trim() || `exit code ${exitCode}`}`)
    this.name = 'GitError'
    this.exitCode = exitCode
    this.stderr = stderr
    this.stdout = stdout
  }
}

export interface GitOptions {
  input?: string | Uint8Array
  env?: Readonly<Record<string, string>>
}

/** Runs git in one directory. */
export interface Git {
  /** @throws {GitError} unless it exits with 0 */
  bytes(args: readonly string[], options?: GitOptions): Promise<Uint8Array>
  /** Standard output without its last line break. @throws {GitError} unless it exits with 0 */
  text(args: readonly string[], options?: GitOptions): Promise<string>
  /** As `text`, or `null` unless it exits with 0. */
  tryText(args: readonly string[], options?: GitOptions): Promise<string | null>
}

/** Git in `directory`. */
export function gitIn(directory: string): Git {
  const bytes = (args: readonly string[], options: GitOptions = {}) => run(directory, args, options)
  const text = async (args: readonly string[], options?: GitOptions) => {
    const output = await bytes(args, options)
    return new TextDecoder().decode(output).replace(/\n$/, '')
  }
  const tryText = async (args: readonly string[], options?: GitOptions) => {
    try {
      return await text(args, options)
    } catch (error) {
      if (error instanceof GitError) return null
      throw error
    }
  }
  return { bytes, text, tryText }
}

function run(
  directory: string,
  args: readonly string[],
  { input = '', env = {} }: GitOptions,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args], { cwd: directory, env: { ...environment(), ...env } })
    const output: Uint8Array[] = []
    const errors: Uint8Array[] = []
    child.stdout.on('data', (chunk: Uint8Array) => output.push(chunk))
    child.stderr.on('data', (chunk: Uint8Array) => errors.push(chunk))
    child.on('error', (error) => {
      reject(new GitError(args, null, `git could not be started: ${error.message}`))
    })
    child.on('close', (exitCode) => {
      if (exitCode === 0) resolve(Buffer.concat(output))
      else {
        const [stderr, stdout] = [errors, output].map((chunks) => Buffer.concat(chunks).toString())
        reject(new GitError(args, exitCode, stderr ?? '', stdout))
      }
    })
    // Git may end before it has read everything; its exit code tells what happened.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * The environment for git. It sets these variables for its hooks; inherited, they would point our
 * commands at another index or tree.
 */
export function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...rest } = process.env
  return { ...rest, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
}
