/** Ctrl+C, for commands that have something to finish or to put away first. */

export interface Interrupt {
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal
  /** Gives the signals back. */
  release(): void
}

/** Listens until it is released; a second Ctrl+C ends the process. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController()
  const signals = ['SIGINT', 'SIGTERM'] as const
  const interrupt = () => {
    release()
    controller.abort()
  }
  const release = () => {
    for (const signal of signals) process.off(signal, interrupt)
  }
  for (const signal of signals) process.on(signal, interrupt)
  return { signal: controller.signal, release }
}
