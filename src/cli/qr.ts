/** `qr`: the QR code of a short link as a file or in the terminal, or many on a sheet to print. */
import { type Command, Option } from 'commander'
import { decode } from 'fast-png'
import { formatTime } from '../core/fields/time.ts'
import type { Link } from '../core/link.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import { type Logo, logoToUrl } from '../core/qr/logo.ts'
import {
  makeQr,
  makeQrWithRoom,
  QR_LEVELS,
  QR_MARGIN,
  type QrLevel,
  type QrModules,
  type QrRoom,
  qrToSvg,
  ROOM_TEXT_MAX,
} from '../core/qr/qr.ts'
import { findDestination } from '../core/redirects.ts'
import { isPattern } from '../core/slug.ts'
import { qrToPng } from '../formats/qr-png.ts'
import { formatSheet } from '../formats/qr-sheet.ts'
import { qrToText } from '../formats/qr-text.ts'
import { writeFileAtomic } from '../stores/files.ts'
import { refused, UsageError } from './failure.ts'
import { resolveFile } from './input/named-file.ts'
import { loadLogo, logoToPicture, SITE_LOGO } from './input/qr-logo.ts'
import { slugOfArgument } from './input/slug.ts'
import { requireLink } from './input/suggest.ts'
import { parseNumberWithin } from './input/values.ts'
import { openProject, type Project, readLinks, shortUrl } from './project/project.ts'
import { count, say } from './terminal/output.ts'

interface QrOptions {
  format?: Format
  size: number
  margin: number
  level: QrLevel
  logo?: string
  sheet?: boolean
  tag?: string
  output?: string
}

const FORMATS = ['svg', 'png', 'text'] as const
type Format = (typeof FORMATS)[number]

export function defineQr(program: Command): void {
  program
    .command('qr')
    .summary('make the QR code of a short link')
    .description(
      'Prints the QR code of a short URL as SVG, or writes it to a file. With --sheet it makes an ' +
        'HTML file with the codes of many links, to print from a browser: of those that are named, ' +
        'else of all listed links that redirect now.',
    )
    .argument('[slugs...]', 'the link; with --sheet any number of them')
    .addOption(
      new Option('--format <format>', 'by default what --output ends with, else svg').choices(
        FORMATS,
      ),
    )
    .option('-o, --output <file>', 'write it to this file')
    .option(
      '--size <pixels>',
      'most of its width and height; a PNG takes whole pixels a module',
      parseNumberWithin(32, 8192),
      512,
    )
    .option(
      '--margin <modules>',
      'white around it; readers need 4',
      parseNumberWithin(0, 32),
      QR_MARGIN,
    )
    .addOption(
      new Option('--level <level>', 'how much may be damaged: 7, 15, 25 or 30 percent')
        .choices(QR_LEVELS)
        .default('M'),
    )
    .option(
      '--logo <file>',
      `picture for its middle, PNG, JPEG or SVG; "${SITE_LOGO}" takes that of site.json. It raises the level to H`,
    )
    .option('--sheet', 'make a sheet of many codes, as HTML')
    .option('--tag <tag>', 'with --sheet: only links with this tag')
    .action(qr)
}

async function qr(args: readonly string[], options: QrOptions): Promise<void> {
  const slugs = args.map(slugOfArgument)
  requireSense(slugs, options)
  const project = await openProject()
  const links = await readLinks(project)
  for (const slug of slugs) {
    requireLink(links, slug)
    if (isPattern(slug)) {
      throw refused('pattern', `/${slug} stands for many addresses, so there is no one code of it`)
    }
  }
  const logo = options.logo === undefined ? null : await loadLogo(options.logo, project)
  if (options.sheet)
    return writeSheet(chooseLinks(links, slugs, options.tag), logo, project, options)
  const [slug = ''] = slugs
  const url = shortUrl(project.site, slug)
  const code = encode(url, logo, options)
  await write(code, `the code of ${url}${describePixels(code)}`, options.output)
}

// Whole pixels a module seldom give the size that was asked for.
function describePixels(code: string | Uint8Array): string {
  if (typeof code === 'string') return ''
  const { width, height } = decode(code)
  return `, ${width} × ${height} pixels`
}

function requireSense(
  slugs: readonly string[],
  { sheet, tag, format, logo, output }: QrOptions,
): void {
  if (!sheet && slugs.length !== 1) throw new UsageError('name one link, or ask for a --sheet')
  if (!sheet && tag !== undefined) throw new UsageError('--tag goes with --sheet')
  if (sheet && format !== undefined) throw new UsageError('a --sheet is HTML; leave --format out')
  if (sheet && tag !== undefined && slugs.length > 0) {
    throw new UsageError('name links or a --tag, not both')
  }
  if (logo !== undefined && !sheet && (format ?? formatOf(output)) === 'text') {
    throw new UsageError('--logo goes with svg and png; text has no pictures')
  }
}

async function write(
  content: string | Uint8Array,
  what: string,
  output: string | undefined,
): Promise<void> {
  if (output === undefined) {
    process.stdout.write(content)
    return
  }
  await writeFileAtomic(resolveFile(output), content)
  say(`${output}: ${what}`)
}

function chooseLinks(links: LinkSet, slugs: readonly string[], tag: string | undefined): Link[] {
  if (slugs.length > 0) return slugs.flatMap((slug) => links.get(slug) ?? [])
  const now = formatTime(Date.now())
  return sortedLinks(links).filter(
    (link) =>
      link.listed &&
      !isPattern(link.slug) &&
      (tag === undefined || link.tags.includes(tag)) &&
      findDestination(links, link, now).standing === 'redirects',
  )
}

async function writeSheet(
  links: readonly Link[],
  logo: Logo | null,
  { site }: Project,
  { tag, level, output }: QrOptions,
): Promise<void> {
  if (links.length === 0) {
    const which = tag === undefined ? '' : ` with the tag "${tag}"`
    throw refused('sheet', `no listed link${which} redirects now, so the sheet would be empty`)
  }
  const codes = links.map(({ slug, title }) => ({ shortUrl: shortUrl(site, slug), title }))
  const url = logo === null ? undefined : logoToUrl(logo)
  const sheet = formatSheet(codes, { name: site.name, lang: site.lang, level, logo: url })
  await write(sheet, count(codes.length, 'code'), output)
}

function formatOf(output: string | undefined): Format {
  return FORMATS.find((format) => output?.toLowerCase().endsWith(`.${format}`)) ?? 'svg'
}

function encode(url: string, logo: Logo | null, options: QrOptions): string | Uint8Array {
  const { size, margin, level, output, format = formatOf(output) } = options
  if (logo !== null) return encodeWithLogo(url, logo, format, options)
  const modules = makeQr(url, { level, margin })
  if (format === 'png') return qrToPng(modules, size)
  return format === 'svg' ? qrToSvg(modules, size) : qrToText(modules)
}

function encodeWithLogo(
  url: string,
  logo: Logo,
  format: Format,
  { size, margin, logo: name = '' }: QrOptions,
): string | Uint8Array {
  const { modules, room } = requireRoom(url, margin)
  return format === 'png'
    ? qrToPng(modules, size, { room, picture: logoToPicture(logo, name) })
    : qrToSvg(modules, size, { room, href: logoToUrl(logo) })
}

function requireRoom(url: string, margin: number): { modules: QrModules; room: QrRoom } {
  const made = makeQrWithRoom(url, margin)
  if (made !== null) return made
  const message = `${url} has ${url.length} characters, and a code with room for a logo takes ${ROOM_TEXT_MAX}; use a shorter slug, or no logo`
  throw refused('logo', message)
}
