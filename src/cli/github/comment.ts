/**
 * The one comment of ours on an issue or a pull request: posted once, then kept up to date.
 */
import * as z from 'zod'
import { type GitHub, postedSchema, userSchema } from './api.ts'

const commentSchema = z.object({
  id: z.int(),
  body: z.string().nullable(),
  user: userSchema.nullable(),
})

// The account of a workflow's own token. Anyone can write our marker, but not as this one.
const OURS = 'github-actions[bot]'

/** What a comment is about: there is one of each on a page. */
export type Topic = 'check' | 'merge' | 'issue'

/**
 * Posts a comment, or changes the one that stands.
 *
 * @param body Markdown; `null` where there is nothing to say, which changes only a comment that
 *   stands, to `otherwise`
 */
export async function keepComment(
  github: GitHub,
  number: number,
  topic: Topic,
  body: string | null,
  otherwise = '',
): Promise<void> {
  const marker = `<!-- shortcrust:${topic} -->\n`
  const comments = await github.list(`/issues/${number}/comments`, commentSchema)
  const standing = comments.find(({ user, body: text }) => {
    return user?.login === OURS && user.type === 'Bot' && text?.startsWith(marker.trim())
  })
  const wanted = `${marker}${body ?? otherwise}`
  if (standing === undefined) {
    if (body === null) return
    await github.send('POST', `/issues/${number}/comments`, { body: wanted }, postedSchema)
  } else if (standing.body !== wanted) {
    const path = `/issues/comments/${standing.id}`
    await github.send('PATCH', path, { body: wanted }, postedSchema)
  }
}
