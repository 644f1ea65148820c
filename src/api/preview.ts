/**
 * The API of a preview: a deploy of what somebody proposes reads, and never writes.
 */
import { Problem, toResponse } from './problem.ts'

type Handler = (request: Request) => Promise<Response>

const READING = ['GET', 'HEAD']

/** `api` without its writes; they are refused before anything of the request is looked at. */
export function refuseWrites(api: Handler): Handler {
  return async (request) => {
    if (READING.includes(request.method)) return api(request)
    const detail =
      'this is a preview deploy, which writes nothing; make the change on the live site, or by pull request'
    return toResponse(new Problem(403, detail))
  }
}
