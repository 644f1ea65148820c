/**
 * Listens on this machine alone: on both loopback addresses, since browsers take either for
 * `localhost`.
 */
import { createServer, type Server } from 'node:http'
import { ConfigError } from '../config.ts'

/** Both loopback listeners of one port. */
export interface Listening {
  port: number
  close(): Promise<void>
}

type Listener = Parameters<typeof createServer>[1]

/**
 * Listens on `port`, or on a free one for 0.
 *
 * @throws {ConfigError} when the port is in use or not allowed, with the way on
 */
export async function listen(port: number, listener: NonNullable<Listener>): Promise<Listening> {
  const first = createServer(listener)
  await bind(first, port, '127.0.0.1')
  const address = first.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  const servers = [first]
  try {
    const second = createServer(listener)
    await bind(second, bound, '::1')
    servers.push(second)
  } catch (error) {
    // Machines without IPv6 have no such address; a port that is taken there is taken.
    if (error instanceof ConfigError) {
      await close(first)
      throw error
    }
  }
  return { port: bound, close: async () => void (await Promise.all(servers.map(close))) }
}

function bind(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port)))
    server.listen(port, host, resolve)
  })
}

const LAST_PORT = 65_535

function explain(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    const other = port < LAST_PORT ? port + 1 : port - 1
    return new ConfigError([
      `port ${port} is in use; stop the program that uses it, or choose another: PORT=${other} npm start`,
    ])
  }
  if (code === 'EACCES') {
    return new ConfigError([
      `port ${port} is not allowed for you; choose one from 1024: PORT=8888 npm start`,
    ])
  }
  return error
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
