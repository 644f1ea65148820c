/** All that the pages say, in German. */
import type * as en from './en.ts'

export const lang = 'de'

const count = (number: number) => number.toLocaleString('de')
const links = (number: number) => `${count(number)} ${number === 1 ? 'Link' : 'Links'}`
const slugList = (slugs: readonly string[]) => slugs.map((slug) => `/${slug}`).join(', ')

export const frame: typeof en.frame = {
  skip: 'Zum Inhalt springen',
  tagline: 'Kurzlinks, frisch gebacken.',
  toHome: 'Zur Startseite',
  footNav: 'Website',
  addLink: 'Link anlegen',
  api: 'API',
  foot: 'Die Links sind eine einzige Datei, aufbewahrt in Git.',
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

export const signIn: typeof en.signIn = {
  heading: 'Anmelden, um Links anzulegen',
  about:
    'Mit einem Token von der Betreiberin oder dem Betreiber dieser Seite. Es bleibt nur in diesem Tab, bis er geschlossen wird oder zur Abmeldung, wenn nichts anderes gewünscht ist.',
  token: 'Token',
  lasting: 'Auf diesem Gerät angemeldet bleiben',
  lastingHint:
    'Für ein Telefon, das Seiten hierher teilt, oder ein Lesezeichen. Nicht auf Geräten, die auch andere nutzen.',
  button: 'Anmelden',
  out: 'Abmelden',
  noScript: 'Links anzulegen braucht ein Skript, und dieser Browser führt keines aus.',
  none: 'Bitte das Token eingeben.',
  strange: 'Das ist kein Token: Es enthält andere Zeichen.',
  checking: 'Das Token wird geprüft …',
  ended: 'Abgemeldet: Der Server nimmt dieses Token nicht (mehr) an.',
}

export const submit: typeof en.submit = {
  heading: 'Link anlegen',
  fields: {
    url: 'Ziel-URL',
    slug: 'Kürzel',
    title: 'Titel',
    tags: 'Schlagwörter',
    tagsHint: 'Getrennt durch Kommas oder Leerzeichen.',
    startsAt: 'Beginnt',
    expiresAt: 'Läuft ab',
    zone: 'In der Zeitzone dieses Geräts, {zone}.',
    status: 'Weiterleitungsstatus',
    owner: 'Zuständig',
    ownerHint: 'Handle oder Team, das für den Link verantwortlich ist.',
    listed: 'Im öffentlichen Verzeichnis zeigen',
    listedHint:
      'Andere Links fehlen im Verzeichnis, sind aber nicht geheim: Im Repository stehen alle.',
    optional: 'optional',
  },
  statuses: {
    301: 'dauerhaft',
    302: 'vorübergehend',
    303: 'siehe anderswo',
    307: 'vorübergehend, gleiche Methode',
    308: 'dauerhaft, gleiche Methode',
  },
  queryHint:
    'Die Parameter, die Besucher mitbringen (`?utm_…`), werden nur weitergegeben, wenn diese URL keine eigenen hat. Sonst gelten ihre eigenen.',
  slugHint:
    'Was in der Kurz-URL hinter dem Schrägstrich steht. Leer gelassen, wird eines ausgelost.',
  permanentWarning:
    'Browser merken sich das für immer: Wer dem Link einmal gefolgt ist, erfährt von einem neuen Ziel vielleicht nie.',
  save: 'Link speichern',
  saving: 'Wird gespeichert …',
  ways: 'Wie viele Links',
  one: 'Ein Link',
  many: 'Viele Links',
  use: (value) => `„${value}“ nehmen`,
  completions: 'Vorschläge',
  uses: (links) => (links === 1 ? '1 Link' : `${links} Links`),
  aliasHint:
    'Für einen Alias, der für einen anderen Link dieser Seite steht, dessen Kürzel mit Schrägstrich angeben: `/docs`.',
  isAlias: (target) =>
    `Ein Alias: Er führt stets dorthin, wohin ${target} führt, auch wenn sich das ändert.`,
  aliasLeadsTo: (target, url) =>
    `Ein Alias: Er führt stets dorthin, wohin ${target} führt, und das ist jetzt ${url}.`,
  aliasMissing: (target) => `Den Link ${target} gibt es noch nicht, und ein Alias braucht einen.`,
  aliasGone: (target) => `${target} wurde entfernt, ein Alias davon führt also ins Leere.`,
  shortUrl: (url) => `Kurz-URL: ${url}`,
  shortRandom: (base) => `Kurz-URL: ${base}/ und ein Kürzel, das beim Speichern ausgelost wird.`,
  utm: {
    heading: 'Kampagnenparameter (UTM)',
    hint: 'Sie werden Teil der Ziel-URL darüber, deren Rest bleibt, wie er ist. Damit hat das Ziel eigene Parameter, und die der Besucher entfallen.',
    first: 'Zuerst oben die Ziel-URL angeben.',
    noAlias: 'Ein Alias hat keine eigenen: Sie gehören an den Link, für den er steht.',
    source: 'Quelle',
    medium: 'Medium',
    campaign: 'Kampagne',
    term: 'Suchbegriff',
    content: 'Inhalt',
    examples: {
      source: 'newsletter',
      medium: 'email',
      campaign: 'fruehling-2027',
      term: 'kuchen',
      content: 'knopf-oben',
    },
  },
  unreadTime: 'Datum und Uhrzeit vervollständigen oder leeren.',
  savedAs: (utc) => `Gespeichert als ${utc}`,
  kept: 'Alles Eingegebene ist noch da; nochmals zu senden schadet nicht.',
  available: {
    free: (slug) => `„${slug}“ ist frei.`,
    lowered: 'Es wird kleingeschrieben gespeichert.',
    unknown: 'Ob es frei ist, war nicht zu erfahren; das Speichern zeigt es.',
    gone: (slug) =>
      `„${slug}“ wurde endgültig entfernt und bleibt reserviert. Bitte ein anderes wählen.`,
    taken: (slug, target) => `„${slug}“ ist vergeben: Es führt zu ${target}.`,
  },
  result: {
    heading: 'Link gespeichert',
    exists: 'Diesen Link gibt es schon',
    leadsTo: 'führt zu',
    commit: 'Commit',
    notices: 'Hinweise',
    copy: 'Kurz-URL kopieren',
    open: 'Öffnen',
    notLive: 'noch nicht live',
    live: 'Live',
    waiting: 'Gespeichert · wartet auf Veröffentlichung',
    unreachable: 'Der Server ist nicht erreichbar; ob der Link live ist, wird weiter gefragt …',
    unknown: 'Dauerhaft gespeichert. Welchen Stand Besucher sehen, kann der Server nicht sagen.',
    batchMine:
      'Dauerhaft gespeichert. Live geht der Link mit der nächsten geplanten Veröffentlichung, oder auf Knopfdruck.',
    batch: 'Dauerhaft gespeichert. Live geht der Link mit der nächsten geplanten Veröffentlichung.',
    notStarted: 'Dauerhaft gespeichert. Besucher erfahren, dass er noch nicht begonnen hat.',
    disabled: 'Er ist abgeschaltet: Besucher erfahren das und gelangen nirgendwohin.',
    expired:
      'Dauerhaft gespeichert, doch sein Ende ist vorbei: Besucher erfahren, dass er abgelaufen ist.',
    reached: 'Wer ihm folgt, gelangt zum Ziel.',
    onItsWay:
      'Dauerhaft gespeichert. Bis er live ist, werden Browser weitergeleitet; andere Programme sehen „nicht gefunden“.',
    starts: (time) => `Beginnt ${time}`,
    expires: (time) => `Läuft ab ${time}`,
    undo: 'Rückgängig',
    undoing: 'Wird rückgängig gemacht …',
    removed: 'Link wieder entfernt',
    undone: (slug) =>
      `/${slug} ist entfernt, und Besucher werden das erfahren. Das Kürzel bleibt reserviert, wie jedes, das einmal vergeben war.`,
    forgotten: (slug) =>
      `Von /${slug} ist nichts geblieben: Niemand hatte den Link schon, also ist das Kürzel wieder frei.`,
    notUndone: (why) => `Nicht rückgängig gemacht, der Link bleibt. ${why}`,
  },
  recent: {
    heading: 'Neueste Links',
    refresh: 'Aktualisieren',
    pending: 'Wartet auf Veröffentlichung',
    copy: 'Kopieren',
    fetching: 'Wird geholt …',
    unread: (why) => `Die Liste war nicht zu lesen. ${why}`,
    none: 'Es gibt noch keine Links.',
  },
}

export const bulk: typeof en.bulk = {
  text: 'Links, einer je Zeile',
  example: 'https://example.com/kuchen\nhttps://example.com/vortrag/2026 vortrag',
  hint: 'Eine Ziel-URL, oder ein Ziel und sein Kürzel: `https://example.com/kuchen kuchen`. Aus einer Tabelle: Ziel, Kürzel, Titel, Schlagwörter. Auch CSV, dessen erste Zeile die Spalten benennt, JSON oder NDJSON, wie `links export` sie schreibt.',
  choose: 'Datei wählen …',
  drop: 'oder eine CSV-, TSV-, JSON- oder NDJSON-Datei hier ablegen.',
  fileRead: (name) => `Gelesen aus ${name}; gesendet ist noch nichts.`,
  fileTooBig: (name, most) =>
    `${name} ist größer als ${most} MB, zu viel für eine Seite; dafür gibt es \`links import\`.`,
  fileUnread: (name, why) => `${name} ließ sich nicht lesen: ${why}`,
  common: 'Für alle diese Links',
  commonHint: 'Was eine Zeile selbst sagt, bleibt; Schlagwörter kommen zu ihren eigenen hinzu.',
  tags: 'Schlagwörter für alle',
  owner: 'Zuständig für alle',
  status: 'Status für alle',
  listed: 'Im öffentlichen Verzeichnis zeigen',
  check: 'Zeilen prüfen',
  checking: 'Wird geprüft …',
  clear: 'Leeren',
  loading: 'Was viele Links brauchen, wird geholt …',
  failed:
    'Was viele Links brauchen, ließ sich nicht laden. Bitte die Verbindung prüfen und nochmals versuchen.',
  unjudged: (why) => `Die Zeilen ließen sich nicht prüfen. ${why}`,
  nothing: 'Keine Zeile zu prüfen: Bitte welche einfügen oder eine Datei wählen.',
  stale: 'Dies betrifft die Zeilen, wie sie waren; bitte nochmals prüfen.',
  again: 'Den Rest nochmals prüfen',
  lines: 'Die Zeilen',
  line: 'Zeile',
  link: 'Link',
  findings: 'Zu wissen',
  lineNumber: (line) => `Zeile ${line}`,
  entry: (line, entry) => `Zeile ${line}, Eintrag ${entry}`,
  random: 'Kürzel wird ausgelost',
  verdict: {
    new: 'Gut',
    exists: 'Schon vorhanden',
    bad: 'Nicht möglich',
    warned: 'Gut, aber',
    saved: 'Gespeichert',
    unsure: 'Unbekannt, ob gespeichert',
  },
  use: (value) => `„${value}“ nehmen`,
  meant: (value) => `Vielleicht „${value}“.`,
  summary: (total, good, warned, exists, bad) =>
    [
      `${total === 1 ? '1 Zeile' : `${total.toLocaleString(lang)} Zeilen`}: ${good.toLocaleString(lang)} gut`,
      ...(warned === 0 ? [] : [`davon ${warned.toLocaleString(lang)} mit Warnung`]),
      ...(exists === 0 ? [] : [`${exists.toLocaleString(lang)} schon vorhanden`]),
      ...(bad === 0 ? [] : [`${bad.toLocaleString(lang)} nicht möglich`]),
    ].join(', '),
  broken: 'Das ließ sich als Ganzes nicht lesen, daher kann nichts angelegt werden',
  more: (more) => `${more.toLocaleString(lang)} weitere zeigen`,
  add: (good, bad) => {
    const links = good === 1 ? '1 Link' : `${good.toLocaleString(lang)} Links`
    if (bad === 0) return `${links} anlegen`
    return `${good === 1 ? 'Den 1 guten' : `Die ${good.toLocaleString(lang)} guten`} anlegen, ${bad.toLocaleString(lang)} weglassen`
  },
  goOn: (left) => `Mit den ${left.toLocaleString(lang)} übrigen weitermachen`,
  sending: (done, total) =>
    `Wird angelegt … ${done.toLocaleString(lang)} von ${total.toLocaleString(lang)} sind gespeichert.`,
  stopped: (done, others, line) =>
    [
      done === 0
        ? 'Keiner ist gespeichert.'
        : `${done.toLocaleString(lang)} sind dauerhaft gespeichert.`,
      others === 1
        ? `Der in Zeile ${line} ist es nicht.`
        : `Die anderen ${others.toLocaleString(lang)} sind es nicht; der erste davon steht in Zeile ${line}.`,
    ].join(' '),
  lineSaid: (line, said) => `Zeile ${line}: ${said}`,
  uncertain: (done, unsure, later) =>
    [
      done === 0 ? '' : `${done.toLocaleString(lang)} sind dauerhaft gespeichert. `,
      `Ob die ${unsure.toLocaleString(lang)} zuletzt gesendeten gespeichert sind, ist nicht bekannt; Weitermachen klärt es und speichert keinen doppelt.`,
      later === 0 ? '' : ` Die anderen ${later.toLocaleString(lang)} sind es nicht.`,
    ].join(''),
  saved: (count) =>
    count === 1 ? '1 Link gespeichert' : `${count.toLocaleString(lang)} Links gespeichert`,
  savedSome: (count, total) =>
    `${count.toLocaleString(lang)} von ${total.toLocaleString(lang)} Links gespeichert`,
  left: (count) =>
    count === 1
      ? '1 Zeile wurde weggelassen; sie steht noch oben.'
      : `${count.toLocaleString(lang)} Zeilen wurden weggelassen; sie stehen noch oben.`,
  live: 'Alle live',
  waiting: (count) => `Gespeichert · ${count.toLocaleString(lang)} warten auf Veröffentlichung`,
  reached: 'Wer ihnen folgt, gelangt zu den Zielen.',
  onTheirWay:
    'Dauerhaft gespeichert. Bis sie live sind, werden Browser weitergeleitet; andere Programme sehen „nicht gefunden“.',
  batch: 'Dauerhaft gespeichert. Live gehen sie mit der nächsten Veröffentlichung.',
  unknown: 'Dauerhaft gespeichert. Was Besucher sehen, kann der Server noch nicht sagen.',
  commits: (ids) => `Commits: ${ids}.`,
  undo: 'Rückgängig',
  undoing: 'Wird rückgängig gemacht …',
  undone: (count) =>
    count === 1
      ? 'Zurückgenommen: Der Link ist entfernt. Sein Kürzel bleibt reserviert.'
      : `Zurückgenommen: ${count.toLocaleString(lang)} Links sind entfernt. Ihre Kürzel bleiben reserviert.`,
  notUndone: (why) => `Nichts wurde zurückgenommen, die Links bleiben. ${why}`,
  copyAll: 'Alle Kurz-URLs kopieren',
  saveCsv: 'Als CSV speichern',
  fileName: 'kurzlinks.csv',
  urls: 'Kurz-URLs',
}

export const copying: typeof en.copying = {
  copied: 'Kopiert',
  copiedOf: (text) => `${text} kopiert`,
  selected: 'Markiert',
  copyByHand: 'Markiert; kopieren mit Tastatur oder Menü.',
}

export const finder: typeof en.finder = {
  heading: 'Alle Links',
  sections: 'Abschnitte dieser Seite',
  search: 'Alle Links durchsuchen',
  placeholder: 'Kürzel, Ziel, Titel, Schlagwort oder zuständig',
  state: 'Zustand',
  tag: 'Schlagwort',
  host: 'Host des Ziels',
  hostPlaceholder: 'Jeder Host',
  owner: 'Zuständig',
  order: 'Reihenfolge',
  anyTag: 'Jedes Schlagwort',
  anyOwner: 'Alle',
  filters: {
    any: 'Jeder Zustand',
    active: 'Aktiv',
    expiring: 'Läuft binnen 30 Tagen ab',
    scheduled: 'Noch nicht gestartet',
    expired: 'Abgelaufen',
    disabled: 'Abgeschaltet',
    gone: 'Entfernt',
  },
  sorts: {
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
    slug: 'Nach Kürzel',
    title: 'Nach Titel',
    host: 'Nach Host des Ziels',
    expiring: 'Bald ablaufende zuerst',
  },
  option: (name, number) => `${name} (${count(number)})`,
  clear: 'Suche und Filter leeren',
  retry: 'Noch einmal versuchen',
  fetching: 'Die Links werden geholt …',
  progress: 'Die Links werden geholt',
  notFetched: (why) => `Die Links konnten nicht geholt werden. ${why}`,
  notFetchedAnew: (why) => `Die Liste ist alt: Die Links konnten nicht geholt werden. ${why}`,
  notRead: 'Die Links wurden geholt, aber dieser Browser konnte sie nicht lesen.',
  none: 'Noch gibt es keine Links.',
  noMatch: 'Kein Link passt.',
  all: (matching, total) =>
    matching === total ? links(total) : `${count(matching)} von ${links(total)}`,
  some: (from, to, matching, total) =>
    matching === total
      ? `${count(from)}–${count(to)} von ${links(total)}`
      : `${count(from)}–${count(to)} von ${count(matching)} passenden, ${count(total)} insgesamt`,
  pages: 'Seiten der Liste',
  previous: 'Zurück',
  next: 'Weiter',
  page: (page, last) => `Seite ${count(page)} von ${count(last)}`,
  states: {
    active: 'Aktiv',
    expired: 'Abgelaufen',
    disabled: 'Abgeschaltet',
    gone: 'Entfernt',
    starts: (time) => `Startet ${time}`,
  },
  pending: 'Noch nicht live',
  unlisted: 'Nicht gelistet',
  aliasOf: (target) => `Alias von ${target}`,
  expires: (time) => `läuft ab ${time}`,
  copy: 'Kopieren',
}

export const selection: typeof en.selection = {
  page: 'Diese Seite auswählen',
  row: (slug) => `${slug} auswählen`,
  bar: 'Ausgewählte Links',
  chosen: (number) => `${count(number)} ausgewählt`,
  all: (number) => `Alle ${count(number)} passenden auswählen`,
  change: 'Ändern …',
  copy: 'Kurz-URLs kopieren',
  csv: 'Als CSV speichern',
  codes: 'QR-Codes',
  clear: 'Auswahl aufheben',
  copied: (number) =>
    number === 1 ? '1 Kurz-URL kopiert.' : `${count(number)} Kurz-URLs kopiert.`,
  notCopied:
    'Dieser Browser gibt hier die Zwischenablage nicht frei. Als CSV lassen sie sich speichern.',
  noUrls: 'Keiner davon hat eine eigene Kurz-URL: Sie sind entfernt oder Muster.',
  saved: (number) => `${links(number)} als CSV gespeichert.`,
  heading: (number) => `${links(number)} ändern`,
  legend: 'Was geschehen soll',
  deeds: {
    addTag: 'Schlagwort hinzufügen',
    removeTag: 'Schlagwort wegnehmen',
    owner: 'Zuständige festlegen',
    list: 'Listen',
    unlist: 'Nicht mehr listen',
    disable: 'Abschalten',
    enable: 'Einschalten',
    remove: 'Entfernen',
    restore: 'Wiederherstellen',
  },
  tag: 'Schlagwort',
  owner: 'Zuständig',
  ownerHint: 'Leer: Niemand ist namentlich zuständig.',
  counting: 'Werden angesehen …',
  needTag: 'Das Schlagwort fehlt noch.',
  noTag:
    'Ein Schlagwort besteht aus 1 bis 32 Zeichen: a bis z, 0 bis 9 und „-“, vorn ein Buchstabe oder eine Ziffer.',
  noOwner: 'Ein Name besteht aus 1 bis 39 Buchstaben, Ziffern und „-“.',
  will: (number) => `${links(number)} ${number === 1 ? 'wird' : 'werden'} geändert.`,
  nothing: 'Nichts ändert sich.',
  alreadySo: (number) => `${count(number)} ${number === 1 ? 'ist' : 'sind'} schon so.`,
  leftOut: {
    foreign: (number) =>
      number === 1
        ? '1 davon gehört anderen und bleibt, wie er ist.'
        : `${count(number)} davon gehören anderen und bleiben, wie sie sind.`,
    gone: (number) =>
      number === 1
        ? '1 ist entfernt und bleibt, wie er ist.'
        : `${count(number)} sind entfernt und bleiben, wie sie sind.`,
    full: (number) =>
      number === 1
        ? '1 hat schon 20 Schlagwörter und bleibt, wie er ist.'
        : `${count(number)} haben schon 20 Schlagwörter und bleiben, wie sie sind.`,
    foreignAlias: (number) =>
      number === 1
        ? '1 hat einen Alias, der anderen gehört, und bleibt, wie er ist.'
        : `${count(number)} haben Aliasse, die anderen gehören, und bleiben, wie sie sind.`,
  },
  withAliases: (number) =>
    number === 1
      ? '1 Alias davon wird mit entfernt.'
      : `${count(number)} Aliasse davon werden mit entfernt.`,
  removed: 'Wer ihnen folgt, erfährt, dass sie entfernt sind; ihre Kürzel bleiben vergeben.',
  onlyAdmin: 'Nur wer die Rolle „admin“ hat, kann sie wiederherstellen.',
  commits: (number) => `Das sind ${count(number)} Commits, einer nach dem anderen.`,
  which: 'Welche',
  more: (number) => `und ${count(number)} weitere`,
  apply: 'Ändern',
  applyRemoval: 'Entfernen',
  cancel: 'Abbrechen',
  progress: (done, all) => `${count(done)} von ${links(all)} geändert …`,
  stopped: (done, all, why) =>
    `${count(done)} von ${links(all)} wurden geändert, dann ging es nicht weiter. ${why}`,
  failed: (why) => `Nichts wurde geändert. ${why}`,
  stale: (slugs) =>
    `Jemand anders hat inzwischen ${slugList(slugs)} geändert. Was hier steht, ist jetzt aktuell; ein neuer Versuch ist möglich.`,
  done: {
    addTag: (number, tag) => `Schlagwort ${tag} zu ${links(number)} hinzugefügt.`,
    removeTag: (number, tag) => `Schlagwort ${tag} von ${links(number)} weggenommen.`,
    owner: (number, owner) =>
      owner === ''
        ? `Für ${links(number)} ist niemand mehr namentlich zuständig.`
        : `Für ${links(number)} ist jetzt ${owner} zuständig.`,
    list: (number) => `${links(number)} gelistet.`,
    unlist: (number) => `${links(number)} nicht mehr gelistet.`,
    disable: (number) => `${links(number)} abgeschaltet.`,
    enable: (number) => `${links(number)} eingeschaltet.`,
    remove: (number) => `${links(number)} entfernt.`,
    restore: (number) => `${links(number)} wiederhergestellt.`,
  },
  undone: (number) =>
    number === 1
      ? 'Zurückgenommen: Der Link ist wieder, wie er war.'
      : `Zurückgenommen: ${links(number)} sind wieder, wie sie waren.`,
  partlyUndone: (done, all, why) =>
    `Nur ${count(done)} von ${links(all)} wurden zurückgenommen. ${why}`,
  changedSince: (slugs) =>
    slugs.length === 1
      ? `Der Link ${slugList(slugs)} wurde seither geändert.`
      : `${slugList(slugs)} wurden seither geändert.`,
}

export const editor: typeof en.editor = {
  close: 'Schließen',
  opening: (slug) => `/${slug} wird geöffnet …`,
  isGone: (slug) => `/${slug} gibt es nicht mehr.`,
  notOpened: (slug, why) => `/${slug} konnte nicht geöffnet werden. ${why}`,
  notLoaded:
    'Der Editor konnte nicht geladen werden. Bitte die Verbindung prüfen und noch einmal versuchen.',
  added: (time, by) => `angelegt ${time} von ${by}`,
  whyNot: {
    gone: 'Er ist entfernt. Wiederhergestellt ist er wieder, was er war.',
    goneForOthers: 'Er ist entfernt; nur wer die Rolle „admin“ hat, kann ihn wiederherstellen.',
    role: 'Dieses Token kann Links anlegen, aber nicht ändern.',
    owner: (owner) => `Zuständig ist ${owner}; ändern können ihn nur diese oder „admin“.`,
  },
  renames: 'Ein anderes benennt den Link um.',
  oldSlug: 'Was aus dem alten Kürzel wird',
  oldSlugs: {
    alias: 'Alias: funktioniert weiter',
    retire: 'Stillgelegt: Wer kommt, sieht „entfernt“',
  },
  save: 'Änderungen speichern',
  saving: 'Wird gespeichert …',
  disable: 'Abschalten',
  enable: 'Einschalten',
  remove: 'Entfernen …',
  more: 'Mit diesem Link',
  addAlias: 'Alias anlegen',
  duplicate: 'Duplizieren',
  otherHost: (status) => `${status} · kann dieser Host nicht`,
  savedAs: (utc) => `Gespeichert als ${utc}`,
  unread: 'Datum und Uhrzeit vervollständigen oder leeren.',
  noSlug: 'Ein Link hat ein Kürzel.',
  nothing: 'Noch ist nichts geändert, also gibt es nichts zu speichern.',
  saveFirst: 'Erst die Änderungen speichern, oder den Link schließen und neu öffnen.',
  typedBefore:
    'Das sind die Änderungen von vor der erneuten Anmeldung. Sie sind noch nicht gespeichert.',
  unsaved: 'Die Änderungen sind nicht gespeichert. Noch einmal schließen, um sie zu verwerfen.',
  failed: (why) => `${why} Hier wurde nichts geändert; ein neuer Versuch ist jederzeit möglich.`,
  restore: 'Link wiederherstellen',
  restoreAliases: 'Aliasse, die auch entfernt sind. Mit wiederherstellen:',
  removal: {
    heading: (slug) => `/${slug} entfernen?`,
    aliasesHeading: 'Seine Aliasse würden ins Leere führen',
    text: 'Wer ihm folgt, erfährt, dass er entfernt ist; sein Kürzel bleibt vergeben.',
    canRestore: 'Später lässt er sich wiederherstellen.',
    onlyAdmin: 'Nur wer die Rolle „admin“ hat, kann ihn wiederherstellen.',
    aliasesText: (slug) => `Diese stehen für /${slug} und müssen mit ihm entfernt werden:`,
    aliases: 'Aliasse',
    yes: 'Entfernen',
    yesAll: (number) => `Alle ${count(number)} entfernen`,
    no: 'Behalten',
  },
  conflict: {
    heading: 'Jemand anders hat diesen Link inzwischen geändert',
    text: 'Noch ist nichts gespeichert. „Meine speichern“ setzt, was hier geändert wurde, und lässt das Übrige, wie es die anderen haben; „Andere übernehmen“ verwirft, was hier geändert wurde.',
    gone: 'Er wurde entfernt und lässt sich nicht mehr ändern.',
    yours: 'Hier',
    theirs: 'Dort, schon gespeichert',
    untouched: 'hier nicht geändert',
    saveMine: 'Meine speichern',
    removeAnyway: 'Trotzdem entfernen',
    takeTheirs: 'Andere übernehmen',
  },
  listed: 'Gelistet',
  state: 'Zustand',
  none: 'nichts',
  yes: 'ja',
  no: 'nein',
  states: { active: 'aktiv', disabled: 'abgeschaltet', gone: 'entfernt' },
}

export const keys: typeof en.keys = {
  open: 'Tasten',
  heading: 'Tasten',
  names: { enter: 'Eingabe', escape: 'Esc', shift: 'Umschalt' },
  deeds: {
    search: 'Zur Suche',
    move: 'Von der Suche in die Liste und durch sie hindurch',
    open: 'Den Link öffnen; in der Suche den ersten gefundenen',
    turn: 'Nächste Seite, vorige Seite',
    select: 'Den Link, der den Fokus hat, auswählen oder nicht mehr',
    range: 'Alle vom letzten bis zu diesem auswählen',
    page: 'Die ganze Seite auswählen oder nichts von ihr',
    change: 'Die ausgewählten Links ändern',
    copy: 'Die Kurz-URL des Links kopieren, der den Fokus hat',
    help: 'Diese Tasten zeigen',
    close: 'Schließen, was offen ist',
  },
  single: 'Tasten mit einem einzelnen Zeichen benutzen',
  close: 'Schließen',
}

export const publishing: typeof en.publishing = {
  publish: 'Jetzt veröffentlichen',
  again: 'Noch einmal veröffentlichen',
  publishing: 'Wird veröffentlicht …',
  notPublished: (why) => `Nichts wurde veröffentlicht. ${why}`,
  asked:
    'Der Host wurde um einen Build gebeten. In ein, zwei Minuten sind die Änderungen zu sehen.',
  published: 'Veröffentlicht: Alles ist live.',
  unknown: 'Der Server weiß nicht, was zu sehen ist; manche Änderungen warten vielleicht.',
  waiting: (number) =>
    number === 1
      ? '1 Änderung ist noch nicht live.'
      : `${count(number)} Änderungen sind noch nicht live.`,
  change: {
    undo: 'Rückgängig',
    undoing: 'Wird zurückgenommen …',
    close: 'Schließen',
    notices: 'Hinweise',
    moreNotices: (more) =>
      more === 1 ? 'Und 1 weiterer wie dieser.' : `Und ${more} weitere wie diese.`,
    live: 'Live',
    waiting: 'Committet · noch nicht live',
    unknown: 'Committet · niemand weiß, was live ist',
    commit: (id) => `Commit ${id}.`,
    restored: (slug) => `/${slug} wiederhergestellt.`,
    removed: (slug) => `/${slug} entfernt.`,
    renamed: (from, to) => `/${from} in /${to} umbenannt; das alte Kürzel funktioniert weiter.`,
    retired: (from, to) => `/${from} in /${to} umbenannt; das alte Kürzel ist stillgelegt.`,
    enabled: (slug) => `/${slug} eingeschaltet.`,
    disabled: (slug) => `/${slug} abgeschaltet.`,
    changed: (slug) => `/${slug} geändert.`,
    undone: (slug) => `Zurückgenommen: /${slug} ist wieder, wie er war.`,
    aliasStays: (slug) => `/${slug} bleibt als Alias davon.`,
    notUndone: (why) => `Nichts wurde zurückgenommen. ${why}`,
    changedSince: 'Der Link wurde seither geändert; geöffnet zeigt er, wie.',
  },
  until: {
    changed: 'Bis es live ist, gilt für alle noch der alte Stand des Links.',
    unseen: 'Wer dem Link folgt, merkt davon nichts.',
    off: 'Bis es live ist, wird noch weitergeleitet.',
    on: 'Bis es live ist, ist noch zu sehen, dass er abgeschaltet ist.',
    back: 'Bis es live ist, ist noch zu sehen, dass er entfernt ist.',
    renamed: (to) =>
      `Bis es live ist, leiten Browser, die /${to} aufrufen, weiter; andere Programme sehen „nicht gefunden“.`,
    many: 'Bis es live ist, gilt für alle noch der alte Stand der Links.',
  },
}

export const failures: typeof en.failures = {
  unreachable:
    'Der Server ist nicht erreichbar. Bitte die Verbindung prüfen und nochmals versuchen.',
  token: 'Der Server nimmt dieses Token nicht an.',
  forbidden: (said) => `Das darf dieses Token nicht. ${said}`,
  tooMuch: (said) => `Das ist mehr, als der Server auf einmal annimmt. ${said}`,
  notNow: (said) => `Der Server kann das gerade nicht. ${said}`,
  soon: 'Bitte gleich nochmals versuchen.',
  inSeconds: (seconds) =>
    seconds === 1
      ? 'Bitte in 1 Sekunde nochmals versuchen.'
      : `Bitte in ${seconds} Sekunden nochmals versuchen.`,
  inMinutes: (minutes) => `Bitte in ${minutes} Minuten nochmals versuchen.`,
  status: (status) => `Status ${status}`,
  silent: (seconds: number) =>
    `Der Server hat innerhalb von ${seconds} Sekunden nicht geantwortet. Die Verbindung prüfen und noch einmal versuchen.`,
  garbled: (status: number) =>
    `Die Antwort (Status ${status}) kam nicht von dieser Website: Zwischen hier und dem Server ist vielleicht etwas gestört. Gleich noch einmal versuchen.`,
}

export const qr: typeof en.qr = {
  open: 'QR-Code',
  openOf: (slug) => ` von ${slug}`,
  heading: (slug) => `QR-Code von /${slug}`,
  close: 'Schließen',
  codeOf: 'QR-Code von',
  adjust: 'Größe, Rand und Logo …',
  size: 'Größe',
  sizeHint: 'Kantenlänge als PNG, in Pixeln',
  margin: 'Rand',
  marginHint: 'Module in Weiß; Lesegeräte brauchen 4',
  level: 'Verträgt Schäden bis',
  levels: { L: '7 %', M: '15 %', Q: '25 %', H: '30 %' },
  logo: 'Logo',
  noLogo: 'Keines',
  siteLogo: 'Das Logo der Website',
  fileLogo: 'Eine eigene Datei',
  file: 'Bild für die Mitte',
  fileHint: 'PNG, JPEG oder SVG. Es bleibt in diesem Browser.',
  levelByLogo: 'Passend zum Logo, das einen Teil verdeckt',
  saveSvg: 'Als SVG speichern',
  savePng: 'Als PNG speichern',
  copy: 'Bild kopieren',
  copied: 'Das Bild ist kopiert.',
  copyFailed: 'Dieser Browser hat das Kopieren nicht zugelassen. Speichern geht trotzdem.',
  savePngFailed: 'Dieser Browser konnte das Bild nicht zeichnen. Als SVG lässt es sich speichern.',
  loadFailed:
    'Der QR-Code konnte nicht gezeigt werden. Verbindung prüfen und noch einmal versuchen.',
  facts: (modules, scale, pixels) =>
    `${modules} × ${modules} Module zu ${scale} px: ein PNG mit ${pixels} × ${pixels} px.`,
  fine: 'Das ist für viele Kameras zu fein: Besser größer speichern.',
  narrow: 'Auf dunklem Grund brauchen die meisten Lesegeräte einen Rand von 4.',
  notNumber: (label, least, most) =>
    `${label}: Hier muss eine ganze Zahl von ${least} bis ${most} stehen.`,
  tooLong: (length, most) =>
    `Diese Kurz-URL hat ${length} Zeichen; mit Logo dürfen es ${most} sein. Einen kürzeren Slug nehmen, oder kein Logo.`,
  noFile: 'Ein Bild auswählen.',
  logoFaults: {
    large: (kilobytes) => `Diese Datei hat mehr als ${kilobytes} KB. Eine kleinere nehmen.`,
    kind: 'Diese Datei ist weder PNG noch JPEG noch SVG. In eines davon umwandeln.',
    svg: 'Dieses SVG enthält Skripte oder verweist auf andere Dateien. Als einfaches SVG speichern, oder als PNG.',
    unread: 'Das Logo ließ sich nicht lesen. Eine andere Datei nehmen.',
  },

  sheet: 'Druckbogen',
  sheetAbout: (site) => `Viele QR-Codes von ${site} auf einem Bogen zum Drucken.`,
  sheetLead: 'Beschriftete Codes für Aufkleber, Plakate und Handzettel, auf A4 oder Letter.',
  sheetNoScript:
    'Ein Skript zeichnet die Codes, und dieser Browser führt keines aus. Die Kommandozeile macht denselben Bogen: `npm run links -- qr --sheet -o sheet.html`',
  which: 'Links',
  chosen: (count) => `Auf der Admin-Seite ausgewählt (${count})`,
  everything: (count) => `Alle aus dem Verzeichnis (${count})`,
  tagged: (tag, count) => `#${tag} (${count})`,
  width: 'Breite eines Codes',
  widths: { small: 'Klein, 2,5 cm', medium: 'Mittel, 4 cm', large: 'Groß, 7 cm' },
  titles: 'Titel',
  withLogo: 'Das Logo der Website',
  print: 'Drucken',
  codes: 'Codes',
  drawing: 'Die Codes werden gezeichnet …',
  looking: 'Die Links werden nachgeschlagen …',
  count: (count) => (count === 1 ? '1 Code' : `${count} Codes`),
  first: (shown, all) =>
    `Die ersten ${shown} von ${all}: Für die übrigen ein Schlagwort wählen, oder weniger Links.`,
  patterns: (count) =>
    count === 1
      ? '1 Link steht für viele Adressen und hat deshalb keinen Code.'
      : `${count} Links stehen für viele Adressen und haben deshalb keine Codes.`,
  withoutLogo: (count) =>
    count === 1
      ? '1 Kurz-URL ist zu lang für ein Logo und kommt ohne aus.'
      : `${count} Kurz-URLs sind zu lang für ein Logo und kommen ohne aus.`,
  empty: 'Es gibt keinen Link im Verzeichnis, von dem ein Code zu drucken wäre.',
  unread: 'Die Liste der Links ließ sich nicht lesen. Verbindung prüfen und die Seite neu laden.',
  unreadTitles: 'Die Liste der Links ließ sich nicht lesen, deshalb fehlen die Titel.',
}

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

export const ways: typeof en.ways = {
  heading: 'Abkürzungen',
  lead: 'Eine Seite dort kürzen, wo sie offen ist, und einen Link bei seinem Namen aufrufen.',
  bookmarklet: 'Aus den Lesezeichen',
  bookmarkletName: (site) => `Kürzen mit ${site}`,
  bookmarkletHow:
    'Diesen Knopf in die Lesezeichenleiste ziehen. Auf jeder Seite öffnet er dieses Formular mit ihrer Adresse und ihrem Titel; gespeichert wird erst auf Knopfdruck.',
  bookmarkletNotHere:
    'Dieser Knopf wirkt erst in der Lesezeichenleiste: dorthin ziehen, oder seinen Code als Adresse eines neuen Lesezeichens einsetzen.',
  copyCode: 'Code kopieren',
  codeCopied: 'Code kopiert; er gehört in die Adresse eines neuen Lesezeichens.',
  codeNotCopied:
    'Der Browser lässt das Kopieren nicht zu. Der Knopf lässt sich stattdessen ziehen.',
  addressBar: 'Aus der Adresszeile',
  addressBarHow:
    'Im Browser eine Suchmaschine mit dem Kürzel `go` und dieser Adresse anlegen. Danach öffnet `go talk` in der Adresszeile den Link `/talk`.',
  addressBarLabel: 'Adresse für die Suchmaschine',
  copyAddress: 'Adresse kopieren',
  addressCopied: 'Adresse kopiert.',
  addressSelected: 'Adresse markiert; kopieren mit Tastatur oder Menü.',
  addressBarOffer:
    'Chrome und Firefox finden diese Website nach dem ersten Besuch von selbst: unter den Suchmaschinen oder im Menü der Adresszeile.',
  phone: 'Vom Telefon',
  phoneHow:
    'Diese Seite über das Menü des Browsers als App installieren. Unter Android steht sie dann bei den Apps, mit denen sich eine Seite teilen lässt.',
  noUrl:
    'Im Geteilten steht keine Webadresse, zu der ein Link führen kann. Sie fehlt noch unten im Formular.',
  shared: 'Mit dem Geteilten ausgefüllt. Gespeichert ist noch nichts.',
  openSearch: (site) => `Öffnet Links von ${site} bei ihrem Kurznamen`,
  app: (site) => `Links von ${site} anlegen, finden und ändern`,
  addLink: 'Link anlegen',
  allLinks: 'Alle Links',
}
