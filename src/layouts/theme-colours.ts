/** What the frame of a browser's window is painted with: the band on top of each page. */
import { derivePalettes } from '../core/site/colour.ts'
import { site } from './site.ts'

// Ours stand in tokens.css, too, where a script of the build can't read them.
const OURS = { light: '#ffdf8a', dark: '#1d2740' }

export const themeColours = site.accent === null ? OURS : bandsOf(site.accent)

function bandsOf(accent: string): typeof OURS {
  const { light, dark } = derivePalettes(accent)
  return { light: light.butter, dark: dark.butter }
}
