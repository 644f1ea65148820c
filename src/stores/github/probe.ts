/**
 * Whether GitHub would take a commit, found out without making one.
 */
import { z } from 'zod'
import type { GitHubClients, GitHubSettings } from './access.ts'
import { GitHubRefused, readError } from './errors.ts'

const RULES = z.array(z.object({ type: z.string() }))
const BRANCH = z.object({ protected: z.boolean() })

// Kinds of rules that a commit through the API meets; others are about names, signatures, tags.
// https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch
const REFUSING = [
  'pull_request',
  'update',
  'required_status_checks',
  'required_deployments',
  'merge_queue',
]

/**
 * Writes the empty blob, which belongs to no commit: only who may write contents may do that.
 *
 * @returns what may refuse a commit all the same
 * @throws {GitHubRefused} when this token or App may not write
 */
export async function probeBranch(
  { reader, writer }: GitHubClients,
  { owner, name: repo, branch }: GitHubSettings,
  request: { signal: AbortSignal },
): Promise<string[]> {
  const where = { owner, repo, request }
  await ask(
    writer.request('POST /repos/{owner}/{repo}/git/blobs', { ...where, content: '' }),
    // A repository without commits takes no blobs; the first commit is made in another way.
    ['409'],
  )
  const rules = RULES.safeParse(
    await ask(
      reader.request('GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...where, branch }),
    ),
  )
  const refusing = (rules.data ?? [])
    .map(({ type }) => type)
    .filter((type) => REFUSING.includes(type))
  if (refusing.length > 0) {
    return [
      `a rule protects "${branch}" (${[...new Set(refusing)].join(', ')}) and refuses commits, unless this token's user or App may bypass it`,
    ]
  }
  const found = BRANCH.safeParse(
    await ask(reader.request('GET /repos/{owner}/{repo}/branches/{branch}', { ...where, branch })),
  )
  return found.data?.protected
    ? [
        `"${branch}" is protected, and refuses commits unless this token's user or App may push to it`,
      ]
    : []
}

// What can't be asked by this token (404, 403 of a read) is not known, which is no error.
async function ask(
  asked: Promise<{ data: unknown }>,
  unknown: readonly string[] = ['403', '404'],
): Promise<unknown> {
  try {
    return (await asked).data
  } catch (error) {
    const read = readError(error, false)
    if (
      read instanceof GitHubRefused &&
      read.retryAfter === null &&
      unknown.includes(read.reason)
    ) {
      return null
    }
    throw read
  }
}
