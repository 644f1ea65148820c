/**
 * What becomes of a commit whose host fails: acknowledged once, refused, or said to be unknown.
 */
import { describe, expect, test } from 'vitest'
import {
  HeadMoved,
  HostFailed,
  parseRetryAfter,
} from '../../../../src/stores/hosts/host-request.ts'
import { sendCommit, type Whereabouts } from '../../../../src/stores/hosts/send-commit.ts'
import { CommitUncertain, Conflict, StoreUnavailable } from '../../../../src/stores/store.ts'

const lost = () => new HostFailed('cut', true)
const unreached = () => new HostFailed('refused', false)

/** Answers each try with the next of `outcomes`, the last one for good. */
function outgoing(outcomes: readonly (string | Error)[], found: Whereabouts = 'absent') {
  let tries = 0
  return {
    tries: () => tries,
    async send() {
      const outcome = outcomes[Math.min(tries, outcomes.length - 1)] ?? ''
      tries += 1
      if (outcome instanceof Error) throw outcome
      return outcome
    },
    find: async () => found,
  }
}

const soon = () => Date.now() + 300
const later = () => Date.now() + 10_000

describe('a commit', () => {
  test('is acknowledged with its id', async () => {
    expect(await sendCommit('parent', later(), outgoing(['made']))).toBe('made')
  })

  test('is sent again after silence', async () => {
    const commit = outgoing([lost(), unreached(), 'made'])
    expect(await sendCommit('parent', later(), commit)).toBe('made')
    expect(commit.tries()).toBe(3)
  })

  test('that came too late is a conflict, and is not looked for', async () => {
    const commit = outgoing([new HeadMoved()], { id: 'of somebody else' })
    await expect(sendCommit('parent', later(), commit)).rejects.toBeInstanceOf(Conflict)
  })

  test('that was never received is not looked for either', async () => {
    const commit = outgoing([unreached(), new HeadMoved()], { id: 'of somebody else' })
    await expect(sendCommit('parent', later(), commit)).rejects.toBeInstanceOf(Conflict)
  })

  test('is found again when its answer was lost', async () => {
    const commit = outgoing([lost(), new HeadMoved()], { id: 'made' })
    expect(await sendCommit('parent', later(), commit)).toBe('made')
  })

  test('is a conflict when it is not found after a lost answer', async () => {
    const commit = outgoing([lost(), new HeadMoved()])
    await expect(sendCommit('parent', later(), commit)).rejects.toBeInstanceOf(Conflict)
  })

  test('is no conflict while another try of it may yet land', async () => {
    const commit = outgoing([lost(), new HeadMoved()], 'open')
    await expect(sendCommit('parent', soon(), commit)).rejects.toBeInstanceOf(CommitUncertain)
    expect(commit.tries()).toBeGreaterThan(2)
  })

  test('is uncertain when the host stays silent over it', async () => {
    const commit = outgoing([lost(), unreached()])
    await expect(sendCommit('parent', soon(), commit)).rejects.toBeInstanceOf(CommitUncertain)
  })

  test('is uncertain when it is refused after it may have been written', async () => {
    const commit = outgoing([lost(), new StoreUnavailable('token refused')])
    await expect(sendCommit('parent', later(), commit)).rejects.toBeInstanceOf(CommitUncertain)
  })

  test('is not uncertain when the host was never reached', async () => {
    const error = await sendCommit('parent', soon(), outgoing([unreached()])).catch((e) => e)
    expect(error).toBeInstanceOf(HostFailed)
  })
})

describe('when a host wants to be asked again', () => {
  test.each<[string | null, number | null]>([
    ['120', 120],
    ['0', 1],
    [null, null],
    ['soon', null],
    ['', null],
  ])('%j', (text, seconds) => {
    expect(parseRetryAfter(text)).toBe(seconds)
  })

  test('a date', () => {
    const date = new Date(Date.now() + 90_000).toUTCString()
    const seconds = parseRetryAfter(date)
    expect(seconds).toBeGreaterThan(80)
    expect(seconds).toBeLessThanOrEqual(91)
  })
})
