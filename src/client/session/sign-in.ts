/**
 * Signing in with a token, and out again: the form for it, and whether it or the desk is shown.
 * Knows nothing of what stands on the desk.
 */
import { signIn as strings } from '#strings'
import type { PublishingStatus } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { byId, showText } from '../shared/dom.ts'
import { whileSlow } from '../shared/time-limit.ts'
import {
  endSession,
  forgetToken,
  type Keeping,
  keepToken,
  onSessionEnd,
  readToken,
  takeTokenFromAddress,
} from './session.ts'

/** Time after which people want to know what they wait for. */
const SLOW_MS = 300

const form = byId('sign-in', HTMLFormElement)
const tokenInput = byId('token', HTMLInputElement)
const lastingBox = byId('token-lasting', HTMLInputElement)
const errorPlace = byId('token-error', HTMLElement)
const status = byId('sign-in-status', HTMLElement)
const desk = byId('desk', HTMLElement)

interface SignInListener {
  onSignedIn(): void
  /** Hears of the session's end; `reason` is `null` when the person wished it. */
  onSignedOut(reason: string | null): void
}

/** Brings the form to life, and signs in whoever has a token already. */
export function startSignIn(listener: SignInListener): void {
  const enter = (token: string, keeping: Keeping = 'tab') => signIn(token, keeping, listener)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void enter(tokenInput.value.trim(), lastingBox.checked ? 'device' : 'tab')
  })
  byId('sign-out', HTMLButtonElement).addEventListener('click', () => endSession(null))
  onSessionEnd((reason) => {
    listener.onSignedOut(reason)
    showForm()
    showError(reason)
    tokenInput.focus()
  })
  // A token in the address is a wish to sign in; any other fragment leads to a section.
  addEventListener('hashchange', () => {
    if (/^#(?:.*&)?token=/.test(location.hash)) enterFromAddress()
  })
  enterFromAddress()

  function enterFromAddress(): void {
    const token = takeTokenFromAddress() ?? readToken()
    if (token !== null) void enter(token)
    else if (!isSignedIn()) form.hidden = false
  }
}

/** Whether somebody is at the desk. */
export function isSignedIn(): boolean {
  return !desk.hidden
}

async function signIn(token: string, keeping: Keeping, listener: SignInListener): Promise<void> {
  showError(null)
  if (!/^[\x21-\x7e]+$/.test(token)) {
    // Anything else cannot even be sent in a header.
    showForm()
    showError(token === '' ? strings.none : strings.strange)
    return
  }
  // It is out of the address bar by now: a reload before the answer must find it again.
  if (readToken() === null) keepToken(token, 'tab')
  const asking = () => {
    status.textContent = strings.checking
  }
  const answer = await whileSlow(callApi<PublishingStatus>('/status', { token }), asking, SLOW_MS)
  status.textContent = ''
  if (answer.kind === 'ok') {
    keepToken(token, keeping)
    showDesk()
    listener.onSignedIn()
    return
  }
  if (answer.kind === 'problem' && answer.status === 401) {
    const kept = readToken()
    // A link with a token that is none must not end the session of whoever follows it.
    if (kept !== null && kept !== token) return signIn(kept, 'tab', listener)
    forgetToken()
  }
  showForm()
  // Kept in the field, so that another try is one press of a key.
  tokenInput.value = token
  showError(explainFailure(answer))
}

function showDesk(): void {
  const hadFocus = form.contains(document.activeElement)
  tokenInput.value = ''
  lastingBox.checked = false
  form.hidden = true
  desk.hidden = false
  if (hadFocus) byId('url', HTMLInputElement).focus()
}

function showForm(): void {
  desk.hidden = true
  form.hidden = false
}

function showError(message: string | null): void {
  showText(errorPlace, message)
  if (message === null) {
    tokenInput.removeAttribute('aria-invalid')
  } else {
    tokenInput.setAttribute('aria-invalid', 'true')
    tokenInput.focus()
  }
}
