/** The part of netlify-redirector 0.5 that we use; the package has no types of its own. */
declare module 'netlify-redirector' {
  interface Request {
    scheme: string
    host: string
    path: string
    query: string
    headers: Readonly<Record<string, string>>
    cookieValues: Readonly<Record<string, string>>
    getHeader: (name: string) => string
    getCookie: (name: string) => string
  }

  interface Match {
    from: string
    to: string
    status: number
    force: boolean
  }

  interface RedirectMatcher {
    match(request: Request): Match | null
  }

  const redirector: {
    parsePlain(rules: string, options: object): Promise<RedirectMatcher>
  }
  export default redirector
}
