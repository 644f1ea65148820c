/**
 * Where npm starts the server: as `src/cli/links.js` does the command line, and for the same reason.
 */
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./main.ts')
