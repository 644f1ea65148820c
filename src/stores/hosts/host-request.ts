/**
 * Requests to a Git host that end: whole answers, bounded in time and size, and errors that tell
 * silence from a refusal. Both stores of hosts stand on it.
 */
import { setTimeout as sleep } from 'node:timers/promises'

/** The host could not be reached, broke off or failed: it may pass. */
export class HostFailed extends Error {
  /** Whether a commit may have reached the host, which may have done it or do it yet. */
  readonly mayHaveWritten: boolean
  constructor(message: string, mayHaveWritten: boolean) {
    super(message)
    this.name = 'HostFailed'
    this.mayHaveWritten = mayHaveWritten
  }
}

/** The branch is not where a commit expects it. */
export class HeadMoved extends Error {
  constructor() {
    super('the branch has moved')
    this.name = 'HeadMoved'
  }
}

/** How long to wait. */
export interface HostPatience {
  /** Milliseconds without a byte from the host until a request is given up. */
  timeout?: number
  /** Milliseconds until a read or a commit is given up. */
  patience?: number
}

export const TIMEOUT = 8_000
// A function has 60 seconds for a read, a commit and what comes in between.
export const PATIENCE = 15_000

/** An answer that has arrived whole. */
export interface Answer {
  status: number
  statusText: string
  headers: Headers
  bytes: Uint8Array<ArrayBuffer>
}

export interface RequestOptions {
  method: string
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | string | null
  redirect: 'follow' | 'manual'
  /** Whether the host writes when it gets this. */
  isWrite: boolean
  /** Milliseconds without a byte. */
  timeout: number
  /** Ends the request, whatever has come by then. */
  signal?: AbortSignal | undefined
}

// Far above any links.db that can be used; it only keeps a wrong host from filling the memory.
const LARGEST_ANSWER = 256 * 1024 * 1024
const UPLOAD_BYTES_PER_MS = 512

/**
 * Sends a request and waits for the whole answer, whatever its status below 500.
 *
 * @throws {HostFailed} when there is none, it breaks off, or the host fails (5xx, 408)
 */
export async function request(url: string, options: RequestOptions): Promise<Answer> {
  const { method, headers, body, redirect, isWrite, timeout } = options
  const idle = openIdleTimer(timeout, (body?.length ?? 0) / UPLOAD_BYTES_PER_MS)
  const signal = AbortSignal.any([idle.signal, ...(options.signal ? [options.signal] : [])])
  try {
    const response = await fetch(url, { method, headers, body, redirect, signal })
    idle.postpone()
    const { status, statusText } = response
    const bytes = await readAll(response, idle.postpone)
    if (status >= 500 || status === 408) {
      throw new HostFailed(`the Git host ${new URL(url).host} answers ${status}`, isWrite)
    }
    return { status, statusText, headers: response.headers, bytes }
  } catch (error) {
    if (error instanceof HostFailed) throw error
    const reason = signal.aborted ? 'it went silent' : reasonOf(error)
    throw new HostFailed(
      `the Git host ${new URL(url).host} can't be reached: ${reason}`,
      isWrite && !isUnsent(error),
    )
  } finally {
    idle.stop()
  }
}

/**
 * Does `work` again while the host fails in a way that may pass, with full jitter, until `end`.
 *
 * @param end in milliseconds since 1970
 */
export async function persist<T>(end: number, work: () => Promise<T>): Promise<T> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await work()
    } catch (error) {
      const wait = Math.random() * pause
      if (!(error instanceof HostFailed) || Date.now() + wait > end) throw error
      await sleep(wait)
    }
  }
}

const FIRST_PAUSE = 100
const LONGEST_PAUSE = 2_000

/** Seconds of a `Retry-After`, which may be a date: RFC 9110, section 10.2.3. */
export function parseRetryAfter(text: string | null | undefined): number | null {
  if (text == null) return null
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}

async function readAll(response: Response, onChunk: () => void): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    onChunk()
    length += part.byteLength
    if (length > LARGEST_ANSWER) throw new Error('its answer is too large')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function openIdleTimer(timeout: number, extra: number) {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const wait = (delay: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(), delay)
  }
  wait(timeout + extra)
  return {
    signal: controller.signal,
    postpone: () => wait(timeout),
    stop: () => clearTimeout(timer),
  }
}

// Errors of a connection that never stood, so that the host has not seen the request.
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

function isUnsent(error: unknown): boolean {
  return UNSENT.has(codeOf(error) ?? '')
}

function reasonOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.message : String(error))
}

// `fetch` hides what happened in the cause of its error.
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}
