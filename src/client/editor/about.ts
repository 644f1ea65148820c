/** Which link is open, what it does now, and why it can't be changed where it can't. */
import { editor as strings } from '#strings'
import type { Link, Me } from '../api/answers.ts'
import { mayChange } from '../changes/permission.ts'
import { byId } from '../shared/dom.ts'
import { describeState } from '../words/states.ts'
import { describeTime } from '../words/times.ts'

/** Shows it at the head of the dialog. */
export function showAbout(link: Link, me: Me): void {
  byId('editor-heading', HTMLElement).textContent = `/${link.slug}`
  const facts = [
    describeState(link, Date.now()).text,
    strings.added(describeTime(link.createdAt), link.createdBy),
    whyNot(link, me),
  ]
  byId('editor-about', HTMLElement).textContent = facts.filter(Boolean).join(' · ')
  byId('editor-more', HTMLElement).hidden = link.state === 'gone'
}

function whyNot(link: Link, me: Me): string | null {
  const reasons = strings.whyNot
  if (link.state === 'gone') return me.role === 'admin' ? reasons.gone : reasons.goneForOthers
  if (me.role === 'create') return reasons.role
  return mayChange(link, me) ? null : reasons.owner(link.owner ?? '')
}
