/**
 * The token of whoever is signed in: for this tab and until it is closed or, where the person
 * wished so, on this device until they sign out.
 * Knows where the token is kept and who wants to hear of its loss; asks no server.
 */
const KEY = 'shortcrust.token'

type EndListener = (reason: string | null) => void

/** Where a token can be kept. */
export type Keeping = 'tab' | 'device'

let token: string | null = null
let onEnd: EndListener = () => {}

/** The token in use or, after a reload, the one kept for this tab or on this device. */
export function readToken(): string | null {
  token ??=
    withStorage('tab', (storage) => storage.getItem(KEY)) ??
    withStorage('device', (storage) => storage.getItem(KEY))
  return token
}

/** Keeps the token for this tab, or on this device, where each new tab finds it. */
export function keepToken(newToken: string, keeping: Keeping): void {
  token = newToken
  withStorage(keeping, (storage) => storage.setItem(KEY, newToken))
}

/** Forgets the token, and tells nobody. */
export function forgetToken(): void {
  token = null
  for (const keeping of ['tab', 'device'] as const) {
    withStorage(keeping, (storage) => storage.removeItem(KEY))
  }
}

/** Forgets the token; `reason` is told to whoever is looking, `null` when they asked for it. */
export function endSession(reason: string | null): void {
  forgetToken()
  onEnd(reason)
}

/** Calls `listener` at every end of the session, also when another tab has signed out the device. */
export function onSessionEnd(listener: EndListener): void {
  onEnd = listener
  addEventListener('storage', ({ key, oldValue, newValue }) => {
    if (key === KEY && newValue === null && oldValue === token) endSession(null)
  })
}

/**
 * Takes `#token=…` out of the address bar, so that it is neither bookmarked nor shared.
 * The server never sees a fragment, which is why a token may travel there.
 */
export function takeTokenFromAddress(): string | null {
  const encoded = /^#(?:.*&)?token=([^&]*)/.exec(location.hash)?.[1]
  if (encoded === undefined) return null
  history.replaceState(history.state, '', location.pathname + location.search)
  try {
    // Not URLSearchParams, which would read a "+" of the token as a space.
    return decodeURIComponent(encoded).trim() || null
  } catch {
    return null
  }
}

// Browsers that block storage throw at its mere mention; the token then lives until a reload.
function withStorage<T>(keeping: Keeping, use: (storage: Storage) => T): T | null {
  try {
    return use(keeping === 'tab' ? sessionStorage : localStorage)
  } catch {
    return null
  }
}
