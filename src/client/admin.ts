/** The admin page: who is signed in sees the form, what came of it, and the links. */
import { resetAddForm, startAddForm } from './add/form.ts'
import { clearRecent, refreshRecent, updateRecent } from './add/recent.ts'
import { hideResult, showResult, startResult, updateResult } from './add/result.ts'
import { startAddWays } from './add/tabs.ts'
import { closeBulk, openBulk, updateBulk } from './bulk/open.ts'
import { clearLinks, openLinks, refreshLinks, startLinks, updateLinks } from './links/links.ts'
import { clearPublishing, startPublishing, updatePublishing } from './publishing/bar.ts'
import { followPublishing } from './publishing/follow.ts'
import { forgetKnown } from './session/known.ts'
import { isSignedIn, startSignIn } from './session/sign-in.ts'
import { clearShared, fillFromShared } from './ways-in/shared.ts'
import { startWaysIn } from './ways-in/ways-in.ts'

const follower = followPublishing((status) => {
  updateResult(status)
  updateRecent(status)
  updatePublishing(status)
  updateLinks(status)
  updateBulk(status)
})

startAddForm({
  // What comes of the next link must not stand beside the card of the last.
  onSubmit: hideResult,
  onSaved(link, isNew) {
    clearShared()
    showResult(link, isNew)
    readAnew()
  },
})
startResult(readAnew)
startAddWays(() => void openBulk(readAnew))
startLinks(() => {
  follower.restart()
  void refreshRecent()
})
startPublishing(() => follower.restart())
startWaysIn()
startSignIn({ onSignedIn: begin, onSignedOut: end })

function begin(): void {
  fillFromShared()
  void refreshRecent()
  void openLinks()
  follower.restart()
}

/** Takes away what is the person's; thrown out, for some `reason`, they find again what they typed. */
function end(reason: string | null): void {
  const isLeaving = reason === null
  follower.stop()
  hideResult()
  clearRecent()
  clearPublishing()
  clearLinks(isLeaving)
  clearShared()
  forgetKnown()
  closeBulk(isLeaving)
  if (isLeaving) resetAddForm()
}

// What is shown of the links is older than the change that was just made.
function readAnew(): void {
  if (!isSignedIn()) return
  follower.restart()
  void refreshRecent()
  void refreshLinks()
}
