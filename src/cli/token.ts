/** `token`: makes a token for the API. */
import { randomBytes } from 'node:crypto'
import { type Command, Option } from 'commander'
import { hashToken } from '../api/auth.ts'
import { ROLES, type Role } from '../config.ts'
import { refused } from './failure.ts'
import { print, printJson } from './terminal/output.ts'

export function defineToken(program: Command): void {
  program
    .command('token')
    .summary('make a token for the API')
    .description(
      'Makes a token of 256 random bits for a person or program, and the entry by which the ' +
        'site knows it. The token is shown once and stored nowhere.',
    )
    .argument('<handle>', 'whose token it is, of A-Z, a-z, 0-9 and "-"')
    .addOption(
      new Option(
        '--role <role>',
        'what it allows: create adds; edit also changes and removes; admin all',
      )
        .choices(ROLES)
        .makeOptionMandatory(),
    )
    .option('--json', 'print {handle, role, token, entry} as JSON')
    .action(makeToken)
}

function makeToken(handle: string, { role, json }: { role: Role; json?: boolean }): void {
  if (!/^[A-Za-z0-9-]{1,39}$/.test(handle)) {
    throw refused(
      'handle',
      `${JSON.stringify(handle)} is no handle: 1 to 39 of A-Z, a-z, 0-9 and "-"`,
    )
  }
  const token = randomBytes(32).toString('base64url')
  const entry = `${handle}:${role}:${hashToken(token)}`
  if (json) {
    printJson({ handle, role, token, entry })
    return
  }
  print(
    `Token, for ${handle} alone:\n  ${token}\n` +
      `Entry of SHORTCRUST_TOKENS, where a comma divides entries:\n  ${entry}\n`,
  )
}
