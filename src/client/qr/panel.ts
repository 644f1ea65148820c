/**
 * The QR panel: the code of one link as large, with as much margin and with the logo that is
 * wanted, to save or to copy. Knows the dialog; who opens it does not.
 */
import { qr } from '#strings'
import {
  makeQr,
  makeQrWithRoom,
  QR_LEVELS,
  QR_MARGIN,
  type QrLevel,
  type QrModules,
  type QrOverlay,
  qrToSvg,
  ROOM_TEXT_MAX,
} from '../../core/qr/qr.ts'
import { byId, cloneTemplate, showText } from '../shared/dom.ts'
import { saveFile } from '../shared/save-file.ts'
import { drawQr, fileNameOf } from './drawing.ts'
import { loadPicture, qrToPngBlob, scaleOf } from './files.ts'
import { readLogoFile, readSiteLogo } from './logo.ts'

/** What the form asks for, drawn. */
interface Drawn {
  modules: QrModules
  size: number
  overlay: QrOverlay | undefined
}

/** What is wrong, and the control to put it right. */
interface Problem {
  text: string
  control: HTMLElement
}

/** Below this many pixels, a module of a code on a screen is lost on many cameras. */
const FINE = 3

const dialog = makeDialog()
const sizeInput = byId('qr-size', HTMLInputElement)
const marginInput = byId('qr-margin', HTMLInputElement)
const levelSelect = byId('qr-level', HTMLSelectElement)
const logoSelect = byId('qr-logo', HTMLSelectElement)
const fileInput = byId('qr-file', HTMLInputElement)
const facts = byId('qr-facts', HTMLElement)

let link = { slug: '', shortUrl: '' }
/** The level that the person chose, also while a logo decides. */
let level: QrLevel = 'M'
let drawn: Drawn | null = null
let problem: Problem | null = null
/** The logo in use as `data:` URL, or what is wrong with it. */
let logo: { href: string } | { fault: string } | null = null
/** Counts logos that were asked for; only the last one is shown. */
let logos = 0

/** Shows the panel for a link; what was chosen for the one before stays chosen. */
export function showPanel(slug: string, baseUrl: string): void {
  link = { slug, shortUrl: `${baseUrl}/${slug}` }
  const heading = byId('qr-heading', HTMLElement)
  heading.textContent = qr.heading(slug)
  byId('qr-url', HTMLElement).textContent = link.shortUrl.replace(/^https?:\/\//, '')
  draw()
  dialog.showModal()
  heading.focus()
}

function makeDialog(): HTMLDialogElement {
  const root = cloneTemplate('qr-template')
  if (!(root instanceof HTMLDialogElement)) throw new Error('the QR panel is no dialog')
  byId('qr-template', HTMLTemplateElement).after(root)
  return root
}

byId('qr-close', HTMLButtonElement).addEventListener('click', () => dialog.close())
const form = byId('qr-form', HTMLFormElement)
form.addEventListener('submit', (event) => event.preventDefault())
levelSelect.addEventListener('input', () => {
  level = QR_LEVELS.find((one) => one === levelSelect.value) ?? level
})
for (const control of [sizeInput, marginInput, levelSelect]) {
  control.addEventListener('input', draw)
}
logoSelect.addEventListener('input', () => void takeLogo())
fileInput.addEventListener('change', () => void takeLogo())
onSave('qr-save-png', savePng)
onSave('qr-save-svg', saveSvg)
const copyButton = byId('qr-copy', HTMLButtonElement)
// Pages on plain http have no clipboard, and not every browser takes pictures.
copyButton.hidden = typeof ClipboardItem === 'undefined' || navigator.clipboard === undefined
onSave('qr-copy', copyPng)

function onSave(id: string, save: (drawn: Drawn) => void): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => {
    if (problem !== null) problem.control.focus()
    else if (drawn !== null) save(drawn)
  })
}

