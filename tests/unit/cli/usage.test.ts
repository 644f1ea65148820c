/**
 * Exit codes, help, and what is written where.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { makeProject } from './project.ts'

const COMMANDS =
  'init add edit rename disable enable remove show list import export check redirects publish verify upgrade token'.split(
    ' ',
  )

it('a command line that makes no sense exits with 2', async () => {
  const project = await makeProject({ git: 'none' })
  const cases = [
    [],
    ['nothing'],
    ['add'],
    ['add', 'https://example.com/', '--colour', 'red'],
    ['add', 'https://example.com/', '--status', 'x'],
    ['list', '--limit', 'x'],
    ['list', '--limit', '-1'],
    ['export', '--format', 'xml'],
    ['rename', 'a', 'b', '--retire', '--forget'],
    ['token', 'alice'],
  ]
  const ran = await Promise.all(cases.map((args) => project.run(args)))
  for (const [index, { code, stdout, stderr }] of ran.entries()) {
    expect({ args: cases[index], code, stdout }).toEqual({
      args: cases[index],
      code: 2,
      stdout: '',
    })
    expect(stderr).not.toBe('')
  }
})

it('--help names all commands, and each has its own', async () => {
  const project = await makeProject({ git: 'none' })
  const [all, ...each] = await Promise.all([
    project.run(['--help']),
    ...['import', 'edit', 'token'].map((command) => project.run([command, '--help'])),
  ])
  expect(all?.code).toBe(0)
  for (const command of COMMANDS) {
    expect(all?.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  }
  expect(each.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(each[0]?.stdout).toContain('--on-conflict <way>')
  expect(each[1]?.stdout).toContain('--no-title')
  expect(each[2]?.stdout).toContain('"create", "edit", "admin"')
})

it('a reader that stops early is no error', async () => {
  const links = Array.from({ length: 3_000 }, (_, index) => ({ slug: `s${index}` }))
  const project = await makeProject({ git: 'none', links })
  const main = fileURLToPath(new URL('../../../src/cli/links.js', import.meta.url))
  const child = spawn(process.execPath, [main, 'export', '--format', 'json'], { cwd: project.root })
  const errors: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  child.stdout.once('data', () => child.stdout.destroy())
  const [code] = await once(child, 'close')
  expect({ code, errors: String(Buffer.concat(errors)) }).toEqual({ code: 0, errors: '' })
})

it('what people typed does not move the cursor', async () => {
  const project = await makeProject({ git: 'none' })
  const ran = await project.run(['show', 'a\u001b[2J\u202eb'])
  expect(ran.stderr).toBe('error: there is no link /a<U+001B>[2J<U+202E>b\n')
})

it('once it has run, a start needs nothing that strips types', async () => {
  const project = await makeProject({ git: 'none' })
  // Said at the end on standard error: which of Node's own modules were loaded.
  const listing = `process.on('exit', () => console.error(process.moduleLoadList.join()))`
  const env = {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(listing)}`,
    TMPDIR: project.root,
  }
  const [first, second] = [
    await project.run(['list'], { env }),
    await project.run(['list'], { env }),
  ]
  expect(first.stderr).toContain('internal/deps/amaro')
  expect(second.stderr).toContain('internal/modules/')
  expect(second.stderr).not.toContain('internal/deps/amaro')
})
