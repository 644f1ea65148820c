/** `textconv`: a database as text, for `git diff`, `git log -p` and `git show`. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { DatabaseError, decodeLinks } from '../core/database.ts'
import { sortedLinks } from '../core/link-set.ts'
import { writeLinkText } from '../formats/link-text.ts'
import { loadSql } from '../stores/sql.ts'
import { print, toLine } from './terminal/output.ts'

export function defineTextconv(program: Command): void {
  program
    .command('textconv')
    .summary('print a database as text, for Git')
    .description(
      'Prints the links of a database, a line a field, so that Git can show what changed. ' +
        'Git calls it once "setup" has run. A file that can not be read is one line that says why.',
    )
    .argument('<file>', 'a database')
    .action(textconv)
}

async function textconv(file: string): Promise<void> {
  print(toText(await readFile(file), await loadSql()))
}

function toText(bytes: Uint8Array, SQL: Awaited<ReturnType<typeof loadSql>>): string {
  try {
    return sortedLinks(decodeLinks(SQL, bytes)).map(writeLinkText).join('\n')
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    // A failure would end "git log -p" in the middle of the history.
    const [reason = '', ...details] = error.message.split('\n')
    return `${toLine(`(no links to show: ${[reason, ...details.slice(0, 1)].join(' ')})`)}\n`
  }
}
