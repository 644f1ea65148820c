/** Questions to a worker, and its answers as promises. Knows no question. */

/** A question as it is sent: with the number by which its answer is known. */
export type Numbered<Question> = Question & { id: number }

/** What a worker sends back. */
export type WorkerReply<Answer> =
  | { id: number; ok: true; answer: Answer }
  | { id: number; ok: false; message: string }

interface Waiting<Answer> {
  resolve(answer: Answer): void
  reject(error: Error): void
}

export interface WorkerQuestions<Question, Answer> {
  /** @throws {Error} what the worker throws, or that it failed or was closed */
  ask(question: Question, transfer?: Transferable[]): Promise<Answer>
  /** Ends the worker; whoever still waits hears that it was closed. */
  close(): void
}

/** Asks a worker that has just been started, and answers each question by its number. */
export function questionWorker<Question extends object, Answer>(
  worker: Worker,
): WorkerQuestions<Question, Answer> {
  const waiting = new Map<number, Waiting<Answer>>()
  let asked = 0

  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply<Answer>>) => {
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

  return {
    ask(question, transfer = []) {
      asked += 1
      const message: Numbered<Question> = { ...question, id: asked }
      return new Promise((resolve, reject) => {
        waiting.set(asked, { resolve, reject })
        worker.postMessage(message, transfer)
      })
    },
    close() {
      worker.terminate()
      rejectAll('it was closed')
    },
  }
}
