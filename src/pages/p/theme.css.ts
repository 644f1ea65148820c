/** The owner's accent, in a style sheet of its own: the Content-Security-Policy bars inline styles. */
import { site } from '../../layouts/site.ts'

/** `/p/theme.css`; `parseSite` has made sure that the accent is a colour and nothing else. */
export function GET(): Response {
  // Astro links our sheets after this one; doubled, the selector stands above theirs.
  const css = site.accent === null ? '' : `:root:root { --accent: ${site.accent}; }\n`
  return new Response(css, { headers: { 'content-type': 'text/css; charset=utf-8' } })
}
