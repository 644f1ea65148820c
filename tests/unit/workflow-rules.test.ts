/**
 * The rules that workflows and issue forms keep: ours do, and each way to break one is found.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NEW_LINK_LABELS } from '../../src/formats/issue-form.ts'
import { evaluate, fillIn } from '../support/expressions.ts'
import { judgeFiles, judgeForm, judgeWorkflow, WORKFLOWS } from '../support/workflow-rules.ts'

function read(name: string): string {
  return readFileSync(join(WORKFLOWS, name), 'utf8')
}

test('ours keep them all', () => {
  expect(judgeFiles()).toEqual([])
})

const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2'
const TITLE = '$' + '{{ github.event.pull_request.title }}'

test.each([
  [
    'an action by its tag',
    'links-check.yml',
    CHECKOUT,
    'actions/checkout@v6 # v6.0.2',
    'not pinned',
  ],
  [
    'a commit without its version',
    'links-check.yml',
    ' # v6.0.2',
    '',
    'no comment that says its version',
  ],
  [
    'credentials that stay',
    'links-check.yml',
    'persist-credentials: false',
    'clean: true',
    'leaves credentials',
  ],
  [
    'text of an event in a script',
    'links-check.yml',
    'run: npm ci',
    `run: echo ${TITLE}`,
    'expression in "run"',
  ],
  [
    'packages that run code beside a secret',
    'links-publish.yml',
    'npm ci --ignore-scripts',
    'npm ci',
    'installs by anything but',
  ],
  [
    'text of an event for an action',
    'links-check.yml',
    'node-version: 24',
    `node-version: 24\n          cache: ${TITLE}`,
    'hands text of the event',
  ],
  [
    'an artifact of another run beside a token',
    'links-comment.yml',
    CHECKOUT,
    'actions/download-artifact@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2',
    'nothing that another run has left',
  ],
  [
    'a shared cache beside a token',
    'links-comment.yml',
    'package-manager-cache: false',
    'cache: npm',
    'shares a cache',
  ],
  [
    'a right to push that anyone sets off',
    'links-comment.yml',
    'contents: read',
    'contents: write',
    'it may push',
  ],
  ['no timeout', 'links-check.yml', 'timeout-minutes: 10', '', 'timeout-minutes'],
  ['no permissions', 'links-comment.yml', 'permissions: {}', '', 'permissions'],
  [
    'rights to write for all jobs',
    'links-comment.yml',
    'permissions: {}',
    'permissions:\n  contents: write',
    'permissions',
  ],
  ['no concurrency', 'links-merge.yml', 'concurrency:\n  group: links-merge', '', 'concurrency'],
  [
    'an unknown key',
    'links-check.yml',
    'timeout-minutes: 10',
    'timeout-minutes: 10\n    timeout: 1',
    'timeout',
  ],
  [
    'a secret for foreign code',
    'links-check.yml',
    'run: npm ci',
    'env: { T: "$' + '{{ secrets.T }}" }\n        run: npm ci',
    'hands a secret',
  ],
  [
    'a right to write for foreign code',
    'links-check.yml',
    'runs-on:',
    'permissions: { contents: write }\n    runs-on:',
    'may write',
  ],
  [
    'foreign code beside trusted',
    'links-comment.yml',
    'on:\n',
    'on:\n  pull_request:\n',
    'workflow of its own',
  ],
  [
    'the head checked out',
    'links-comment.yml',
    'fetch-depth: 0',
    'ref: refs/pull/1/head',
    'something else than main',
  ],
  [
    'a fork checked out',
    'links-comment.yml',
    'fetch-depth: 0',
    'repository: eve/go',
    'another repository',
  ],
  [
    'scripts of an install',
    'links-comment.yml',
    'npm ci --ignore-scripts',
    'npm ci',
    'installs by anything but',
  ],
  [
    'a head fetched by a script',
    'links-comment.yml',
    'run: node',
    'run: git checkout FETCH_HEAD && node',
    'reaches for git',
  ],
  [
    'a trigger without a rule',
    'links-merge.yml',
    'workflow_dispatch:',
    'workflow_run:',
    'no rule says yet',
  ],
])('%s is found', (_name, file, from, to, problem) => {
  const text = read(file)
  expect(text).toContain(from)
  expect(judgeWorkflow(text.replace(from, to)).join('\n')).toContain(problem)
})

test.each([
  ['a label of its own', 'label: Slug', 'label: Short name', 'asks for other fields'],
  ['a choice of its own', 'Keep it out', 'Hide it', 'offers something else'],
  [
    'a value that GitHub takes for a time',
    '"2026-12-31T09:00:00+01:00"',
    '2026-12-31T09:00:00+01:00',
    'placeholder',
  ],
  ['a text of several lines', 'type: input', 'type: textarea', 'type'],
])('a form with %s is found', (_name, from, to, problem) => {
  const text = readFileSync(join(WORKFLOWS, '../ISSUE_TEMPLATE/new-link.yml'), 'utf8')
  expect(text).toContain(from)
  expect(judgeForm(text.replace(from, to), NEW_LINK_LABELS).join('\n')).toContain(problem)
})

test('the runner of our tests knows the expressions that we use, and no others', () => {
  const contexts = { github: { event: { a: 'Yes', list: ['x'] } }, env: {} }
  const value = (expression: string) => evaluate(expression, contexts)
  expect(value("github.event.a == 'yes' && !(env.none != '')")).toBe(true)
  expect(value("startsWith(github.event.a, 'ye') || env.none == 'x'")).toBe(true)
  expect(value('contains(fromJSON(\'["A"]\'), github.event.a)')).toBe(false)
  expect(fillIn('a $' + '{{ github.event.a }} $' + '{{ env.none }}.', contexts)).toBe('a Yes .')
  for (const unknown of ['runner.os', 'hashFiles()', 'github.event.list[0]', 'a ==', "'x' 'y'"]) {
    expect(() => value(unknown)).toThrow()
  }
})
