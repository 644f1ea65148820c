/** The short URL as it will be, while its slug is typed. */
import { submit } from '#strings'
import { parseSlug } from '../../core/slug.ts'
import { onKnown, readKnown } from '../session/known.ts'
import { byId } from '../shared/dom.ts'

const place = byId('slug-short', HTMLElement)

/** Shows it for whatever stands in the field of the slug. */
export function watchShortUrl(slug: HTMLInputElement): void {
  slug.addEventListener('input', () => showShortUrl(slug.value))
  onKnown(() => showShortUrl(slug.value))
}

/** Shows the short URL of what was typed; nothing where it is no slug. */
export function showShortUrl(typed: string): void {
  const slug = typed.trim()
  const base = (readKnown().me?.baseUrl ?? place.dataset.base ?? '').replace(/^https?:\/\//, '')
  if (slug === '') place.textContent = submit.shortRandom(base)
  else {
    const isSlug = parseSlug(slug).ok
    place.textContent = isSlug ? submit.shortUrl(`${base}/${slug.toLowerCase()}`) : ''
  }
}
