/** The owner's site.json, checked once at build time. Pages read it here and nowhere else. */
import raw from '../../data/site.json' with { type: 'json' }
import { parseSite } from '../core/site.ts'

export const site = parseSite(raw)
