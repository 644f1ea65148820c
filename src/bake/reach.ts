/**
 * Which rules of a list are never reached, because a rule above answers all of their paths.
 * A tree of path segments, so that 100,000 rules are judged in one pass.
 */

interface Node {
  /** The rule that ends here, and the one whose `*` begins here. */
  ends: string | null
  splat: string | null
  next: Map<string, Node>
}

const PLACEHOLDER = ':'

/** A rule's path that no request reaches, and the path above it that takes them all. */
export interface Unreached {
  from: string
  by: string
}

/** Finds the paths, such as `/docs`, `/pr/:id` and `/gh/*`, that one above them makes useless. */
export function findUnreached(paths: readonly string[]): Unreached[] {
  const root = newNode()
  return paths.flatMap((from) => {
    const segments = from.slice(1).split('/')
    const by = findCover(root, segments, 0)
    if (by !== null) return [{ from, by }]
    insert(root, segments, from)
    return []
  })
}

function newNode(): Node {
  return { ends: null, splat: null, next: new Map() }
}

function insert(root: Node, segments: readonly string[], from: string): void {
  let node = root
  for (const segment of segments) {
    if (segment === '*') {
      node.splat = from
      return
    }
    const key = segment.startsWith(':') ? PLACEHOLDER : segment
    const next = node.next.get(key) ?? newNode()
    node.next.set(key, next)
    node = next
  }
  node.ends = from
}

function findCover(node: Node, segments: readonly string[], index: number): string | null {
  if (node.splat !== null) return node.splat
  const segment = segments[index]
  if (segment === undefined) return node.ends
  if (segment === '*') return null
  const isPlaceholder = segment.startsWith(':')
  const keys = isPlaceholder || segment === '' ? [] : [segment]
  // A placeholder takes any segment but an empty one.
  keys.push(segment === '' ? '' : PLACEHOLDER)
  for (const key of keys) {
    const next = node.next.get(key)
    const cover = next === undefined ? null : findCover(next, segments, index + 1)
    if (cover !== null) return cover
  }
  return null
}
