/** The worker that judges many links, as the page asks it: questions, and promises of answers. */
import type {
  BulkAnswers,
  BulkAsk,
  BulkAsked,
  BulkReply,
  Decoded,
  Preview,
  SavedRow,
} from './bulk-protocol.ts'

interface Waiting {
  resolve(answer: BulkAnswers[keyof BulkAnswers]): void
  reject(error: Error): void
}

export interface BulkJudge {
  open(bytes: ArrayBuffer): Promise<void>
  decode(bytes: ArrayBuffer): Promise<Decoded>
  judge(ask: Omit<Extract<BulkAsk, { kind: 'judge' }>, 'kind'>): Promise<Preview>
  csv(links: readonly SavedRow[]): Promise<string>
  close(): void
}

/** Starts the worker. */
export function startBulkJudge(): BulkJudge {
  const worker = new Worker(new URL('./bulk-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let asked = 0

  worker.addEventListener('message', ({ data }: MessageEvent<BulkReply>) => {
    const one = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.ok) one?.resolve(data.answer)
    else one?.reject(new Error(data.message))
  })
  // A script that can't be loaded answers no question.
  worker.addEventListener('error', ({ message }) => rejectAll(message || 'it could not be started'))

  function rejectAll(message: string): void {
    for (const { reject } of waiting.values()) reject(new Error(`the worker failed: ${message}`))
    waiting.clear()
  }

  function ask(
    question: BulkAsk,
    transfer: Transferable[] = [],
  ): Promise<BulkAnswers[keyof BulkAnswers]> {
    asked += 1
    const message: BulkAsked = { ...question, id: asked }
    return new Promise((resolve, reject) => {
      waiting.set(asked, { resolve, reject })
      worker.postMessage(message, transfer)
    })
  }

  return {
    async open(bytes) {
      await ask({ kind: 'open', bytes }, [bytes])
    },
    async decode(bytes) {
      const answer = await ask({ kind: 'decode', bytes }, [bytes])
      if (answer !== null && typeof answer === 'object' && 'ok' in answer) return answer
      throw misunderstood('decode')
    },
    async judge(question) {
      const answer = await ask({ kind: 'judge', ...question })
      if (answer !== null && typeof answer === 'object' && 'rows' in answer) return answer
      throw misunderstood('judge')
    },
    async csv(links) {
      const answer = await ask({ kind: 'csv', links })
      if (typeof answer === 'string') return answer
      throw misunderstood('csv')
    },
    close() {
      worker.terminate()
      rejectAll('it was closed')
    },
  }
}

function misunderstood(kind: BulkAsk['kind']): Error {
  return new Error(`the worker answered "${kind}" with something else`)
}
