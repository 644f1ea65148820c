/**
 * The command line: `node src/cli/main.ts <command>`; by npm, through `links.js`, which is quicker,
 * `npm run links -- <command>`.
 * Exit codes: 0 done, 1 errors or refused, 2 usage.
 */
import { enableCompileCache } from 'node:module'

// Before all else is loaded, since Node then keeps what it made of our TypeScript.
enableCompileCache()
// Whoever reads our output may stop early, as "head" does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})
const { run } = await import('./program.ts')
const code = await run(process.argv.slice(2))
// A command that ended well may have said otherwise, as "check" does.
if (code !== 0) process.exitCode = code
