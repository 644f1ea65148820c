/** The admin page: who is signed in sees the form, what came of it, and the links. */
import { callApi, explainFailure, type PublishingStatus } from './api.ts'
import { byId, showText } from './dom.ts'
import { forgetKnown } from './known.ts'
import { clearLinks, openLinks, refreshLinks, startLinks, updateLinks } from './links.ts'
import { followPublishing } from './live.ts'
import { clearPublishing, startPublishing, updatePublishing } from './publish.ts'
import { clearRecent, refreshRecent, updateRecent } from './recent.ts'
import { hideResult, showResult, updateResult } from './result.ts'
import {
  endSession,
  forgetToken,
  keepToken,
  onSessionEnd,
  readToken,
  takeTokenFromAddress,
} from './session.ts'
import { resetSubmitForm, startSubmitForm } from './submit-form.ts'

const signInForm = byId('sign-in', HTMLFormElement)
const tokenInput = byId('token', HTMLInputElement)
const signInError = byId('token-error', HTMLElement)
const signInStatus = byId('sign-in-status', HTMLElement)
const desk = byId('desk', HTMLElement)

const follower = followPublishing((status) => {
  updateResult(status)
  updateRecent(status)
  updatePublishing(status)
  updateLinks(status)
})

signInForm.addEventListener('submit', (event) => {
  event.preventDefault()
  void signIn(tokenInput.value.trim())
})
byId('sign-out', HTMLButtonElement).addEventListener('click', () => endSession(null))
onSessionEnd(showSignIn)
startSubmitForm((link, isNew) => {
  showResult(link, isNew)
  follower.restart()
  void refreshRecent()
  void refreshLinks()
})
startLinks(() => {
  follower.restart()
  void refreshRecent()
})
startPublishing(() => follower.restart())
addEventListener('hashchange', signInFromAddress)
signInFromAddress()

function signInFromAddress(): void {
  const token = takeTokenFromAddress() ?? readToken()
  if (token !== null) void signIn(token)
  else if (desk.hidden) signInForm.hidden = false
}

async function signIn(token: string): Promise<void> {
  showSignInError(null)
  if (!/^[\x21-\x7e]+$/.test(token)) {
    // Anything else cannot even be sent in a header.
    signInForm.hidden = false
    desk.hidden = true
    showSignInError(
      token === '' ? 'Enter your token.' : 'This is no token: it has other characters.',
    )
    return
  }
  signInStatus.textContent = 'Checking the token…'
  const answer = await callApi<PublishingStatus>('/status', { token })
  signInStatus.textContent = ''
  if (answer.kind === 'ok') {
    keepToken(token)
    showDesk()
    return
  }
  if (answer.kind === 'problem' && answer.status === 401) forgetToken()
  signInForm.hidden = false
  desk.hidden = true
  // Kept in the field, so that another try is one press of a key.
  tokenInput.value = token
  showSignInError(explainFailure(answer))
}

function showDesk(): void {
  const hadFocus = signInForm.contains(document.activeElement)
  tokenInput.value = ''
  signInForm.hidden = true
  desk.hidden = false
  if (hadFocus) byId('url', HTMLInputElement).focus()
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
  forgetKnown()
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
