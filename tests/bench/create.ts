/**
 * One create through the function, without a store, in a process of its own: prints its time,
 * warm and cold, and its peak memory as JSON.
 */
import process from 'node:process'
import { openTestApi } from '../support/api.ts'
import { manyLinks } from './links.ts'
import { time } from './measure.ts'

const links = manyLinks(Number(process.argv[2]))
const { send } = await openTestApi(links)
let count = 0
const create = async () => {
  count += 1
  const { status } = await send('POST', '/links', { url: `https://example.com/${count}` })
  if (status !== 201) throw new Error(`answered ${status}`)
}
const cold = await time(1, create)
const warm = await time(10, create)
// Kilobytes since Node 20, whatever the system counts in.
console.log(JSON.stringify({ cold, warm, peak: process.resourceUsage().maxRSS * 1024 }))
