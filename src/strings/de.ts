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

export const signIn: typeof en.signIn = {
  heading: 'Anmelden, um Links anzulegen',
  about:
    'Mit einem Token von der Betreiberin oder dem Betreiber dieser Seite. Es bleibt nur in diesem Tab, bis er geschlossen wird oder zur Abmeldung.',
  token: 'Token',
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
  commits: (ids) => `Commits: ${ids}. Zum Zurücknehmen: \`npm run links -- undo\` und die Nummer.`,
  copyAll: 'Alle Kurz-URLs kopieren',
  copied: 'Kopiert',
  notCopied: 'Ausgewählt',
  saveCsv: 'Als CSV speichern',
  fileName: 'kurzlinks.csv',
  urls: 'Kurz-URLs',
}

export const finder: typeof en.finder = {}

export const selection: typeof en.selection = {}

export const editor: typeof en.editor = {}

export const keys: typeof en.keys = {}

export const publishing: typeof en.publishing = {}

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
}

export const qr: typeof en.qr = {}

export const charts: typeof en.charts = {}

export const ways: typeof en.ways = {}
