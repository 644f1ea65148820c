/**
 * Who asks, and what they may do. Tokens are known by their hashes only.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { ROLES, type Role, type TokenEntry } from '../config.ts'
import { Problem } from './problem.ts'

/** The bearer of a token. */
export interface Caller {
  handle: string
  role: Role
}

/** The SHA-256 of a token, as `SHORTCRUST_TOKENS` holds it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

// RFC 6750, section 2.1.
const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i

/**
 * Finds out who asks.
 *
 * @throws {Problem} 503 without any configured token, 401 without a known one
 */
export function authenticate(request: Request, tokens: readonly TokenEntry[]): Caller {
  if (tokens.length === 0) {
    throw new Problem(
      503,
      'no tokens are configured, so nobody can sign in; set SHORTCRUST_TOKENS',
      { headers: { 'retry-after': '300' } },
    )
  }
  const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token === undefined) throw unauthorized('send a token: "Authorization: Bearer …"')
  const hash = Buffer.from(hashToken(token), 'hex')
  let caller: Caller | null = null
  // All entries are compared, so that time tells nothing about which one fits.
  for (const entry of tokens) {
    if (timingSafeEqual(hash, Buffer.from(entry.hash, 'hex'))) caller = entry
  }
  if (caller === null) throw unauthorized('the token is not known here')
  return { handle: caller.handle, role: caller.role }
}

function unauthorized(detail: string): Problem {
  return new Problem(401, detail, { headers: { 'www-authenticate': 'Bearer realm="Shortcrust"' } })
}

/** Whether the caller's role includes `role`. */
export function hasRole({ role: own }: Caller, role: Role): boolean {
  return ROLES.indexOf(own) >= ROLES.indexOf(role)
}

/** @throws {Problem} 403 unless the caller's role includes `role` */
export function requireRole(caller: Caller, role: Role, action: string): void {
  if (hasRole(caller, role)) return
  const { handle, role: own } = caller
  throw new Problem(403, `${handle} has the role "${own}"; to ${action} takes the role "${role}"`)
}
