/** A worker's side of `worker-questions.ts`: each question is answered under its number. */
import type { Numbered, WorkerReply } from './worker-questions.ts'

/** Answers every question that comes; what `answer` throws is told to whoever asked. */
export function answerQuestions<Question extends object, Answer>(
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  const reply = (message: WorkerReply<Answer>) => postMessage(message)
  addEventListener('message', async ({ data }: MessageEvent<Numbered<Question>>) => {
    const { id } = data
    try {
      reply({ id, ok: true, answer: await answer(data) })
    } catch (error) {
      reply({ id, ok: false, message: error instanceof Error ? error.message : String(error) })
    }
  })
}
