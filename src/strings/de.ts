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

export const failures: typeof en.failures = {
  silent: (seconds: number) =>
    `Der Server hat innerhalb von ${seconds} Sekunden nicht geantwortet. Die Verbindung prüfen und noch einmal versuchen.`,
  garbled: (status: number) =>
    `Die Antwort (Status ${status}) kam nicht von dieser Website: Zwischen hier und dem Server ist vielleicht etwas gestört. Gleich noch einmal versuchen.`,
}

export const qr: typeof en.qr = {}

export const charts: typeof en.charts = {}

export const ways: typeof en.ways = {}
