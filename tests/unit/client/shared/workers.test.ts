/** A page and its worker: every question gets its own answer, whatever order they come in. */
import { afterEach, expect, test, vi } from 'vitest'
import { answerQuestions } from '../../../../src/client/shared/worker-answers.ts'
import { questionWorker } from '../../../../src/client/shared/worker-questions.ts'

interface Question {
  wait: number
  say: string
}

/** A worker whose messages go to and from the globals of this file, as those of a real one do. */
class FakeWorker extends EventTarget implements Worker {
  onmessage = null
  onmessageerror = null
  onerror = null
  readonly inside = new EventTarget()

  constructor(answer: (question: Question) => Promise<string>) {
    super()
    vi.stubGlobal('addEventListener', this.inside.addEventListener.bind(this.inside))
    vi.stubGlobal('postMessage', (data: unknown) => {
      this.dispatchEvent(new MessageEvent('message', { data }))
    })
    answerQuestions(answer)
  }

  postMessage(data: unknown): void {
    this.inside.dispatchEvent(new MessageEvent('message', { data }))
  }

  terminate(): void {}
}

function start() {
  const worker = new FakeWorker(async ({ wait, say }) => {
    await new Promise((resolve) => setTimeout(resolve, wait))
    if (say === '') throw new Error('nothing to say')
    return say
  })
  return { worker, ...questionWorker<Question, string>(worker) }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

test('a quick answer does not go to who asked something slow', async () => {
  const { ask } = start()
  expect(
    await Promise.all([ask({ wait: 20, say: 'slow' }), ask({ wait: 0, say: 'quick' })]),
  ).toEqual(['slow', 'quick'])
})

test('what the worker throws is told to who asked, and the next question is answered', async () => {
  const { ask } = start()
  await expect(ask({ wait: 0, say: '' })).rejects.toThrow('nothing to say')
  expect(await ask({ wait: 0, say: 'yes' })).toBe('yes')
})

test('whoever waits hears that the worker failed, or was closed', async () => {
  const { worker, ask, close } = start()
  const first = ask({ wait: 1_000, say: 'never' })
  const event = Object.assign(new Event('error'), { message: 'no such script' })
  worker.dispatchEvent(event)
  await expect(first).rejects.toThrow('no such script')
  const second = ask({ wait: 1_000, say: 'never' })
  close()
  await expect(second).rejects.toThrow('it was closed')
})
