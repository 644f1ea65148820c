/** The way to the QR panel, which is loaded when it is asked for. */
import { qr } from '#strings'

/**
 * Opens the panel with the QR code of a link.
 *
 * @param slug the link's path, without leading slash
 * @param baseUrl the origin of short links
 * @param status where it is said that the panel could not be loaded
 */
export async function openQr(slug: string, baseUrl: string, status: HTMLElement): Promise<void> {
  try {
    const { showPanel } = await import('./panel.ts')
    showPanel(slug, baseUrl)
  } catch (error) {
    console.error(error)
    status.textContent = qr.loadFailed
  }
}

/** Closes the panel, as at the end of a session. */
export function closeQr(): void {
  document.querySelector<HTMLDialogElement>('dialog#qr')?.close()
}
