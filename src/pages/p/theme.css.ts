/** The owner's accent, after the style sheets of ours; a rule of its own, since CSP bars inline styles. */
import { site } from '../../layouts/site.ts'

/** `/p/theme.css`; `parseSite` has made sure that the accent is a colour and nothing else. */
export function GET(): Response {
  const css = site.accent === null ? '' : `:root { --accent: ${site.accent}; }\n`
  return new Response(css, { headers: { 'content-type': 'text/css; charset=utf-8' } })
}
