/** All links at head, as the page asks for them: questions to the worker, answers as promises. */

import { questionWorker } from '../shared/worker-questions.ts'
import type { Answers, Ask } from './protocol.ts'

export interface LinksDatabase {
  /** Takes the bytes of `data/links.db`, in place of what was there. */
  open(bytes: ArrayBuffer): Promise<Answers['open']>
  find(ask: Omit<Extract<Ask, { kind: 'find' }>, 'kind'>): Promise<Answers['find']>
  /** The slugs of all that match, on every page, in their order. */
  findAll(ask: Omit<Extract<Ask, { kind: 'findAll' }>, 'kind'>): Promise<string[]>
  /** The links with these slugs, those that are there. */
  get(slugs: readonly string[]): Promise<Answers['get']>
  /** Links of any state that stand for one of these slugs, also through other aliases. */
  aliasesOf(slugs: readonly string[]): Promise<Answers['aliases']>
  /** All links in numbers, at a moment as links hold it. */
  overview(now: string): Promise<Answers['overview']>
  /** Ends the worker and forgets all links. */
  close(): void
}

/** Starts the worker; it holds nothing yet. */
export function startLinksDatabase(): LinksDatabase {
  const worker = new Worker(new URL('./database-worker.ts', import.meta.url), { type: 'module' })
  const { ask, close } = questionWorker<Ask, Answers[keyof Answers]>(worker)

  return {
    async open(bytes) {
      const answer = await ask({ kind: 'open', bytes }, [bytes])
      if ('owners' in answer) return answer
      throw misunderstood('open')
    },
    async find(question) {
      const answer = await ask({ kind: 'find', ...question })
      if ('links' in answer) return answer
      throw misunderstood('find')
    },
    async findAll(question) {
      const answer = await ask({ kind: 'findAll', ...question })
      if ('slugs' in answer) return answer.slugs
      throw misunderstood('findAll')
    },
    async get(slugs) {
      const answer = await ask({ kind: 'get', slugs })
      if (Array.isArray(answer)) return answer
      throw misunderstood('get')
    },
    async aliasesOf(slugs) {
      const answer = await ask({ kind: 'aliases', slugs })
      if (Array.isArray(answer)) return answer
      throw misunderstood('aliases')
    },
    async overview(now) {
      const answer = await ask({ kind: 'overview', now })
      if ('timeline' in answer) return answer
      throw misunderstood('overview')
    },
    close,
  }
}

function misunderstood(kind: Ask['kind']): Error {
  return new Error(`the worker answered "${kind}" with something else`)
}
