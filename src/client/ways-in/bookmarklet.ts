/**
 * The code of the bookmark that shortens a page. Pure. It runs on strangers' pages, which can read
 * it and what it calls: so it holds no token, only the admin page's address.
 */

/**
 * A `javascript:` URL that opens the admin page with the address and title of the page it is used
 * on. Nothing of it is encoded twice, and the page that is opened can't reach back.
 *
 * @param origin of the admin page, `https://go.example.org`
 */
export function makeBookmarklet(origin: string): string {
  const admin = JSON.stringify(`${origin}/admin/?`)
  // URLSearchParams takes any title, where encodeURIComponent throws at half a character; and
  // servers don't take addresses of any length.
  const shared = 'new URLSearchParams({url:location.href,title:document.title.slice(0,200)})'
  // `void`: a script that has a result would replace the page by it.
  const code = `void open(${admin}+${shared},"_blank","noopener")`
  // What is not encoded is read by all browsers; a per cent sign would be decoded.
  return `javascript:${encodeURI(code)}`
}
