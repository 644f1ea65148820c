/** All that the pages say, in German. */
import type * as en from './en.ts'

export const lang = 'de'

export const frame: typeof en.frame = {
  skip: 'Zum Inhalt springen',
  tagline: 'Kurzlinks, frisch gebacken.',
  toHome: 'Zur Startseite',
}

export const home: typeof en.home = {}

export const byTag: typeof en.byTag = {}

export const notFound: typeof en.notFound = {}

export const preview: typeof en.preview = {}

export const off: typeof en.off = {}

export const gone: typeof en.gone = {}

export const signIn: typeof en.signIn = {}

export const submit: typeof en.submit = {}

export const bulk: typeof en.bulk = {}

export const finder: typeof en.finder = {}

export const selection: typeof en.selection = {}

export const editor: typeof en.editor = {}

export const keys: typeof en.keys = {}

export const publishing: typeof en.publishing = {}

export const failures: typeof en.failures = {}

export const qr: typeof en.qr = {}

export const charts: typeof en.charts = {
  heading: 'Überblick',
  about: 'Alle Links zählen, auch die entfernten. Ein Name führt zu seinen Links in der Liste.',
  waiting: 'Der Überblick erscheint, sobald die Links da sind.',
  failed:
    'Der Überblick ließ sich nicht zeichnen. Lade die Seite neu, um es noch einmal zu versuchen.',
  empty: 'Noch gibt es nichts zu zeichnen. Der erste Link erscheint hier, sobald er angelegt ist.',
  table: 'Als Tabelle zeigen',
  links: 'Links',
  total: 'Summe',
  timeHeading: 'Links im Lauf der Zeit',
  timeSummary: (total, recent) => {
    if (total === 1)
      return `1 Link, ${recent === 1 ? 'in den letzten' : 'vor mehr als'} 30 Tagen angelegt.`
    const lately =
      recent === 0 ? 'keiner davon' : recent === total ? 'alle' : `davon ${figure(recent)}`
    return `${someLinks(total)}, ${lately} in den letzten 30 Tagen angelegt.`
  },
  timePicture: (from, to, total) =>
    `Säulen für die angelegten Links vom ${from} bis ${to}, darüber eine Linie, die auf ${figure(total)} steigt.`,
  timeColumn: (when, added, total) =>
    `${when}: ${figure(added)} angelegt, ${figure(total)} insgesamt`,
  when: 'Wann',
  added: 'Angelegt',
  inAll: 'Insgesamt',
  stateHeading: 'Nach Zustand',
  stateSummary: (active, total) =>
    active === total
      ? `${total === 1 ? 'Der eine Link ist' : 'Alle Links sind'} aktiv.`
      : `${figure(active)} von ${someLinks(total)} ${active === 1 ? 'ist' : 'sind'} aktiv.`,
  statePicture: (slices) => `Ein Kuchen: ${slices}.`,
  stateSlice: (state, share) => `${state} ${share}`,
  state: 'Zustand',
  share: 'Anteil',
  states: {
    active: 'Aktiv',
    scheduled: 'Noch nicht begonnen',
    expired: 'Abgelaufen',
    disabled: 'Abgeschaltet',
    gone: 'Entfernt',
  },
  hostHeading: 'Nach Host',
  hostSummary: (hosts, first) =>
    first === null
      ? 'Kein Link führt zu einem anderen Host.'
      : hosts === 1
        ? `Alle Ziele liegen bei ${first}.`
        : `Ziele bei ${figure(hosts)} Hosts, am häufigsten bei ${first}.`,
  host: 'Host',
  otherHosts: (hosts) => (hosts === 1 ? '1 weiterer Host' : `${figure(hosts)} weitere Hosts`),
  aliases: 'Aliasse anderer Links',
  tagHeading: 'Nach Schlagwort',
  tagSummary: (tags, untagged) =>
    tags === 0
      ? 'Noch hat kein Link ein Schlagwort.'
      : `${tags === 1 ? '1 Schlagwort' : `${figure(tags)} Schlagwörter`}; ohne ${untagged === 0 ? 'ist kein Link' : `${untagged === 1 ? 'ist' : 'sind'} ${someLinks(untagged)}`}.`,
  tag: 'Schlagwort',
  otherTags: (tags) =>
    tags === 1 ? '1 weiteres Schlagwort' : `${figure(tags)} weitere Schlagwörter`,
  untagged: 'Ohne Schlagwort',
  find: (name, links) => `${name}: ${someLinks(links)} in der Liste zeigen`,
  expiryHeading: 'Läuft als Nächstes ab',
  expirySummary: (expires, soon) =>
    expires === 0
      ? 'Kein Link läuft irgendwann ab.'
      : `${someLinks(expires)} ${expires === 1 ? 'läuft' : 'laufen'} irgendwann ab, ${soon === 0 ? (expires === 1 ? 'aber nicht' : 'keiner') : soon === expires ? (expires === 1 ? 'und zwar' : 'alle') : `davon ${figure(soon)}`} in den nächsten 30 Tagen.`,
  slug: 'Kürzel',
  expires: 'Läuft ab',
  left: 'Verbleibt',
  edit: (slug) => `${slug} bearbeiten`,
}

function figure(count: number): string {
  return count.toLocaleString(lang)
}

function someLinks(count: number): string {
  return count === 1 ? '1 Link' : `${figure(count)} Links`
}

export const ways: typeof en.ways = {}
