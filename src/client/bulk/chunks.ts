/** Many links in the order and the portions in which they are sent. Pure. */
import { isAliasTarget } from '../../core/targets/alias.ts'
import type { Line, NewLink } from './protocol.ts'

/** A line that can be sent. */
export type SendableLine = Line & { link: NewLink }

/** One request: all of its links, or none. */
export interface Chunk {
  lines: SendableLine[]
  body: string
}

/** The API's own limits: links in a request, and bytes in its body with some room to spare. */
const LIMITS = { links: 500, bytes: 900_000 } as const

/**
 * Divides lines into requests. An alias comes after the line that it stands for, whichever was
 * first in the text, since a request may not stand on a later one.
 */
export function chunkLines(
  lines: readonly Line[],
  limits: { links: number; bytes: number } = LIMITS,
): Chunk[] {
  const chunks: Chunk[] = []
  let current: { lines: SendableLine[]; texts: string[]; bytes: number } | null = null
  const close = () => {
    if (current !== null)
      chunks.push({ lines: current.lines, body: `[${current.texts.join(',')}]` })
    current = null
  }
  for (const line of inOrder(lines)) {
    const text = JSON.stringify(line.link)
    // The comma, or the brackets.
    const bytes = new TextEncoder().encode(text).length + 2
    const isFull =
      current !== null &&
      (current.lines.length >= limits.links || current.bytes + bytes > limits.bytes)
    if (isFull) close()
    current ??= { lines: [], texts: [], bytes: 0 }
    current.lines.push(line)
    current.texts.push(text)
    current.bytes += bytes
  }
  close()
  return chunks
}

function inOrder(lines: readonly Line[]): SendableLine[] {
  const sendable = lines.filter((line): line is SendableLine => line.link !== null)
  const bySlug = new Map(sendable.map((line) => [line.slug, line]))
  const depth = ({ link }: SendableLine): number => {
    let steps = 0
    let url = link.url
    // The judge refuses circles; the bound is for what it might not see.
    while (isAliasTarget(url) && steps < sendable.length) {
      const next = bySlug.get(url.slice(1))
      if (next === undefined) break
      steps += 1
      url = next.link.url
    }
    return steps
  }
  // Sorting is stable, so that all others stay in the order of the text.
  return sendable
    .map((line) => ({ line, at: depth(line) }))
    .sort((a, b) => a.at - b.at)
    .map(({ line }) => line)
}
