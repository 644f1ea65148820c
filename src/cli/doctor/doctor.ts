/** `doctor`: what stands between this configuration and a site in production, and what to fix. */
import { parseEnv } from 'node:util'
import type { Command } from 'commander'
import { readNamedFile } from '../input/named-file.ts'
import { findRoot } from '../project/project.ts'
import { paint, print, printJson, toLine } from '../terminal/output.ts'
import type { Check } from './checks.ts'
import { examine } from './examine.ts'

interface DoctorOptions {
  vars?: string
  hook?: boolean
  json?: boolean
}

export function defineDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('check the configuration against Git host and live site')
    .description(
      'Checks data/site.json and the variables of the deployed function against the Git host and the live site. Nothing is committed, and no secret is shown.',
    )
    // Not "--env-file", which Node takes for its own wherever it stands.
    .option('--vars <file>', 'a file of NAME=value lines that stands for the environment')
    .option('--hook', 'also call the build hook, which makes the host build')
    .option('--json', 'print {checks: [{name, status, message, fix}]} as JSON')
    .action(doctor)
}

async function doctor({ vars, hook = false, json = false }: DoctorOptions): Promise<void> {
  const given = vars === undefined ? {} : parseEnv(String(await readText(vars)))
  const patient = { root: findRoot(), variables: { ...process.env, ...given }, callHook: hook }
  const checks = await examine(patient, (check) => {
    if (!json) print(format(check))
  })
  if (json) printJson({ checks })
  else print(`\n${summarise(checks)}\n`)
  if (checks.some(({ status }) => status === 'error')) process.exitCode = 1
}

async function readText(name: string): Promise<string> {
  return new TextDecoder().decode(await readNamedFile(name))
}

const MARKS = { ok: ['green', '✓'], warning: ['yellow', '!'], error: ['red', '✗'] } as const

function format({ name, status, message, fix }: Check): string {
  const [colour, mark] = MARKS[status]
  const line = `${paint(colour, mark)} ${name.padEnd(10)} ${toLine(message)}\n`
  return fix === null ? line : `${line}  ${' '.repeat(10)} → ${toLine(fix)}\n`
}

function summarise(checks: readonly Check[]): string {
  const [errors, warnings] = (['error', 'warning'] as const).map(
    (wanted) => checks.filter(({ status }) => status === wanted).length,
  )
  if (errors === 0 && warnings === 0) return 'all is well'
  return `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`
}
