/** Many QR codes as one HTML file to print: labelled, without script, and nothing to load. */
import { makeQr, makeQrWithRoom, QR_MARGIN, type QrLevel, qrToSvg } from '../core/qr/qr.ts'

/** A code of the sheet. */
export interface SheetCode {
  shortUrl: string
  title: string | null
}

export interface SheetOptions {
  name: string
  lang: string
  level: QrLevel
  /** A logo as `data:` URL; codes whose text is too long for one go without. */
  logo?: string | undefined
}

/** Width of a code on paper; its label may take a little more. */
const CODE_WIDTH = '40mm'

// In this file's own policy, too: whatever a title holds, nothing runs and nothing is fetched.
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:`

const STYLE = `
  @page { margin: 12mm; }
  body { margin: 0; color: #000; background: #fff; font: 9pt/1.35 system-ui, sans-serif; }
  h1 { margin: 0 0 6mm; font-size: 14pt; }
  ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(52mm, 1fr)); gap: 8mm 6mm; margin: 0; padding: 0; list-style: none; }
  li { break-inside: avoid; min-width: 0; text-align: center; overflow-wrap: anywhere; }
  svg { display: block; width: ${CODE_WIDTH}; height: ${CODE_WIDTH}; margin: 0 auto; }
  p { margin: 0; unicode-bidi: isolate; }
  .url { font-family: ui-monospace, monospace; font-weight: 600; }
  @media screen { body { padding: 12mm; } }
`

/** The sheet as a whole file, ready for a browser's print dialog. */
export function formatSheet(codes: readonly SheetCode[], options: SheetOptions): string {
  const { name, lang } = options
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)}</title>
<style>${STYLE}</style>
<h1>${escapeHtml(name)}</h1>
<ul>
${codes.map((code) => formatCode(code, options)).join('')}</ul>
</html>
`
}

function formatCode({ shortUrl, title }: SheetCode, options: SheetOptions): string {
  const label = title === null ? '' : `<p>${escapeHtml(title)}</p>`
  const url = escapeHtml(shortUrl.replace(/^https?:\/\//, ''))
  return `<li>${draw(shortUrl, options).trimEnd()}<p class="url">${url}</p>${label}</li>\n`
}

// A size in the document; on paper the style decides.
const SIZE = 512

function draw(text: string, { level, logo }: SheetOptions): string {
  const roomy = logo === undefined ? null : makeQrWithRoom(text, QR_MARGIN)
  if (roomy === null || logo === undefined) return qrToSvg(makeQr(text, { level }), SIZE)
  return qrToSvg(roomy.modules, SIZE, { room: roomy.room, href: logo })
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
