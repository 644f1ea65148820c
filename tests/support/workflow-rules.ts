/**
 * What every workflow and issue form of ours has to keep. `npm run check` runs it; what a workflow
 * does is proved by `tests/e2e/workflows.test.ts`.
 *
 * https://docs.github.com/en/actions/reference/security/secure-use
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { ACTIONS, CHANGE_LABELS, LISTED, NEW_LINK_LABELS } from '../../src/formats/issue-form.ts'

const ROOT = join(import.meta.dirname, '../..')
export const WORKFLOWS = join(ROOT, '.github/workflows')
const FORMS = join(ROOT, '.github/ISSUE_TEMPLATE')

const access = z.enum(['none', 'read', 'write'])
const scalar = z.union([z.string(), z.number(), z.boolean()])
const env = z.record(z.string(), scalar)

const stepSchema = z.strictObject({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), scalar).optional(),
  env: env.optional(),
  run: z.string().optional(),
})

const jobSchema = z.strictObject({
  if: z.string().optional(),
  'runs-on': z.literal('ubuntu-latest'),
  'timeout-minutes': z.int().max(30),
  permissions: z.record(z.string(), access).optional(),
  env: env.optional(),
  steps: z.array(stepSchema).min(1),
})

const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.enum(['none', 'read'])),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean().optional() }),
  jobs: z.record(z.string(), jobSchema),
})

export type Workflow = z.output<typeof workflowSchema>
export type Job = z.output<typeof jobSchema>
export type Step = z.output<typeof stepSchema>

/** A workflow as its file says. @throws {z.ZodError} where a key is unknown or missing */
export function parseWorkflow(text: string): Workflow {
  return workflowSchema.parse(parse(text))
}

/** What is wrong with a workflow; empty where nothing is. */
export function judgeWorkflow(text: string): string[] {
  const parsed = workflowSchema.safeParse(parse(text))
  if (!parsed.success) return [z.prettifyError(parsed.error)]
  const { on, jobs } = parsed.data
  // These run with rights to write, or secrets, for what anybody may have sent.
  const isTrusted = TRUSTED.some((event) => event in on)
  const problems = judgeTriggers(Object.keys(on))
  for (const [name, job] of Object.entries(jobs)) {
    for (const [index, step] of job.steps.entries()) {
      const found = [
        ...judgeStep(step, text),
        ...(isTrusted ? judgeTrustedStep(step) : judgeUntrustedStep(step)),
      ]
      problems.push(...found.map((problem) => `${name}, step ${index + 1}: ${problem}`))
    }
    const grants = Object.values(job.permissions ?? {})
    if (!isTrusted && grants.includes('write'))
      problems.push(`${name}: runs foreign code, and may write`)
    if ('pull_request_target' in on && job.permissions?.contents === 'write')
      problems.push(`${name}: anyone starts it, and it may push`)
  }
  return problems
}

const TRUSTED = ['pull_request_target', 'issues', 'push', 'schedule']
const TRIGGERS = [...TRUSTED, 'pull_request', 'workflow_dispatch']

function judgeTriggers(events: readonly string[]): string[] {
  const unknown = events.filter((event) => !TRIGGERS.includes(event))
  const problems = unknown.map((event) => `on ${event}: no rule says yet what it may do`)
  if (events.includes('pull_request') && events.length > 1) {
    problems.push('on pull_request: foreign code stands in a workflow of its own')
  }
  return problems
}

const PINNED = /^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/

