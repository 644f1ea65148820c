/**
 * Whether GitHub would take a commit, found out without making one.
 */
import { z } from 'zod'
import type { GitHubClients, GitHubSettings } from './access.ts'
import { PROTECTION } from './documents.ts'
import { GitHubRefused, readError } from './errors.ts'

const RULES = z.array(z.object({ type: z.string(), ruleset_id: z.number().optional() }))
const RULESET = z.object({ name: z.string(), current_user_can_bypass: z.string().optional() })
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
 * @throws {GitHubRefused} when this token or App may not write, or a rule refuses it for sure
 */
export async function probeBranch(
  clients: GitHubClients,
  settings: GitHubSettings,
  request: { signal: AbortSignal },
): Promise<string[]> {
  const { owner, name: repo } = settings
  await ask(
    clients.writer.request('POST /repos/{owner}/{repo}/git/blobs', {
      owner,
      repo,
      request,
      content: '',
    }),
    // A repository without commits takes no blobs; the first commit is made in another way.
    ['409'],
  )
  const probe = { ...clients, ...settings, request }
  return [...(await findRules(probe)), ...(await findProtection(probe))]
}

type Probe = GitHubClients & GitHubSettings & { request: { signal: AbortSignal } }

async function findRules(probe: Probe): Promise<string[]> {
  const { reader, owner, name: repo, branch, request } = probe
  const route = 'GET /repos/{owner}/{repo}/rules/branches/{branch}'
  const rules = RULES.safeParse(await ask(reader.request(route, { owner, repo, branch, request })))
  const refusing = (rules.data ?? []).filter(({ type }) => REFUSING.includes(type))
  const doubts: string[] = []
  for (const id of new Set(refusing.map(({ ruleset_id }) => ruleset_id))) {
    const { name, bypass } = await readRuleset(probe, id)
    if (bypass === 'always' || bypass === 'exempt') continue
    const types = refusing.filter(({ ruleset_id }) => ruleset_id === id).map(({ type }) => type)
    const rule = `the ruleset${name} (${[...new Set(types)].join(', ')})`
    if (bypass !== null) refuseFor(probe, `${rule} refuses it`)
    doubts.push(
      `${rule} protects "${branch}" and refuses commits, unless this token's user or App may bypass it`,
    )
  }
  return doubts
}

async function readRuleset(
  { reader, owner, name: repo, request }: Probe,
  id: number | undefined,
): Promise<{ name: string; bypass: string | null }> {
  if (id === undefined) return { name: '', bypass: null }
  const route = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}'
  const { data } = RULESET.safeParse(
    await ask(reader.request(route, { owner, repo, ruleset_id: id, request })),
  )
  const name = data === undefined ? '' : ` "${data.name}"`
  return { name, bypass: data?.current_user_can_bypass ?? null }
}

// What GitHub says of "the user" is about a token's; what it means for an App is not documented.
function refuseFor({ access }: Probe, reason: string): void {
  if ('token' in access) throw new GitHubRefused('RULE', reason, {})
}

// Branch protection is older than rulesets, and stands beside them.
async function findProtection(probe: Probe): Promise<string[]> {
  const { reader, owner, name, branch, request } = probe
  const variables = { owner, name, ref: `refs/heads/${branch}`, request }
  const asked = reader.graphql<unknown>(PROTECTION.text, variables).then((data) => ({ data }))
  const answer = PROTECTION.answer.safeParse(await ask(asked, ['403', '404', 'FORBIDDEN']))
  if (!answer.success) return findProtectionByName(probe)
  const rule = answer.data.repository.ref?.refUpdateRule
  if (rule == null) return []
  if (!rule.viewerCanPush) refuseFor(probe, "the branch's protection lets only others push")
  const reviews = rule.requiredApprovingReviewCount ?? 0
  const checks = rule.requiredStatusCheckContexts ?? []
  return !rule.viewerCanPush || reviews > 0 || checks.length > 0
    ? [
        `"${branch}" is protected (reviews, checks or who may push), and refuses commits unless this token's user or App may bypass that`,
      ]
    : []
}

async function findProtectionByName(probe: Probe): Promise<string[]> {
  const { reader, owner, name: repo, branch, request } = probe
  const route = 'GET /repos/{owner}/{repo}/branches/{branch}'
  const found = BRANCH.safeParse(await ask(reader.request(route, { owner, repo, branch, request })))
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
