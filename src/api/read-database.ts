/**
 * `GET /database`: the whole of `data/links.db` at the head of the branch, for pages that search
 * it themselves.
 */
import { createHash } from 'node:crypto'
import { authenticate } from './auth.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'
import { refuseQuery } from './query.ts'
import { matchesTag } from './request.ts'

export async function readDatabase(request: Request, context: ApiContext): Promise<Response> {
  authenticate(request, context.tokens)
  refuseQuery(new URL(request.url))
  const { bytes } = await context.repository.readFile()
  const etag = `"${blobId(bytes)}"`
  const headers = { etag, 'cache-control': 'no-store' }
  const known = request.headers.get('if-none-match')
  if (known !== null && matchesTag(known, etag, 'If-None-Match')) {
    return new Response(null, { status: 304, headers })
  }
  const { answerMax } = context
  if (answerMax !== null && bytes.length > answerMax) {
    throw new Problem(
      503,
      `data/links.db has ${bytes.length} bytes, and this host lets an answer have ${answerMax}; read it from the repository, or page through GET /links`,
      { headers: { 'retry-after': '3600' } },
    )
  }
  return new Response(streamOf(bytes), {
    headers: { ...headers, 'content-type': 'application/vnd.sqlite3' },
  })
}

/** The id that Git gives a file's content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

const CHUNK = 256 * 1024

// Netlify lets a stream be longer than a buffered answer: https://docs.netlify.com/functions/api/
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent < bytes.length) controller.enqueue(bytes.slice(sent, sent + CHUNK))
      sent += CHUNK
      if (sent >= bytes.length) controller.close()
    },
  })
}
