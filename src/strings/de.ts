/** All that the pages say, in German. */
import type * as en from './en.ts'

export const lang = 'de'

export const frame: typeof en.frame = {
  skip: 'Zum Inhalt springen',
  tagline: 'Kurzlinks, frisch gebacken.',
  toHome: 'Zur Startseite',
  siteLinks: 'Website',
  toAdmin: 'Link anlegen',
  kept: 'Alle Links stehen in einer einzigen Datei in Git.',
}

export const home: typeof en.home = {
  description: (name) => `${name}: Kurzlinks, frisch gebacken.`,
  quiet: 'Ein Kurzlink führt direkt zu seinem Ziel: einfach öffnen.',
  heading: 'Links',
  search: 'Links durchsuchen',
  searchHint: 'Kürzel, Ziel, Titel oder Schlagwort',
  byTag: 'Nach Schlagwort',
  fetching: 'Die Liste der Links wird geladen …',
  slow: 'Die Liste der Links wird noch geladen: Die Verbindung ist langsam …',
  failed:
    'Die Liste der Links konnte nicht geladen werden. Die Links selbst funktionieren trotzdem.',
  retry: 'Noch einmal versuchen',
  noScript:
    'Die Liste wird von einem Skript gelesen, das dieser Browser nicht ausführt. Die Links selbst funktionieren ohne.',
  plainList: 'Alle aufgeführten Links als reiner Text',
  more: 'Weitere Links zeigen',
  pattern: 'Muster',
  tags: 'Schlagwörter',
  none: 'Noch sind keine Links aufgeführt.',
  noMatch: (search) => `Kein aufgeführter Link passt zu „${search}“.`,
  all: (total, isOne) => `${total} ${isOne ? 'Link' : 'Links'}`,
  some: (shown, total) => `${shown} von ${total} Links`,
  matching: (count, search) => `${count} zu „${search}“`,
}

export const byTag: typeof en.byTag = {
  title: 'Links nach Schlagwort',
  description: (name) => `Die aufgeführten Links von ${name}, nach Schlagwort.`,
  heading: 'Links nach Schlagwort',
  headingOf: (tag) => `Links mit dem Schlagwort „${tag}“`,
  allTags: 'Alle Schlagwörter',
  tags: (count, isOne) => `${count} ${isOne ? 'Schlagwort' : 'Schlagwörter'}`,
  noTags: 'Noch hat kein aufgeführter Link ein Schlagwort.',
  unknown: (tag) =>
    `Kein aufgeführter Link hat das Schlagwort „${tag}“. Diese Schlagwörter gibt es:`,
  unknownOfNone: (tag) => `Kein aufgeführter Link hat das Schlagwort „${tag}“ oder ein anderes.`,
  off: 'Diese Website zeigt keine Liste ihrer Links. Die Links selbst funktionieren trotzdem.',
}

export const notFound: typeof en.notFound = {
  title: 'Link nicht gefunden',
  description: (name) => `Diesen Link gibt es auf ${name} nicht.`,
  heading: 'Dieser Link ist hier nicht bekannt',
  text: 'Unter dieser Adresse gibt es keinen Link. Vielleicht enthält sie einen Tippfehler; sonst hilft eine Nachfrage dort, woher sie stammt.',
  asking: 'Es wird nachgefragt, ob dieser Link gerade erst angelegt wurde …',
  noAnswer:
    'Unter dieser Adresse ist kein Link veröffentlicht. Ob er gerade erst angelegt wurde, ist ungewiss: Der Server hat nicht geantwortet.',
  retry: 'Noch einmal versuchen',
  near: 'Vielleicht gemeint',
  proceed: 'Weiter',
  onward: {
    heading: 'Weiter zum Ziel',
    text: (target) => `Dieser Link führt zu ${target}.`,
  },
  unsafe: {
    heading: 'Dieser Link führt nirgendwo Sicheres hin',
    text: 'Sein Ziel ist keine Webadresse, deshalb wird er nicht verfolgt.',
  },
  loop: {
    heading: 'Dieser Link führt zu sich selbst zurück',
    text: 'Das kann nur beheben, wer ihn betreut.',
  },
  standing: {
    active: {
      heading: 'Dieser Link ist nicht aktiv',
      text: 'Es gibt ihn, aber er gilt noch nicht oder ist abgelaufen.',
    },
    disabled: {
      heading: 'Dieser Link ist abgeschaltet',
      text: 'Es gibt ihn, aber wer ihn betreut, hat ihn abgeschaltet. Vielleicht kommt er wieder.',
    },
    gone: {
      heading: 'Dieser Link wurde endgültig entfernt',
      text: 'Früher führte er irgendwohin, jetzt nicht mehr. Seine Adresse bleibt vergeben.',
    },
  },
}

