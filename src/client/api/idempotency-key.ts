/** A key that marks a request, so that its repeat is known as one. */
export function newKey(): string {
  // Browsers make UUIDs on secure origins only; `npm start` may be visited by address.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
