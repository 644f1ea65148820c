/** `qr`: the QR code of a short link, as a file or in the terminal. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { makeQr, QR_LEVELS, QR_MARGIN, type QrLevel, type QrModules, qrToSvg } from '../core/qr.ts'
import { isPattern } from '../core/slug.ts'
import { qrToPng } from '../formats/qr-png.ts'
import { writeFileAtomic } from '../stores/files.ts'
import { refused } from './failure.ts'
import { say } from './output.ts'
import { openProject, readLinks, resolveFile, shortUrl, slugOfArgument } from './project.ts'
import { requireLink } from './suggest.ts'

interface QrOptions {
  format?: Format
  size: number
  margin: number
  level: QrLevel
  output?: string
}

const FORMATS = ['svg', 'png', 'text'] as const
type Format = (typeof FORMATS)[number]

export function defineQr(program: Command): void {
  program
    .command('qr')
    .summary('make the QR code of a short link')
    .description('Prints the QR code of a short URL as SVG, or writes it to a file.')
    .argument('<slug>', 'the link')
    .addOption(
      new Option('--format <format>', 'by default what --output ends with, else svg').choices(
        FORMATS,
      ),
    )
    .option('-o, --output <file>', 'write it to this file')
    .option('--size <pixels>', 'width and height', toNumber(32, 8192), 512)
    .option('--margin <modules>', 'white around it; readers need 4', toNumber(0, 32), QR_MARGIN)
    .addOption(
      new Option('--level <level>', 'how much may be damaged: 7, 15, 25 or 30 percent')
        .choices(QR_LEVELS)
        .default('M'),
    )
    .action(qr)
}

function toNumber(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
  }
}

async function qr(
  argument: string,
  { format, size, margin, level, output }: QrOptions,
): Promise<void> {
  const project = await openProject()
  const links = await readLinks(project)
  const slug = slugOfArgument(argument)
  requireLink(links, slug)
  if (isPattern(slug)) {
    throw refused('pattern', `/${slug} stands for many addresses, so there is no one code of it`)
  }
  const url = shortUrl(project.site, slug)
  const modules = makeQr(url, { level, margin })
  const kind = format ?? formatOf(output)
  if (output === undefined) {
    process.stdout.write(encode(kind, modules, size))
    return
  }
  await writeFileAtomic(resolveFile(output), encode(kind, modules, size))
  say(`${output}: the code of ${url}`)
}

function formatOf(output: string | undefined): Format {
  return FORMATS.find((format) => output?.toLowerCase().endsWith(`.${format}`)) ?? 'svg'
}

function encode(kind: Format, modules: QrModules, size: number): string | Uint8Array {
  if (kind === 'png') return qrToPng(modules, size)
  return kind === 'svg' ? qrToSvg(modules, size) : toText(modules)
}

// Two rows in a line of half blocks; what is white is drawn, since terminals are mostly dark.
function toText(modules: QrModules): string {
  const lines: string[] = []
  for (let y = 0; y < modules.length; y += 2) {
    const [upper = [], lower = []] = [modules[y], modules[y + 1]]
    lines.push(
      upper.map((isDark, x) => BLOCKS[(isDark ? 0 : 2) + (lower[x] === false ? 1 : 0)]).join(''),
    )
  }
  return `${lines.join('\n')}\n`
}

const BLOCKS = [' ', '▄', '▀', '█']