function judgeStep(step: Step, text: string): string[] {
  const problems: string[] = []
  const { uses, run, with: inputs = {} } = step
  if ((uses === undefined) === (run === undefined)) problems.push('has either "uses" or "run"')
  // A shell would run what the expression stands for.
  if (run?.includes('${{')) problems.push('has an expression in "run"; pass it by "env"')
  // An action may run what it is given, or take it for a ref.
  if (Object.values(inputs).some((value) => /\$\{\{[^}]*github\./.test(String(value)))) {
    problems.push('hands text of the event to an action')
  }
  if (uses === undefined) return problems
  if (!PINNED.test(uses)) problems.push(`${uses} is not pinned by a full commit`)
  if (!new RegExp(`${RegExp.escape(uses)} # v\\d+\\.\\d+\\.\\d+$`, 'm').test(text)) {
    problems.push(`${uses} has no comment that says its version`)
  }
  if (uses.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false) {
    problems.push('leaves credentials in the checkout; set persist-credentials: false')
  }
  return problems
}

// The head may come in as data of "github review" alone.
const FORBIDDEN = /\bgit\b|\bgh\b|\bcurl\b|\bnpx\b|FETCH_HEAD|refs\/pull/

// None of them takes up what another run has left, such as a cache or an artifact.
const TRUSTED_ACTIONS = [
  'actions/checkout',
  'actions/setup-node',
  'actions/create-github-app-token',
]

function judgeTrustedStep({ uses, run = '', with: inputs = {} }: Step): string[] {
  const problems: string[] = []
  if (uses !== undefined && !TRUSTED_ACTIONS.some((action) => uses.startsWith(`${action}@`)))
    problems.push(`${uses} is not known to take up nothing that another run has left`)
  if (uses?.startsWith('actions/setup-node@') && inputs['package-manager-cache'] !== false)
    problems.push('shares a cache with other runs; set package-manager-cache: false')
  if (uses?.startsWith('actions/checkout@')) {
    if ('repository' in inputs) problems.push('checks another repository out')
    if ('ref' in inputs && inputs.ref !== 'main')
      problems.push('checks out something else than main')
  }
  if (/\bnpm\b/.test(run) && run !== 'npm ci --ignore-scripts') {
    problems.push('installs by anything but "npm ci --ignore-scripts"')
  }
  if (FORBIDDEN.test(run))
    problems.push('reaches for git or the network in "run"; the CLI does that')
  return problems
}

function judgeUntrustedStep({ env: variables = {}, with: inputs = {} }: Step): string[] {
  const values = [...Object.values(variables), ...Object.values(inputs)].map(String)
  return values.some((value) => /secrets\.|github\.token/.test(value))
    ? ['hands a secret to foreign code']
    : []
}

const fieldSchema = z.strictObject({
  type: z.enum(['input', 'dropdown']),
  id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  attributes: z.strictObject({
    label: z.string(),
    description: z.string().optional(),
    placeholder: z.string().optional(),
    options: z.array(z.string()).optional(),
  }),
  validations: z.strictObject({ required: z.boolean() }).optional(),
})

const formSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  title: z.string(),
  labels: z.array(z.string()),
  body: z.array(fieldSchema),
})

/** What is wrong with an issue form, which has to ask for what `from-issue` reads. */
export function judgeForm(text: string, labels: Readonly<Record<string, string>>): string[] {
  // By YAML 1.1, as GitHub reads forms: a bare time is no text there, "no" is false.
  const parsed = formSchema.safeParse(parse(text, { version: '1.1' }))
  if (!parsed.success) return [z.prettifyError(parsed.error)]
  const { body } = parsed.data
  const problems: string[] = []
  const asked = body.map(({ id, attributes }) => [id, attributes.label])
  if (JSON.stringify(asked) !== JSON.stringify(Object.entries(labels))) {
    problems.push(
      'asks for other fields, or in another order, than src/formats/issue-form.ts reads',
    )
  }
  const offers: Record<string, object> = { action: ACTIONS, listed: LISTED }
  for (const { id, type, attributes } of body) {
    const offered = offers[id]
    const expected = offered === undefined ? undefined : Object.keys(offered)
    if ((type === 'dropdown') !== (expected !== undefined))
      problems.push(`${id} is of another type`)
    if (JSON.stringify(attributes.options) !== JSON.stringify(expected)) {
      problems.push(`${id} offers something else than src/formats/issue-form.ts reads`)
    }
  }
  return problems
}

/** All problems of the files in `.github`, each with its file. */
export function judgeFiles(): string[] {
  const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')
  const workflows = readdirSync(WORKFLOWS).flatMap((name) => {
    return judgeWorkflow(read(WORKFLOWS, name)).map((problem) => `${name}: ${problem}`)
  })
  const forms = { 'new-link.yml': NEW_LINK_LABELS, 'change-link.yml': CHANGE_LABELS }
  const judged = Object.entries(forms).flatMap(([name, labels]) => {
    return judgeForm(read(FORMS, name), labels).map((problem) => `${name}: ${problem}`)
  })
  return [...workflows, ...judged]
}

if (import.meta.main) {
  const problems = judgeFiles()
  for (const problem of problems) console.error(`.github: ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
