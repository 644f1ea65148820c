/** The admin page: who is signed in sees the form, what came of it, and the links. */
import { bulk as bulkStrings, signIn as strings } from '#strings'
import { resetSubmitForm, startSubmitForm } from './add/form.ts'
import { clearRecent, refreshRecent, updateRecent } from './add/recent.ts'
import { hideResult, showResult, startResult, updateResult } from './add/result.ts'
import { startAddWays } from './add/tabs.ts'
import type { PublishingStatus } from './api/answers.ts'
import { callApi } from './api/call.ts'
import { explainFailure } from './api/explain.ts'
import { clearLinks, openLinks, refreshLinks, startLinks, updateLinks } from './links/links.ts'
import { clearPublishing, startPublishing, updatePublishing } from './publishing/bar.ts'
import { followPublishing } from './publishing/follow.ts'
import { forgetKnown } from './session/known.ts'
import {
  endSession,
  forgetToken,
  type Keeping,
  keepToken,
  onSessionEnd,
  readToken,
  takeTokenFromAddress,
} from './session/session.ts'
import { byId, showText } from './shared/dom.ts'
import { clearShared, fillFromShared } from './ways-in/shared.ts'
import { startWaysIn } from './ways-in/ways-in.ts'

const signInForm = byId('sign-in', HTMLFormElement)
const tokenInput = byId('token', HTMLInputElement)
const lastingBox = byId('token-lasting', HTMLInputElement)
const signInError = byId('token-error', HTMLElement)
const signInStatus = byId('sign-in-status', HTMLElement)
const desk = byId('desk', HTMLElement)

/** What adding many links needs, once it was asked for. */
let bulk: typeof import('./bulk/bulk.ts') | null = null

const follower = followPublishing((status) => {
  updateResult(status)
  updateRecent(status)
  updatePublishing(status)
  updateLinks(status)
  bulk?.updateBulk(status)
})

signInForm.addEventListener('submit', (event) => {
  event.preventDefault()
  void signIn(tokenInput.value.trim(), lastingBox.checked ? 'device' : 'tab')
})
byId('sign-out', HTMLButtonElement).addEventListener('click', () => endSession(null))
onSessionEnd(showSignIn)
startSubmitForm((link, isNew) => {
  clearShared()
  showResult(link, isNew)
  readAnew()
})
startResult(readAnew)
startAddWays(() => void openBulk())
startLinks(() => {
  follower.restart()
  void refreshRecent()
})
startPublishing(() => follower.restart())
startWaysIn()
// A token in the address is a wish to sign in; any other fragment leads to a section.
addEventListener('hashchange', () => {
  if (/^#(?:.*&)?token=/.test(location.hash)) signInFromAddress()
})
signInFromAddress()

async function openBulk(): Promise<void> {
  if (bulk !== null) return
  const status = byId('bulk-loading', HTMLElement)
  status.textContent = bulkStrings.loading
  try {
    const loaded = await import('./bulk/bulk.ts')
    // Asked for twice, it comes once.
    if (bulk !== null) return
    bulk = loaded
    bulk.startBulk(readAnew)
    status.textContent = ''
  } catch (error) {
    console.error(error)
    status.textContent = bulkStrings.failed
  }
}

// What is shown of the links is older than the change that was just made.
function readAnew(): void {
  if (desk.hidden) return
  follower.restart()
  void refreshRecent()
  void refreshLinks()
}

function signInFromAddress(): void {
  const token = takeTokenFromAddress() ?? readToken()
  if (token !== null) void signIn(token)
  else if (desk.hidden) signInForm.hidden = false
}

async function signIn(token: string, keeping: Keeping = 'tab'): Promise<void> {
  showSignInError(null)
  if (!/^[\x21-\x7e]+$/.test(token)) {
    // Anything else cannot even be sent in a header.
    signInForm.hidden = false
    desk.hidden = true
    showSignInError(token === '' ? strings.none : strings.strange)
    return
  }
  signInStatus.textContent = strings.checking
  const answer = await callApi<PublishingStatus>('/status', { token })
  signInStatus.textContent = ''
  if (answer.kind === 'ok') {
    keepToken(token, keeping)
    showDesk()
    return
  }
  if (answer.kind === 'problem' && answer.status === 401) {
    const kept = readToken()
    // A link with a token that is none must not end the session of whoever follows it.
    if (kept !== null && kept !== token) return signIn(kept)
    forgetToken()
  }
  signInForm.hidden = false
  desk.hidden = true
  // Kept in the field, so that another try is one press of a key.
  tokenInput.value = token
  showSignInError(explainFailure(answer))
}

function showDesk(): void {
  const hadFocus = signInForm.contains(document.activeElement)
  tokenInput.value = ''
  lastingBox.checked = false
  signInForm.hidden = true
  desk.hidden = false
  if (hadFocus) byId('url', HTMLInputElement).focus()
  fillFromShared()
  void refreshRecent()
  void openLinks()
  follower.restart()
}

function showSignIn(reason: string | null): void {
  follower.stop()
  hideResult()
  clearRecent()
  clearPublishing()
  clearLinks(reason === null)
  clearShared()
  forgetKnown()
  bulk?.closeBulk(reason === null)
  // Thrown out, a person finds again what they typed; leaving, they leave nothing behind.
  if (reason === null) resetSubmitForm()
  desk.hidden = true
  signInForm.hidden = false
  showSignInError(reason)
  tokenInput.focus()
}

function showSignInError(message: string | null): void {
  showText(signInError, message)
  if (message === null) {
    tokenInput.removeAttribute('aria-invalid')
  } else {
    tokenInput.setAttribute('aria-invalid', 'true')
    tokenInput.focus()
  }
}
