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

export const qr: typeof en.qr = {}

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
