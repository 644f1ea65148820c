/**
 * What each CDN can do with a `_redirects` file. One table: build and `check` enforce it, since a
 * host drops without a word what goes over its limits.
 */

export interface HostCapabilities {
  name: string
  /** Redirect statuses that the host documents for `_redirects`. */
  statuses: readonly number[]
  /** `/x` also answers `/x/`; where it does not, each exact slug needs two rules. */
  ignoresTrailingSlash: boolean
  /** Files of the site stand above rules, unless a rule is forced. */
  filesComeFirst: boolean
  /** Rules may answer 404 with a page of their own. */
  hasNotFoundRules: boolean
  limits: {
    /** Most rules without and with patterns, and where only a warning is due; `null`: no limit. */
    staticRules: number | null
    dynamicRules: number | null
    warnFrom: number | null
    /** Most characters of one rule, and bytes of the file. */
    lineLength: number | null
    bytes: number | null
  }
}

export const HOSTS = {
  // https://docs.netlify.com/manage/routing/redirects/overview/ ; the matcher is linear, 2 µs a rule.
  netlify: {
    name: 'Netlify',
    statuses: [301, 302],
    ignoresTrailingSlash: true,
    filesComeFirst: true,
    hasNotFoundRules: true,
    limits: {
      staticRules: null,
      dynamicRules: null,
      warnFrom: 10_000,
      lineLength: null,
      bytes: null,
    },
  },
  // https://developers.cloudflare.com/workers/static-assets/redirects/
  cloudflare: {
    name: 'Cloudflare',
    statuses: [301, 302, 303, 307, 308],
    ignoresTrailingSlash: false,
    filesComeFirst: false,
    hasNotFoundRules: false,
    limits: {
      staticRules: 2_000,
      dynamicRules: 100,
      warnFrom: null,
      lineLength: 1_000,
      bytes: 100 * 1024,
    },
  },
} as const satisfies Record<string, HostCapabilities>

export type HostName = keyof typeof HOSTS

export const HOST_NAMES: readonly HostName[] = ['netlify', 'cloudflare']

/** The capabilities of the host that `data/site.json` names. */
export function hostCapabilities(host: HostName): HostCapabilities {
  return HOSTS[host]
}
