/** The worker that judges many links, as the page asks it: questions, and promises of answers. */

import { questionWorker } from '../shared/worker-questions.ts'
import type { BulkAnswers, BulkAsk, Decoded, Preview, SavedRow } from './protocol.ts'

export interface BulkJudge {
  open(bytes: ArrayBuffer): Promise<void>
  decode(bytes: ArrayBuffer): Promise<Decoded>
  judge(ask: Omit<Extract<BulkAsk, { kind: 'judge' }>, 'kind'>): Promise<Preview>
  csv(links: readonly SavedRow[]): Promise<string>
  close(): void
}

/** Starts the worker. */
export function startBulkJudge(): BulkJudge {
  const worker = new Worker(new URL('./judge-worker.ts', import.meta.url), { type: 'module' })
  const { ask, close } = questionWorker<BulkAsk, BulkAnswers[keyof BulkAnswers]>(worker)

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
    close,
  }
}

function misunderstood(kind: BulkAsk['kind']): Error {
  return new Error(`the worker answered "${kind}" with something else`)
}
