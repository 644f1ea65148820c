// The site's frame: static pages under a strict Content-Security-Policy. What an owner decides is
// in data/site.json; what depends on links is baked by src/bake.
import process from 'node:process'
import { defineConfig } from 'astro/config'
import { shortcrust } from './src/bake/integration.ts'

// A self-owned site tells nobody that it is being built.
process.env.ASTRO_TELEMETRY_DISABLED ??= '1'

export default defineConfig({
  output: 'static',
  // `site` comes from data/site.json.
  integrations: [shortcrust()],
  compressHTML: true,
  prefetch: false,
  devToolbar: { enabled: false },
  // Nothing inline: the policy in src/bake/headers.ts allows files only. Astro inlines a script or
  // style that is smaller than Vite's limit, so the limit is none.
  build: { format: 'directory', inlineStylesheets: 'never' },
  vite: {
    resolve: {
      // Their own builds for browsers, where the admin page reads files by the rules of import.
      alias: {
        'csv-parse/sync': 'csv-parse/browser/esm/sync',
        'csv-stringify/sync': 'csv-stringify/browser/esm/sync',
      },
    },
    build: {
      assetsInlineLimit: 0,
      // SQLite in a file of its own: it stays in caches when our scripts around it change.
      rolldownOptions: {
        output: {
          codeSplitting: { groups: [{ name: 'sql-wasm', test: /node_modules\/sql\.js\// }] },
        },
      },
    },
    worker: {
      // A worker loads SQLite when it is asked to, which only a module can.
      format: 'es',
      // Named as the pages' own, so that both share one file of SQLite.
      rolldownOptions: { output: { assetFileNames: '_astro/[name].[hash][extname]' } },
    },
  },
})
