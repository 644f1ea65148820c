import { expect, test } from 'vitest'
import { listen } from '../../../src/serve/listen.ts'

const LAST_PORT = 65_535

test('of a port in use, another one is named that there is', async () => {
  const first = await listen(0, () => {})
  await expect(listen(first.port, () => {})).rejects.toThrow(
    new RegExp(`^port ${first.port} is in use.*PORT=${first.port + 1} npm start$`),
  )
  await first.close()
  // Whoever has the last one, it is in use.
  const last = await listen(LAST_PORT, () => {}).catch(() => null)
  await expect(listen(LAST_PORT, () => {})).rejects.toThrow(/PORT=65534 npm start$/)
  await last?.close()
})
