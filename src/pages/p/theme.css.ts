/** The owner's accent, in a style sheet of its own: the Content-Security-Policy bars inline styles. */
import { derivePalettes, type Palette } from '../../core/site/colour.ts'
import { site } from '../../layouts/site.ts'

/** `/p/theme.css`; `parseSite` has made sure that the accent is a colour and nothing else. */
export function GET(): Response {
  const css = site.accent === null ? '' : formatTheme(site.accent)
  return new Response(css, { headers: { 'content-type': 'text/css; charset=utf-8' } })
}

function formatTheme(accent: string): string {
  const { light, dark } = derivePalettes(accent)
  return [
    formatRule([`--accent: ${accent};`, ...toProperties(light)]),
    `@media (prefers-color-scheme: dark) {\n${formatRule(toProperties(dark))}}\n`,
  ].join('')
}

// Astro links our sheets after this one; doubled, the selector stands above theirs.
function formatRule(properties: readonly string[]): string {
  return `:root:root {\n${properties.map((property) => `  ${property}\n`).join('')}}\n`
}

function toProperties(palette: Palette): string[] {
  return Object.entries(palette).map(([name, hex]) => `--${toKebab(name)}: ${hex};`)
}

function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
