/** `check`: all that is wrong with the links, their file and the site's settings. */
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { SqlJsStatic } from 'sql.js'
import { readSite } from '../config.ts'
import { decodeDespiteDerived, decodeLinks, encodeLinks } from '../core/database.ts'
import { type Finding, hasErrors, notice, refusal } from '../core/finding.ts'
import type { LinkSet } from '../core/link-set.ts'
import { formatAnnotations } from '../formats/annotations.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import { describeSparse } from '../stores/checkout/sparse.ts'
import { readLinksFile } from '../stores/checkout/work-tree-file.ts'
import { isMissing, writeFileAtomic } from '../stores/files.ts'
import { loadSql } from '../stores/sql.ts'
import { withLinksLock } from './changes/change.ts'
import { findingsOf } from './failure.ts'
import { splitHandles } from './input/values.ts'
import { checkMerge } from './merging/check-merge.ts'
import { checkRegistration } from './merging/registration.ts'
import { checkSet } from './project/check-set.ts'
import { findRoot } from './project/project.ts'
import { reviewAgainst } from './proposals/check-base.ts'
import { count, print, printJson, say, sayFindings } from './terminal/output.ts'

interface CheckOptions {
  base?: string
  actor?: string
  approvedBy?: string[]
  format?: 'text' | 'json' | 'github'
  strict?: boolean
  fix?: boolean
  json?: boolean
}

export function defineCheck(program: Command): void {
  program
    .command('check')
    .summary('find all that is wrong')
    .description(
      'Checks data/links.db (whole, ours, canonical), every link by itself and among the others, ' +
        'what the host takes, data/site.json and .gitattributes. Exits with 1 where there are errors.',
    )
    .option('--base <revision>', 'also judge what changed since this revision, by its owners')
    .option('--actor <handle>', 'who asks for the change, for rules about owners')
    .option('--approved-by <handles>', 'who has approved it, divided by commas', splitHandles)
    .addOption(
      new Option('--format <format>', 'how to print the findings')
        .choices(['text', 'json', 'github'])
        .default('text'),
    )
    .option('--strict', 'exit with 1 where there are warnings, too')
    .option(
      '--fix',
      'rewrite a valid file in its canonical form, without indexes and statistics of other tools',
    )
    .option('--json', 'print {findings} as JSON, as --format json')
    .action(check)
}

async function check(options: CheckOptions): Promise<void> {
  const root = findRoot()
  const sparse = await describeSparse(root)
  // All else that could be said of files that are not here would be beside the point.
  if (sparse !== null) report([refusal('sparse', null, null, sparse)], null, options)
  else await checkAll(root, options)
}

async function checkAll(root: string, options: CheckOptions): Promise<void> {
  const { base, actor = null, approvedBy = [], fix } = options
  const SQL = await loadSql()
  const site = await attempt(() => readSite(root))
  const read = await attempt(() => readChecked(root, SQL, fix === true))
  const findings = [
    ...site.findings,
    ...read.findings,
    ...(read.value?.findings ?? []),
    ...(await checkMerge(root, SQL)),
    ...(site.value && read.value ? await checkSet(read.value.links, site.value, SQL) : []),
    ...(await checkKind(root)),
    ...(await checkAttributes(root)),
    ...(await checkRegistration(root)),
    ...(base !== undefined && read.value && site.value
      ? await reviewAgainst(root, SQL, read.value.links, site.value, { base, actor, approvedBy })
      : []),
  ]
  report(findings, read.value?.links ?? null, options)
}

function report(
  findings: readonly Finding[],
  links: LinkSet | null,
  { format, json, strict }: CheckOptions,
): void {
  if (json || format === 'json') printJson({ findings })
  else {
    // Told once: the runner shows annotations in its log, and would obey other lines as commands.
    if (format === 'github') print(formatAnnotations(findings, LINKS_PATH))
    else sayFindings(findings)
    print(summarise(findings, links))
  }
  if (hasErrors(findings) || (strict && findings.length > 0)) process.exitCode = 1
}

/** A value, or the findings that say why there is none. */
async function attempt<T>(
  work: () => Promise<T>,
): Promise<{ value: T | null; findings: readonly Finding[] }> {
  try {
    return { value: await work(), findings: [] }
  } catch (error) {
    const findings = findingsOf(error)
    if (findings === null) throw error
    return { value: null, findings }
  }
}

interface CheckedFile {
  links: LinkSet
  /** Whether it was not in its canonical form. */
  findings: Finding[]
}

async function readChecked(root: string, SQL: SqlJsStatic, fix: boolean): Promise<CheckedFile> {
  const path = join(root, LINKS_PATH)
  const read = async () => {
    const decode = fix ? decodeDespiteDerived : decodeLinks
    const { bytes, links } = await readLinksFile(root, SQL, decode)
    const canonical = encodeLinks(SQL, links)
    return { links, canonical, isCanonical: Buffer.compare(bytes, canonical) === 0 }
  }
  const { links, isCanonical } = await read()
  if (isCanonical) return { links, findings: [] }
  if (!fix) {
    const message = `${LINKS_PATH} is valid but not in its canonical form, so Git would show changes that are none; "check --fix" rewrites it`
    return { links, findings: [refusal('not-canonical', null, null, message)] }
  }
  return withLinksLock(root, async () => {
    // Read again, since another writer may have come first.
    const { links, canonical, isCanonical } = await read()
    if (!isCanonical) await writeFileAtomic(path, canonical)
    say(`${LINKS_PATH} was rewritten in its canonical form`)
    return { links, findings: [] }
  })
}

// Git would carry the path that the link holds, and another clone finds nothing there.
async function checkKind(root: string): Promise<Finding[]> {
  const stats = await lstat(join(root, LINKS_PATH)).catch(() => null)
  if (!stats?.isSymbolicLink()) return []
  const message = `${LINKS_PATH} is a symbolic link, and has to be a file; put the file in its place`
  return [refusal('no-file', null, null, message)]
}

const ATTRIBUTE = /^data\/links\.db\s(?=.*\bdiff=links\b)(?=.*\bmerge=links\b)(?=.*-text\b)/m
const ATTRIBUTE_LINE = 'data/links.db diff=links merge=links -text'

async function checkAttributes(root: string): Promise<Finding[]> {
  if (ATTRIBUTE.test(await readTextIfAny(join(root, '.gitattributes')))) return []
  const message = `.gitattributes does not tell Git how to compare and merge the links; add the line: ${ATTRIBUTE_LINE}`
  return [notice('gitattributes', null, null, message)]
}

async function readTextIfAny(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

function summarise(findings: readonly Finding[], links: LinkSet | null): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const size = links === null ? '' : `${count(links.size, 'link')}: `
  return `${size}${count(errors, 'error')}, ${count(warnings, 'warning')}\n`
}
