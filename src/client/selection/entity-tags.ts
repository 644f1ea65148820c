/** Entity tags of links that the page holds already, so that it need not ask for each of them. */
import { formatTag, textOfTag } from '../../core/changes/entity-tag.ts'
import type { StoredLink } from '../database/protocol.ts'

/**
 * The tag that the API gives the link, or `null` where the browser hashes nothing: on plain http
 * from another machine, where a change then goes on without it.
 */
export async function entityTagOf(link: StoredLink): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) return null
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(textOfTag(link)))
  const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
  return formatTag(hash.join(''))
}
