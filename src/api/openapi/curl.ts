/** Calls as commands that a reader can paste. */
import type { MediaType, Operation, Parameter } from './types.ts'

interface Call {
  server: string
  path: string
  method: string
  operation: Operation
  parameters: readonly Parameter[]
}

/** One command for each example of the body, one where there is none. */
export function writeCurl(call: Call): { summary: string | null; command: string }[] {
  const { operation } = call
  const [content] = Object.entries(operation.requestBody?.content ?? {})
  const [media = '', type] = content ?? []
  return bodiesOf(type).map(({ summary, value }) => {
    const lines = [`curl ${method(call, value)}${quote(target(call))}`]
    if (operation.security.length > 0) lines.push('-H "Authorization: Bearer $TOKEN"')
    if (value !== undefined) {
      lines.push(`-H "Content-Type: ${media}"`, `-d ${quote(formatJson(value))}`)
    }
    if (isFile(operation)) lines.push('-o links.db')
    return { summary, command: lines.join(' \\\n  ') }
  })
}

function bodiesOf(type: MediaType | undefined): { summary: string | null; value: unknown }[] {
  if (type?.examples !== undefined) return Object.values(type.examples)
  return [{ summary: null, value: type?.example }]
}

// curl posts by itself where there is a body.
function method({ method: name }: Call, body: unknown): string {
  if (name === 'get' || (name === 'post' && body !== undefined)) return ''
  return `-X ${name.toUpperCase()} `
}

function target({ server, path, parameters }: Call): string {
  const url = parameters.reduce((filled, { name, in: place, example }) => {
    return place === 'path' && example !== undefined
      ? filled.replace(`{${name}}`, encodeURIComponent(example))
      : filled
  }, `${server}${path}`)
  const query = new URLSearchParams(
    parameters.flatMap(({ name, in: place, example }) =>
      place === 'query' && example !== undefined ? [[name, example]] : [],
    ),
  )
  return query.size === 0 ? url : `${url}?${query}`
}

function isFile({ responses }: Operation): boolean {
  const answer = responses[200]
  const media = answer !== undefined && 'content' in answer ? Object.keys(answer.content ?? {}) : []
  return media.length > 0 && !media.some((type) => type.includes('json'))
}

// An object in a line, a list with a line for each.
function formatJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[\n${value.map((entry) => `    ${formatJson(entry)}`).join(',\n')}\n  ]`
  }
  return JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ')
}

// A POSIX shell takes all between single quotes as it is.
function quote(text: string): string {
  return /^[\w:/.%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
