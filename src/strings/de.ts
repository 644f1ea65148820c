/** All that the pages say, in German. */
import type * as en from './en.ts'

export const lang = 'de'

export const frame: typeof en.frame = {
  skip: 'Zum Inhalt springen',
  tagline: 'Kurzlinks, frisch gebacken.',
  toHome: 'Zur Startseite',
  footNav: 'Website',
  addLink: 'Link anlegen',
  api: 'API',
  foot: 'Die Links sind eine einzige Datei, aufbewahrt in Git.',
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

export const charts: typeof en.charts = {}

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
