/**
 * What npm runs after installing: `links setup`. Plain JavaScript, since without our development
 * packages the Node at hand may be one that reads no TypeScript; then there is nothing to set up.
 */
import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) {
  const { run } = await import('./program.ts')
  await run(['setup'])
}
