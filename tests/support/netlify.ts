/**
 * Netlify's own matcher, as its CDN and CLI use it: the judge of what a rule does.
 */
import redirector from 'netlify-redirector'

/** What the matcher answers for a path. */
export interface Match {
  from: string
  to: string
  status: number
}
