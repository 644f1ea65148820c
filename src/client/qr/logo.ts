/** Logos for QR codes in the browser: the site's own, and files that are read and never sent. */
import { qr } from '#strings'
import { LOGO_MAX_BYTES, logoToUrl, readLogo } from '../../core/qr/logo.ts'

/** A logo as `data:` URL, or the sentence that says what is wrong with it. */
export type ReadLogo = { href: string } | { fault: string }

/** The site's logo, a file in `/custom/`. */
export async function readSiteLogo(path: string): Promise<ReadLogo> {
  try {
    const response = await fetch(path)
    if (!response.ok) return { fault: qr.logoFaults.unread }
    return judge(new Uint8Array(await response.arrayBuffer()))
  } catch {
    return { fault: qr.logoFaults.unread }
  }
}

/** A file that the person chose. */
export async function readLogoFile(file: File): Promise<ReadLogo> {
  // A film, chosen by mistake, needs not be read to know.
  if (file.size > LOGO_MAX_BYTES) return { fault: tooLarge() }
  try {
    return judge(new Uint8Array(await file.arrayBuffer()))
  } catch {
    return { fault: qr.logoFaults.unread }
  }
}

function judge(bytes: Uint8Array): ReadLogo {
  const read = readLogo(bytes)
  if (read.ok) return { href: logoToUrl(read.logo) }
  return { fault: read.fault === 'large' ? tooLarge() : qr.logoFaults[read.fault] }
}

function tooLarge(): string {
  return qr.logoFaults.large(LOGO_MAX_BYTES / 1024)
}
