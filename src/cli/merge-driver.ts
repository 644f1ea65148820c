/** `merge-driver`: what Git runs to merge `data/links.db`; see gitattributes(5). */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import type { SqlJsStatic } from 'sql.js'
import { readSite } from '../config.ts'
import { DatabaseError, decodeLinks, encodeLinks } from '../core/database.ts'
import type { LinkSet } from '../core/link-set.ts'
import type { Conflict } from '../core/merge.ts'
import { mergeSets } from '../core/merging/merge-sets.ts'
import type { Site } from '../core/site.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import { loadSql } from '../stores/sql.ts'
import { count, say } from './terminal/output.ts'

export function defineMergeDriver(program: Command): void {
  program
    .command('merge-driver')
    .summary('merge three versions of the links, for Git')
    .description(
      'Git runs this to merge data/links.db; "setup" tells it to. Merges <theirs> into <ours> row ' +
        'by row and cell by cell, and writes nothing but <ours>. Exits with 0 when all is merged, ' +
        'with 1 when a person has to choose ("conflicts" shows what, <ours> is valid and keeps ' +
        'its own values there), and with 129 when a version can not be read: <ours> is then as it ' +
        'was. Git calls no driver for a merge of three or more branches at once, nor where one ' +
        'side deleted the file: merge one branch after the other, or choose with "git add" or ' +
        '"git rm".',
    )
    .argument('<base>', 'file with the common ancestor, empty where there is none (%O)')
    .argument('<ours>', 'file with our version, and then with the result (%A)')
    .argument('<theirs>', 'file with their version (%B)')
    .argument('[path]', 'where the result will stand in the work tree (%P)')
    .argument('[ours-name]', 'what Git calls our side (%X)')
    .argument('[theirs-name]', 'what Git calls their side (%Y)')
    .action(mergeFiles)
}

const EXIT = { conflict: 1, failed: 129 } as const

async function mergeFiles(
  base: string,
  ours: string,
  theirs: string,
  path = LINKS_PATH,
  oursName?: string,
  theirsName?: string,
): Promise<void> {
  try {
    const SQL = await loadSql()
    const before = await readFile(ours)
    const ancestor = await readFile(base)
    // Where both sides added the file, Git gives an empty one as their ancestor.
    const was = ancestor.length === 0 ? new Map() : decode(SQL, ancestor, 'the common ancestor')
    const our = decode(SQL, before, nameSide('our side', oursName))
    const their = decode(SQL, await readFile(theirs), nameSide('their side', theirsName))
    const { links, conflicts } = mergeSets(was, our, their, await readSiteIfAny(path))
    overwrite(ours, before, encodeLinks(SQL, links))
    if (conflicts.length === 0) return
    tell(path, conflicts)
    process.exitCode = EXIT.conflict
  } catch (error) {
    // Git takes what is up to 128 for a conflict, and the file for a merged one.
    process.exitCode = EXIT.failed
    const reason = error instanceof Error ? error.message : String(error)
    say(`links: ${path} was not merged: ${reason}`)
    say('links: if Git goes on all the same, see the way out with: npm run links -- conflicts')
  }
}

// Git before 2.44 knows no %X and %Y and passes them as they are.
function nameSide(side: string, name: string | undefined): string {
  return name === undefined || name === '' || name.startsWith('%') ? side : `${side}, ${name}`
}

function decode(SQL: SqlJsStatic, bytes: Uint8Array, name: string): LinkSet {
  try {
    return decodeLinks(SQL, bytes)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw new DatabaseError(error.fault, `on ${name}, ${error.message}`)
  }
}

// The site's own file may be in conflict, too; rules that depend on no site are kept all the same.
async function readSiteIfAny(path: string): Promise<Site | null> {
  try {
    return await readSite(dirname(dirname(path)))
  } catch {
    return null
  }
}

/** Replaces the file in place: Git has given it to us, and a second one would stay behind. */
function overwrite(path: string, before: Uint8Array, bytes: Uint8Array): void {
  if (Buffer.compare(before, bytes) === 0) return
  const file = openSync(path, 'r+')
  try {
    writeWhole(file, bytes)
  } catch (error) {
    writeWhole(file, before)
    throw error
  } finally {
    closeSync(file)
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  let written = 0
  while (written < bytes.length) {
    written += writeSync(file, bytes, written, bytes.length - written, written)
  }
  ftruncateSync(file, bytes.length)
}

const LISTED = 10

function tell(path: string, conflicts: readonly Conflict[]): void {
  const listed = conflicts.slice(0, LISTED).map(({ slug, field }) => {
    return field === 'row' ? `/${slug}` : `/${slug} ${field}`
  })
  const rest = conflicts.length > LISTED ? ', …' : ''
  say(
    `links: ${count(conflicts.length, 'conflict')} in ${path}: ${listed.join(', ')}${rest}; ` +
      'see them with: npm run links -- conflicts',
  )
}
