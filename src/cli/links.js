/**
 * Where npm and Git start the command line. Plain JavaScript: once its compile cache holds our
 * TypeScript, Node needn't load what strips types, and the first file is read before the cache is on.
 */
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./main.ts')
