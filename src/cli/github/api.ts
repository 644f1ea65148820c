/**
 * GitHub's REST API as far as the workflows need it, through `gh api`, which is there on every
 * runner. What goes in and out are files and JSON on standard input, never words of a command.
 *
 * https://docs.github.com/en/rest
 */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { refused } from '../failure.ts'

export interface GitHub {
  /** `owner/name`. */
  repository: string
  /** One answer, as `schema` reads it. @throws {GitHubError} */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>
  /** All entries of a list, through all its pages. @throws {GitHubError} */
  list<T>(path: string, entry: z.ZodType<T>): Promise<T[]>
  /** @throws {GitHubError} */
  send<T>(method: 'POST' | 'PATCH', path: string, body: object, schema: z.ZodType<T>): Promise<T>
}

/** `gh` said no. */
export class GitHubError extends Error {
  constructor(path: string, reason: string) {
    super(`GitHub, ${path}: ${reason}`)
    this.name = 'GitHubError'
  }
}

const REPOSITORY = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/

/** The API of the repository that the workflow runs in; paths begin below it, such as `/pulls`. */
export function openGitHub(): GitHub {
  const repository = requireVariable('GITHUB_REPOSITORY')
  if (!REPOSITORY.test(repository)) throw refused('github', 'GITHUB_REPOSITORY is no owner/name')
  async function call<T>(
    schema: z.ZodType<T>,
    path: string,
    args: readonly string[] = [],
    input = '',
  ): Promise<T> {
    const url = `repos/${repository}${path}`
    const answer: unknown = JSON.parse(await run(url, ['api', ...args, url], input))
    const parsed = schema.safeParse(answer)
    if (parsed.success) return parsed.data
    throw new GitHubError(url, `an answer that is not understood: ${z.prettifyError(parsed.error)}`)
  }
  return {
    repository,
    get: (path, schema) => call(schema, path),
    async list(path, entry) {
      const url = `${path}${path.includes('?') ? '&' : '?'}per_page=100`
      return (await call(z.array(z.array(entry)), url, ['--paginate', '--slurp'])).flat()
    },
    send(method, path, body, schema) {
      return call(schema, path, ['--method', method, '--input', '-'], JSON.stringify(body))
    },
  }
}

function run(url: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('gh', [...args])
    const [output, errors]: [Uint8Array[], Uint8Array[]] = [[], []]
    child.stdout.on('data', (chunk: Uint8Array) => output.push(chunk))
    child.stderr.on('data', (chunk: Uint8Array) => errors.push(chunk))
    child.on('error', (error) => reject(new GitHubError(url, error.message)))
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString('utf8'))
      else reject(new GitHubError(url, Buffer.concat(errors).toString('utf8').trim()))
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** The event that the workflow runs for, as `schema` reads it. */
export async function readEvent<T>(schema: z.ZodType<T>): Promise<T> {
  const json: unknown = JSON.parse(await readFile(requireVariable('GITHUB_EVENT_PATH'), 'utf8'))
  return schema.parse(json)
}

function requireVariable(name: string): string {
  const value = process.env[name]
  if (value !== undefined && value !== '') return value
  throw refused('github', `${name} is not set; this command runs in a workflow of GitHub Actions`)
}

export const userSchema = z.object({ login: z.string(), type: z.string() })

/** A comment or a pull request, once it is posted. */
export const postedSchema = z.object({ html_url: z.string() })

export const pullSchema = z.object({
  number: z.int(),
  /** Null once the account is gone. */
  user: userSchema.nullable(),
  base: z.object({ ref: z.string() }),
  head: z.object({
    ref: z.string(),
    sha: z.string().regex(/^[0-9a-f]{40,64}$/),
    /** Null once the fork is gone. */
    repo: z.object({ full_name: z.string() }).nullable(),
  }),
})

export type Pull = z.output<typeof pullSchema>

/** Whether the branch is one of this repository, and not of a fork. */
export function isOwn({ repository }: Pick<GitHub, 'repository'>, { head }: Pull): boolean {
  return head.repo?.full_name === repository
}

const permissionSchema = z.object({ permission: z.string() })

const WRITING: ReadonlySet<string> = new Set(['admin', 'write'])

/**
 * Whether somebody may write here. An event's `author_association` doesn't say so: a member of the
 * organisation may have the right to read alone, and a private member is called a contributor.
 *
 * https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export async function mayWrite(github: GitHub, login: string): Promise<boolean> {
  const path = `/collaborators/${encodeURIComponent(login)}/permission`
  try {
    return WRITING.has((await github.get(path, permissionSchema)).permission)
  } catch (error) {
    // Of apps and of accounts that are gone there is nothing to know.
    if (error instanceof GitHubError && error.message.includes('HTTP 404')) return false
    throw error
  }
}
