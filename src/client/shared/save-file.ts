/** Files that are made in the browser, and sent nowhere. */

/** Hands a file to the person. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Revoked at once, some browsers would save nothing.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
