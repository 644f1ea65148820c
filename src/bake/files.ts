/** Whether the files of a built site leave all links their addresses. */
import { type Finding, refusal } from '../core/finding.ts'
import type { LinkSet } from '../core/link-set.ts'
import { isReserved } from '../core/reserved.ts'
import { isPattern } from '../core/slug.ts'
import { expandSlug } from '../core/slugs/matching.ts'

/**
 * A file and a rule for one address hide each other, the one or the other way by host. So no
 * file may answer where a link does, be it only one of the many paths of a pattern. Hosts serve
 * `docs.html` and `docs/index.html` for `/docs`; case is ignored, as some hosts do.
 */
export function checkFiles(files: readonly string[], links: LinkSet): Finding[] {
  const slugs = Map.groupBy(links.keys(), firstSegment)
  return [
    ...files.flatMap((file) => {
      const rivals = slugs.get(firstSegment(file.replace(/\.html?$/i, '')))
      return (rivals ?? []).filter((slug) => answersAt(file, slug)).map((slug) => rival(file, slug))
    }),
    ...[...new Set(files.map(topName))].filter((name) => !isReserved(name)).map(unreserved),
  ]
}

function firstSegment(path: string): string {
  return topName(path).toLowerCase()
}

function topName(path: string): string {
  return path.split('/', 1)[0] ?? ''
}

function answersAt(file: string, slug: string): boolean {
  const name = file.toLowerCase()
  const page = name.replace(/(?:(?:^|\/)index)?\.html?$/, '')
  const wanted = slug.toLowerCase()
  return [name, page].some((path) =>
    isPattern(wanted) ? expandSlug(wanted, '', path) !== null : path === wanted,
  )
}

function rival(file: string, slug: string): Finding {
  const message = `the built file ${file} and the link /${slug} answer at one address; rename the file, or the link`
  return refusal('file-shadow', slug, 'slug', message)
}

function unreserved(name: string): Finding {
  const message = `the build writes "${name}", which is not among the reserved names and would take that slug from links; move it to public/custom/ or below /p/`
  return refusal('file-unreserved', name, null, message)
}
