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

export const finder: typeof en.finder = {}

export const selection: typeof en.selection = {}

export const editor: typeof en.editor = {}

export const keys: typeof en.keys = {}

export const publishing: typeof en.publishing = {}

export const failures: typeof en.failures = {}

export const qr: typeof en.qr = {}

export const charts: typeof en.charts = {}

export const ways: typeof en.ways = {}
