/**
 * Who changes `data/site.json` under a running server hears that it is not taken up, once.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchSite } from '../../../src/serve/site-watch.ts'
import { makeCheckout, removeFolder, type TestCheckout } from '../../support/checkout.ts'

const CHANGED = 'data/site.json changed: start again to see it'

let project: TestCheckout
let said: string[]

beforeEach(async () => {
  project = await makeCheckout(new Map())
  said = []
  await writeSite({ name: 'Before' })
  await commit()
})

afterEach(() => removeFolder(project.root))

const report = (message: string) => said.push(message)

async function writeSite(site: unknown): Promise<void> {
  await mkdir(join(project.root, 'data'), { recursive: true })
  await writeFile(join(project.root, 'data', 'site.json'), `${JSON.stringify(site)}\n`)
}

async function commit(): Promise<void> {
  await project.git.text(['add', '-A'])
  await project.git.text(['commit', '-q', '--allow-empty', '-m', 'Change'])
}

test('a commit that changes the file is told once', async () => {
  const look = await watchSite(project.checkout)
  await commit()
  await look(report)
  expect(said).toEqual([])
  await writeSite({ name: 'After' })
  await commit()
  await look(report)
  await look(report)
  expect(said).toEqual([CHANGED])
})

test('an edit that was served already, committed later, is no change', async () => {
  await writeSite({ name: 'Edited' })
  const look = await watchSite(project.checkout)
  await look(report)
  await commit()
  await look(report)
  expect(said).toEqual([])
})

test('a file that is taken away is told', async () => {
  const look = await watchSite(project.checkout)
  await project.git.text(['rm', '-q', 'data/site.json'])
  await commit()
  await look(report)
  expect(said).toEqual([CHANGED])
})
