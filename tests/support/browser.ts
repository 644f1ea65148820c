/**
 * A real Chromium for end-to-end tests, from npm alone: `npm ci` brings it.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import packed, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium, type Page } from 'playwright'

// It unpacks to the temporary folder and takes whatever lies there, so it gets one of its own.
const FOLDER = join(import.meta.dirname, '../../.cache/chromium-153')

// Containers and CI run as root, where Chromium's sandbox can't be set up. The rest keeps a closed
// network quiet. The package's own list is not used: it turns web security off.
export const BROWSER_ARGUMENTS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the browser; ask it for a context for each test. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...(await unpackBrowser()), args: [...BROWSER_ARGUMENTS] })
}

/** Where the browser lies, and what it needs to start. */
export interface UnpackedBrowser {
  executablePath: string
  env: Record<string, string>
}

/** Unpacks the browser, unless it lies there already. */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  await mkdir(FOLDER, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = FOLDER
  try {
    const executablePath = await packed.executablePath()
    const env = definedOf({ ...process.env, TMPDIR: before })
    if (!existsSync('/etc/fonts')) env.FONTCONFIG_PATH = join(FOLDER, 'fonts')
    if (await canStart(executablePath, env)) return { executablePath, env }
    // A bare machine lacks NSS and others; the package brings those, too.
    await inflate(
      join(
        dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
        '../bin/al2023.tar.br',
      ),
    )
    const libraries = join(FOLDER, 'al2023', 'lib')
    return { executablePath, env: { ...env, LD_LIBRARY_PATH: libraries } }
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** What goes wrong on the page from now on: errors, warnings and dialogs, as they come. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return complaints
}

async function canStart(executablePath: string, env: Record<string, string>): Promise<boolean> {
  try {
    await promisify(execFile)(executablePath, ['--version'], { env })
    return true
  } catch {
    return false
  }
}

function definedOf(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}