export const preview: typeof en.preview = {
  title: 'Wohin ein Link führt',
  description: (name) => `Zeigt, wohin ein Link von ${name} führt.`,
  heading: 'Wohin führt dieser Link?',
  proposed:
    'Dies ist eine Vorschau auf vorgeschlagene Links: Sie zeigt, wohin sie führen würden, und leitet niemanden weiter.',
  noScript: (baseUrl) =>
    `Ein Skript schlägt den Link nach, und dieser Browser führt keines aus. Wohin ein Link führt, sagt auch ein Programm, das keinen Weiterleitungen folgt: \`curl -I ${baseUrl}/slug\``,
  howTo:
    'Das Kürzel eines Links gehört hinter das Fragezeichen in der Adresse dieser Seite, wie in `/p/?slug`; oder ein `+` hinter den Kurzlink.',
  ask: 'Kurzlink oder sein Kürzel',
  show: 'Zeigen, wohin er führt',
  looking: 'Der Link wird nachgeschlagen …',
  slow: 'Der Link wird noch nachgeschlagen: Die Verbindung ist langsam …',
  target: 'Ziel',
  host: 'Host',
  readable: 'Zu lesen als',
  linkTitle: 'Titel',
  link: 'Link',
  pattern: 'Nach dem Muster',
  aliasOf: 'Steht für',
  tags: 'Schlagwörter',
  since: 'Seit',
  go: 'Zum Ziel',
  retry: 'Noch einmal versuchen',
  hostWritten: (readable, written) => `${readable}, geschrieben ${written}.`,
  mixedScripts:
    'Der Host mischt Buchstaben mehrerer Schriften und kann mit einem anderen Namen verwechselt werden.',
  lookAlike:
    'Alle Buchstaben des Hosts sehen lateinisch aus, sind es aber nicht: Er kann mit einem anderen Namen verwechselt werden.',
  unknown: 'Diesen Link gibt es hier nicht.',
  gone: 'Dieser Link wurde endgültig entfernt; er führt nirgendwohin mehr.',
  off: 'Es gibt diesen Link, aber zurzeit führt er nirgendwohin: Er ist abgeschaltet, gilt noch nicht oder ist abgelaufen.',
  byPattern: (slug) =>
    `So sagt es /${slug}. Ein nicht aufgeführter Link mit genau dieser Adresse ginge vor.`,
  notListed:
    'Kein aufgeführter Link hat diese Adresse, und der Server, der die übrigen kennt, hat nicht geantwortet. Später geht es vielleicht wieder.',
  notListedInPreview:
    'Kein aufgeführter Link hat diese Adresse. Nicht aufgeführte Links lassen sich in einer Vorschau nicht nachschlagen.',
  noAnswer:
    'Weder die Liste der Links noch der Server hat geantwortet; wohin dieser Link führt, ist gerade nicht festzustellen.',
  noWebAddress: 'Das Ziel dieses Links ist keine Webadresse und wird deshalb nicht gezeigt.',
}

export const off: typeof en.off = {
  title: 'Link nicht aktiv',
  description: (name) => `Dieser Link auf ${name} ist zurzeit nicht aktiv.`,
  heading: 'Dieser Link ist nicht aktiv',
  text: 'Es gibt ihn, aber zurzeit führt er nirgendwohin: Er wurde abgeschaltet, gilt noch nicht oder ist abgelaufen.',
  advice: 'Später noch einmal versuchen, oder dort nachfragen, woher der Link stammt.',
}

export const gone: typeof en.gone = {
  title: 'Link entfernt',
  description: (name) => `Dieser Link wurde von ${name} entfernt.`,
  heading: 'Dieser Link wurde endgültig entfernt',
  text: 'Früher führte er irgendwohin, jetzt nicht mehr. Seine Adresse bleibt vergeben, damit nichts Unerwartetes dahinter steht.',
  advice:
    'Am besten überall löschen, wo er gespeichert ist; was an seine Stelle trat, lässt sich dort erfragen, woher er stammt.',
}

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

export const charts: typeof en.charts = {}

export const ways: typeof en.ways = {}