/** Reads the logo that is chosen now, and draws anew. */
async function takeLogo(): Promise<void> {
  logos += 1
  const number = logos
  const file = fileInput.files?.[0]
  byId('qr-file-field', HTMLElement).hidden = logoSelect.value !== 'file'
  const read =
    logoSelect.value === 'site'
      ? await readSiteLogo(dialog.dataset.logo ?? '')
      : logoSelect.value === 'file' && file !== undefined
        ? await readLogoFile(file)
        : null
  const seen = read !== null && 'href' in read ? await withPicture(read) : read
  if (number !== logos) return
  logo = seen
  draw()
}

/** The logo, if the browser can draw it. */
async function withPicture(read: { href: string }): Promise<{ href: string } | { fault: string }> {
  try {
    await loadPicture(read.href)
    return read
  } catch {
    return { fault: qr.logoFaults.unread }
  }
}

/** Draws what the form asks for; what is wrong with it is said, and the last code stays. */
function draw(): void {
  const wanted = logoSelect.value !== 'none'
  levelSelect.disabled = wanted
  showText(byId('qr-level-hint', HTMLElement), wanted ? qr.levelByLogo : null)
  const made = make()
  problem = 'text' in made ? made : null
  showText(byId('qr-problem', HTMLElement), problem?.text ?? null)
  for (const control of [sizeInput, marginInput, logoSelect, fileInput]) {
    if (problem?.control === control) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
  }
  if ('text' in made) {
    facts.textContent = ''
    return
  }
  drawn = made
  drawQr(byId('qr-code', SVGSVGElement), made.modules, made.overlay)
  facts.textContent = describe(made)
}

function make(): Drawn | Problem {
  const size = readNumber(sizeInput, qr.size)
  if (typeof size !== 'number') return size
  const margin = readNumber(marginInput, qr.margin)
  if (typeof margin !== 'number') return margin
  if (logoSelect.value === 'none') {
    levelSelect.value = level
    return { modules: makeQr(link.shortUrl, { level, margin }), size, overlay: undefined }
  }
  const made = makeQrWithRoom(link.shortUrl, margin)
  if (made === null) {
    return { text: qr.tooLong(link.shortUrl.length, ROOM_TEXT_MAX), control: logoSelect }
  }
  const control = logoSelect.value === 'file' ? fileInput : logoSelect
  if (logo === null) return { text: qr.noFile, control }
  if ('fault' in logo) return { text: logo.fault, control }
  levelSelect.value = made.level
  return { modules: made.modules, size, overlay: { room: made.room, href: logo.href } }
}

function readNumber(input: HTMLInputElement, label: string): number | Problem {
  const [least, most] = [Number(input.min), Number(input.max)]
  const number = input.valueAsNumber
  if (Number.isInteger(number) && number >= least && number <= most) return number
  return { text: qr.notNumber(label, least, most), control: input }
}

function describe({ modules, size }: Drawn): string {
  const scale = scaleOf(modules, size)
  const sentences = [qr.facts(modules.length, scale, modules.length * scale)]
  if (scale < FINE) sentences.push(qr.fine)
  if (marginInput.valueAsNumber < QR_MARGIN) sentences.push(qr.narrow)
  return sentences.join(' ')
}

function saveSvg({ modules, size, overlay }: Drawn): void {
  const file = new Blob([qrToSvg(modules, size, overlay)], { type: 'image/svg+xml' })
  saveFile(file, fileNameOf(link.slug, 'svg'))
}

async function savePng({ modules, size, overlay }: Drawn): Promise<void> {
  try {
    saveFile(await qrToPngBlob(modules, size, overlay), fileNameOf(link.slug, 'png'))
  } catch (error) {
    console.error(error)
    facts.textContent = qr.savePngFailed
  }
}

async function copyPng({ modules, size, overlay }: Drawn): Promise<void> {
  try {
    // The promise itself, since Safari asks for the picture within the click.
    const picture = qrToPngBlob(modules, size, overlay)
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
    facts.textContent = qr.copied
  } catch {
    facts.textContent = qr.copyFailed
  }
}
