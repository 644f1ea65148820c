/** What the live site says of itself in `build.json`. */
import * as z from 'zod'
import { refused } from '../failure.ts'
import type { Answer, Ask } from './ask.ts'

const build = z.object({
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)
    .nullable()
    .catch(null),
  builtAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    .nullable()
    .catch(null),
  preview: z.boolean().catch(false),
})

export type SiteBuild = z.infer<typeof build>

/**
 * Asks the site at `origin` what it is built from; `null` where it says nothing that we know.
 *
 * @throws {Refused} where there is nobody to ask, or the site has moved: to https, to `www.`
 */
export async function askBuild(origin: string, ask: Ask): Promise<SiteBuild | null> {
  const answer = await ask(`${origin}/build.json`)
  if ('error' in answer) {
    throw refused(
      'unreachable',
      `${origin} can not be reached (${answer.error}); check the address and the network`,
    )
  }
  if (leadsElsewhere(answer)) {
    throw refused(
      'moved',
      `${origin} sends its visitors to ${answer.location}; give the address that answers itself`,
    )
  }
  if (answer.status !== 200) return null
  try {
    return build.parse(JSON.parse(answer.body))
  } catch {
    // Somebody else's page, as hosts serve one for unknown paths.
    return null
  }
}

// The same path on another origin: each link would differ, and none would be wrong.
function leadsElsewhere({ status, location }: Answer): boolean {
  return status >= 300 && status < 400 && /^https?:\/\/[^/?#]+\/build\.json$/.test(location ?? '')
}
