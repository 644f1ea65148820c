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
}

export const home: typeof en.home = {}

export const byTag: typeof en.byTag = {}

export const notFound: typeof en.notFound = {}

export const preview: typeof en.preview = {}

export const off: typeof en.off = {}

export const gone: typeof en.gone = {}

export const signIn: typeof en.signIn = {}

export const submit: typeof en.submit = {
  heading: 'Link anlegen',
  fields: {
    url: 'Ziel-URL',
    slug: 'Kürzel',
    title: 'Titel',
    tags: 'Tags',
    tagsHint: 'Getrennt durch Kommas oder Leerzeichen.',
    startsAt: 'Beginnt',
    expiresAt: 'Läuft ab',
    zone: 'In der Zeitzone dieses Geräts, {zone}.',
    status: 'Weiterleitungsstatus',
    owner: 'Zuständig',
    ownerHint: 'Kürzel oder Team, das für den Link verantwortlich ist.',
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
}

export const bulk: typeof en.bulk = {}

export const finder: typeof en.finder = {
  heading: 'Alle Links',
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
    notices: 'Hinweise',
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

export const failures: typeof en.failures = {}

export const qr: typeof en.qr = {}

export const charts: typeof en.charts = {}

export const ways: typeof en.ways = {}
