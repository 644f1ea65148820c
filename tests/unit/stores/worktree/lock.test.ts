/**
 * The lock between processes.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from '../../../../src/stores/worktree/lock.ts'
import { makeFolder, removeFolder } from '../../../support/checkout.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await makeFolder()
  path = join(folder, 'lock')
})

afterEach(() => removeFolder(folder))

test('lets one in at a time, in one process', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await sleep(5)
    inside -= 1
  }
  await Promise.all(Array.from({ length: 10 }, () => withLock(path, work)))
  expect(most).toBe(1)
  expect((await stat(path)).size).toBe(0)
})

test('gives back what the work gives, and is free again after it throws', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await withLock(path, async () => 7)).toBe(7)
})

test('is free again when its holder is killed', async () => {
  const module = JSON.stringify(
    join(import.meta.dirname, '../../../../src/stores/worktree/lock.ts'),
  )
  const script = `const { withLock } = await import(${module})
    await withLock(${JSON.stringify(path)}, () => new Promise((resolve) => {
      console.log('held')
      setTimeout(resolve, 60_000)
    }))`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script])
  await once(holder.stdout, 'data')
  let entered = false
  const waiting = withLock(path, async () => {
    entered = true
  })
  await sleep(200)
  expect(entered).toBe(false)
  holder.kill('SIGKILL')
  await waiting
  expect(entered).toBe(true)
})
