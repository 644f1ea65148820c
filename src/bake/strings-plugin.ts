/**
 * `#strings` for Vite: the strings of the site's language, each section a module of its own.
 * In one module they would be one file for all pages, and home would carry what the admin page says.
 */
import { join } from 'node:path'
import type { ViteUserConfig } from 'astro'
import { pickLanguage } from '../strings/languages.ts'

type Plugin = NonNullable<ViteUserConfig['plugins']>[number]

const IMPORT = /import\s*\{([^}]*)\}\s*from\s*['"]#strings['"];?/g
const SPECIFIER = /^#strings(\?\w+)?$/

/**
 * The plugin for a project below `root` whose pages are in the language of `tag` (BCP 47).
 *
 * A section is the file of strings again with the section's name as its query; what is not
 * imported from it falls to tree shaking.
 */
export function stringsPlugin(root: string, tag: string): Plugin {
  const file = join(root, 'src/strings', `${pickLanguage(tag)}.ts`)
  return {
    name: 'shortcrust:strings',
    enforce: 'pre',
    resolveId(source: string) {
      const match = SPECIFIER.exec(source)
      return match === null ? null : `${file}${match[1] ?? ''}`
    },
    transform(code: string, id: string) {
      // Astro's own part of a component is not sent to anybody.
      if (!id.startsWith(root) || !code.includes('#strings') || /\.astro$/.test(id)) return null
      return { code: code.replace(IMPORT, (_, names: string) => importSections(names)), map: null }
    },
  }
}

/**
 * One import for each section, in one line.
 *
 * @example
 * importSections('home, qr as words') // => "import { home } from '#strings?home'; import …"
 */
function importSections(names: string): string {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => `import { ${name} } from '#strings?${name.split(/\s+as\s+/)[0]}'`)
    .join('; ')
}
