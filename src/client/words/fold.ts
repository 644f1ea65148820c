/** Text as it is compared in searches. Pure. */

/** Text as it is searched: people type "cafe" and mean "CAFÉ", and SQLite folds ASCII only. */
export function fold(text: string): string
export function fold(text: string | null): string | null
export function fold(text: string | null): string | null {
  if (text === null) return null
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
