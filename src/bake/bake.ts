/**
 * Bakes, proves and writes what depends on links into a built site: the last step of a build, and
 * what the local server does after each commit. Pages stay as they are.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { type Finding, hasErrors, refusal } from '../core/finding.ts'
import { findDestination, type Standing } from '../core/redirects.ts'
import type { Site } from '../core/site.ts'
import { writeFileAtomic } from '../stores/files.ts'
import { type Artefact, type BakeInput, bakeArtefacts } from './artefacts.ts'
import { proveArtefacts } from './proof.ts'

/** What a bake made. */
export interface Baked {
  /** Whether it was proved and written; if not, `dist` is as it was. */
  ok: boolean
  artefacts: Artefact[]
  /** Errors and warnings of the proof. */
  findings: Finding[]
  /** How long the proof took, in milliseconds. */
  provedIn: number
}

/**
 * Bakes `input` and proves it; only what stands the proof is written to `dist`. Each file is
 * replaced at once, the database before `build.json`, which names it; the database before this
 * one stays, so that a page which was open before goes on working.
 *
 * @param files the built site's files as `listFiles` gives them; they change with a build only,
 *   so a caller that bakes often lists them once
 */
export async function bake({
  dist,
  files,
  ...input
}: BakeInput & { dist: string; files?: readonly string[] }): Promise<Baked> {
  const artefacts = bakeArtefacts(input)
  const start = performance.now()
  const built = files ?? (await listFiles(dist))
  const findings = [
    ...checkLogo(input.site, built),
    ...(await proveArtefacts({ ...input, artefacts, files: built })),
  ]
  const provedIn = performance.now() - start
  const ok = !hasErrors(findings)
  if (ok) await writeArtefacts(dist, artefacts)
  return { ok, artefacts, findings, provedIn }
}

// A path in site.json that leads to nothing would show as a broken picture on each page.
function checkLogo({ logo }: Pick<Site, 'logo'>, files: readonly string[]): Finding[] {
  if (logo === null || files.includes(logo.slice(1))) return []
  const message = `the logo ${logo} of data/site.json does not exist; put the file at public${logo}`
  return [refusal('logo', null, null, message)]
}

/**
 * All files below `dist`, as paths with `/`. What a bake that was killed has left half-written is
 * removed first.
 */
export async function listFiles(dist: string): Promise<string[]> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  for (const path of paths.filter(isHalfWritten)) await rm(join(dist, path), { force: true })
  return paths.filter((path) => !isHalfWritten(path))
}

// What `writeFileAtomic` writes to, in the two folders that a bake writes in.
function isHalfWritten(path: string): boolean {
  return /^(?:p\/)?\.[^/]+\.tmp$/.test(path)
}

async function writeArtefacts(dist: string, artefacts: readonly Artefact[]): Promise<void> {
  const before = await readDatabaseName(dist)
  for (const { path, body } of artefacts) {
    await mkdir(dirname(join(dist, path)), { recursive: true })
    await writeFileAtomic(join(dist, path), body)
  }
  const now = await readDatabaseName(dist)
  // Nothing changed in the database, so the one before is not known: leave all.
  if (before === null || before === now) return
  for (const name of await readdir(dist)) {
    if (DATABASE.test(name) && name !== before && name !== now) await rm(join(dist, name))
  }
}

const DATABASE = /^links\.[0-9a-f]+\.db$/

async function readDatabaseName(dist: string): Promise<string | null> {
  try {
    const info: unknown = JSON.parse(await readFile(join(dist, 'build.json'), 'utf8'))
    if (typeof info !== 'object' || info === null || !('database' in info)) return null
    const name = String(info.database).replace(/^\//, '')
    return DATABASE.test(name) ? name : null
  } catch {
    // The first bake of this site.
    return null
  }
}

/**
 * One line for the log of a build.
 *
 * @example
 * "baked 2,000 links: 1,998 redirects, 2 off; 96 KB of rules, proved by Netlify's parser in 40 ms"
 */
export function describeBake(
  { links, now, preview }: BakeInput,
  { artefacts, provedIn }: Baked,
): string {
  const counts: Record<Standing, number> = { redirects: 0, off: 0, gone: 0 }
  for (const link of links.values()) counts[findDestination(links, link, now).standing] += 1
  const { redirects, off, gone } = counts
  const standings = [
    count(redirects, 'redirect', 'redirects'),
    ...(off > 0 ? [count(off, 'off')] : []),
    ...(gone > 0 ? [count(gone, 'gone')] : []),
  ]
  const rules = artefacts.find(({ path }) => path === '_redirects')?.body ?? ''
  const size = count(Math.ceil(Buffer.byteLength(rules) / 1024), 'KB')
  const time = count(Math.ceil(provedIn), 'ms')
  const baked = count(links.size, 'link', 'links')
  const kind = preview ? ', as a preview that redirects nobody' : ''
  return `baked ${baked}${kind}: ${standings.join(', ')}; ${size} of rules, proved by Netlify's parser in ${time}`
}

function count(number: number, one: string, many: string = one): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}
