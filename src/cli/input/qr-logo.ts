/** The logo that `qr` lays on codes: a file that a person named, or the site's own. */
import { join } from 'node:path'
import { LOGO_FAULTS, type Logo, readLogo } from '../../core/qr/logo.ts'
import { PICTURE_MAX_SIDE, type Picture, readPicture } from '../../formats/png-picture.ts'
import { refused } from '../failure.ts'
import type { Project } from '../project/project.ts'
import { readNamedFile } from './named-file.ts'

/** What stands for the logo of `data/site.json`. */
export const SITE_LOGO = 'site'

/**
 * Reads the logo that `--logo` names.
 *
 * @throws {Refused} where there is none, or it is no logo
 */
export async function loadLogo(name: string, { root, site }: Project): Promise<Logo> {
  const path = name === SITE_LOGO ? ownLogo(root, site.logo) : name
  const read = readLogo(await readNamedFile(path))
  if (read.ok) return read.logo
  throw refused('logo', `${name}: the file ${LOGO_FAULTS[read.fault]}`)
}

function ownLogo(root: string, logo: string | null): string {
  if (logo !== null) return join(root, 'public', logo)
  throw refused('logo', 'data/site.json names no "logo"; name a file after --logo')
}

/** The logo as pixels. @throws {Refused} where only SVG codes can have it */
export function logoToPicture({ kind, bytes }: Logo, name: string): Picture {
  if (kind !== 'png') {
    const message = `${name}: only a PNG can be laid on a PNG; convert the logo to PNG, or make the code as SVG`
    throw refused('logo', message)
  }
  const picture = readPicture(bytes)
  if (picture !== null) return picture
  const message = `${name}: the PNG is damaged, or has more than ${PICTURE_MAX_SIDE} pixels on a side`
  throw refused('logo', message)
}
