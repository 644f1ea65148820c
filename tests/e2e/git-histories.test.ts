/**
 * Random histories on two to four branches through Git itself: whatever the order of the merges,
 * the bytes are the same, canonical and valid, and where Git stops, a person's choices end in a
 * valid file. Few runs, since each is some dozens of processes; `property/core` has the many.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLinks } from '../../src/core/check.ts'
import { hasErrors } from '../../src/core/finding.ts'
import { removeFolder } from '../support/checkout.ts'
import { bytesOf, type Clone, makeClone } from '../support/clone.ts'
import { arbBranches } from '../support/edits.ts'
import { SITE } from '../support/links.ts'
import { runs } from '../support/runs.ts'

/** Merges branches into `target` one by one; how often Git stopped. */
async function mergeInto(clone: Clone, target: string, names: readonly string[], side: string) {
  await clone.git('switch', '-q', target)
  let stops = 0
  for (const name of names) {
    const { code } = await clone.tryGit('merge', '--no-edit', name)
    await expectValid(clone)
    if (code === 0) continue
    stops += 1
    // Choices that break a rule together are refused, so one side of all is chosen at once.
    const settled = await clone.run('resolve', '--all', side)
    expect(settled).toMatchObject({ code: 0, output: expect.stringContaining('is staged') })
    await expectValid(clone)
    await clone.git('commit', '-q', '--no-edit')
  }
  return stops
}

async function expectValid(clone: Clone) {
  const links = await clone.links()
  expect(Buffer.compare(await clone.bytes(), bytesOf(links))).toBe(0)
  expect(hasErrors(checkLinks(links, SITE))).toBe(false)
}

describe('histories on two to four branches', () => {
  it('come to the same bytes in either order, or stop, and always end valid', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbBranches,
        fc.constantFrom('--ours', '--theirs'),
        async ({ base, branches }, side) => {
          const clone = await makeClone(base)
          try {
            const names = branches.map((_, index) => `branch-${index}`)
            for (const [index, links] of branches.entries()) {
              await clone.git('switch', '-q', '-c', `branch-${index}`, 'main')
              await clone.write(links)
              await clone.git('commit', '-q', '-a', '--allow-empty', '-m', `Branch ${index}`)
            }
            await clone.git('branch', 'there', 'branch-0')
            await clone.git('branch', 'back', names.at(-1) ?? '')
            const there = await mergeInto(clone, 'there', names.slice(1), side)
            const left = await clone.bytes()
            const back = await mergeInto(clone, 'back', names.slice(0, -1).reverse(), side)
            if (there + back === 0) expect(Buffer.compare(await clone.bytes(), left)).toBe(0)
          } finally {
            await removeFolder(clone.root)
          }
        },
      ),
      { numRuns: runs(5), endOnFailure: true },
    )
  })
})
