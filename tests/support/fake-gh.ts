/**
 * Stands for `gh api` in tests: answers in GitHub's shapes out of a state in `$FAKE_GH/state.json`,
 * keeps what is posted there, and writes every call to `$FAKE_GH/calls.jsonl`.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** A comment as the API gives it. */
export interface FakeComment {
  id: number
  body: string
  user: { login: string; type: string }
}

/** What GitHub knows. */
export interface FakeState {
  /** By the number of the issue or pull request. */
  comments: Record<string, FakeComment[]>
  pulls: object[]
  reviews: Record<string, object[]>
  issues: Record<string, object>
  /** Who may write; anybody else may read. */
  writers: string[]
  /** Whether workflows may open pull requests. */
  mayOpenPulls: boolean
}

export interface FakeCall {
  method: string
  path: string
  body: { body?: string; title?: string; head?: string } | null
  hasToken: boolean
}

const URL_OF_COMMENT = 'https://github.com/octo/go/pull/1#issuecomment-1'
const BOT = { login: 'github-actions[bot]', type: 'Bot' }

function answer(state: FakeState, { method, path, body }: FakeCall): unknown {
  const [, below = ''] = /^repos\/octo\/go(\/[^?]*)/.exec(path) ?? []
  const [, kind, number = '', list] = /^\/(issues|pulls)\/(\d+)(?:\/(\w+))?$/.exec(below) ?? []
  const own = /^\/issues\/comments\/(\d+)$/.exec(below)?.[1]
  if (method === 'GET' && list === 'comments') return state.comments[number] ?? []
  if (method === 'GET' && list === 'reviews') return state.reviews[number] ?? []
  const [, asked] = /^\/collaborators\/([\w-]+)\/permission$/.exec(below) ?? []
  if (method === 'GET' && asked !== undefined) {
    return { permission: state.writers.includes(asked) ? 'write' : 'read' }
  }
  if (method === 'GET' && below === '/pulls') return state.pulls
  if (method === 'GET' && kind === 'issues' && state.issues[number]) return state.issues[number]
  if (method === 'POST' && list === 'comments') {
    const comment = { id: Date.now(), body: body?.body ?? '', user: BOT }
    state.comments[number] = [...(state.comments[number] ?? []), comment]
    return { ...comment, html_url: URL_OF_COMMENT }
  }
  if (method === 'PATCH' && own !== undefined) {
    const all = Object.values(state.comments).flat()
    const comment = all.find(({ id }) => String(id) === own)
    if (comment !== undefined) return { ...Object.assign(comment, body), html_url: URL_OF_COMMENT }
  }
  if (method === 'POST' && below === '/pulls' && state.mayOpenPulls) return { number: 99, ...body }
  return null
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      method: { type: 'string', default: 'GET' },
      input: { type: 'string' },
      paginate: { type: 'boolean' },
      slurp: { type: 'boolean' },
    },
  })
  const folder = process.env.FAKE_GH ?? ''
  const [command, path = ''] = positionals
  const body = values.input === '-' ? JSON.parse(readFileSync(0, 'utf8')) : null
  const call = {
    method: values.method,
    path,
    body,
    hasToken: process.env.GH_TOKEN === 'workflow-token',
  }
  appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify(call)}\n`)
  const state: FakeState = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))
  const given = command === 'api' && call.hasToken ? answer(state, call) : null
  if (given === null) {
    const isPull = call.method === 'POST' && path.endsWith('/pulls')
    console.error(
      isPull
        ? 'gh: GitHub Actions is not permitted to create or approve pull requests. (HTTP 403)'
        : `gh: Not Found (HTTP 404): ${call.method} ${path}`,
    )
    process.exitCode = 1
  } else {
    writeFileSync(join(folder, 'state.json'), JSON.stringify(state))
    console.log(JSON.stringify(values.slurp ? [given] : given))
  }
}
