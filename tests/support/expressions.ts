/**
 * The expressions of GitHub Actions that our workflows use; any other throws, so that a workflow
 * can't depend on what is not tested.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */

export type Contexts = Readonly<Record<string, unknown>>

/** Fills in every `${{ … }}` of a text. */
export function fillIn(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_match, expression: string) => {
    const value = evaluate(expression, contexts)
    return value === null || value === undefined ? '' : String(value)
  })
}

/** The value of an expression, with or without its braces. @throws {Error} for one not known here */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const source = expression.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  const tokens = tokenise(source)
  const value = readOr(tokens, contexts)
  if (tokens.length > 0) throw new Error(`expression: ${source}: did not expect ${tokens[0]}`)
  return value
}

const TOKEN = /\s*('(?:[^']|'')*'|&&|\|\||==|!=|[!(),]|\d+|[A-Za-z_][\w.-]*)/y

function tokenise(source: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(source)?.[1]
    if (token === undefined) throw new Error(`expression: not known here: ${source.slice(at)}`)
    tokens.push(token)
  }
  return tokens
}

function readOr(tokens: string[], contexts: Contexts): unknown {
  let value = readAnd(tokens, contexts)
  while (tokens[0] === '||') {
    tokens.shift()
    const right = readAnd(tokens, contexts)
    value = isTrue(value) ? value : right
  }
  return value
}

function readAnd(tokens: string[], contexts: Contexts): unknown {
  let value = readEquality(tokens, contexts)
  while (tokens[0] === '&&') {
    tokens.shift()
    const right = readEquality(tokens, contexts)
    value = isTrue(value) ? right : value
  }
  return value
}

function readEquality(tokens: string[], contexts: Contexts): unknown {
  const left = readValue(tokens, contexts)
  const [operator] = tokens
  if (operator !== '==' && operator !== '!=') return left
  tokens.shift()
  const isSame = fold(left) === fold(readValue(tokens, contexts))
  return operator === '==' ? isSame : !isSame
}

// Texts are compared without case; an empty value is the empty text.
function fold(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? '')
}

function readValue(tokens: string[], contexts: Contexts): unknown {
  const token = tokens.shift()
  if (token === undefined) throw new Error('expression: ends too early')
  if (token === '!') return !isTrue(readValue(tokens, contexts))
  if (token === '(') {
    const value = readOr(tokens, contexts)
    if (tokens.shift() !== ')') throw new Error('expression: lacks )')
    return value
  }
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
  if (/^\d+$/.test(token)) return Number(token)
  if (tokens[0] === '(') return call(token, readArguments(tokens, contexts))
  return lookUp(token, contexts)
}

function readArguments(tokens: string[], contexts: Contexts): unknown[] {
  tokens.shift()
  const values: unknown[] = []
  while (tokens[0] !== ')') {
    values.push(readOr(tokens, contexts))
    if (tokens[0] === ',') tokens.shift()
    else if (tokens[0] !== ')') throw new Error('expression: lacks )')
  }
  tokens.shift()
  return values
}

function call(name: string, values: readonly unknown[]): unknown {
  const [first, second] = values
  if (name === 'always' && values.length === 0) return true
  if (name === 'startsWith') return String(fold(first)).startsWith(String(fold(second)))
  if (name === 'contains' && Array.isArray(first)) return first.map(fold).includes(fold(second))
  if (name === 'fromJSON' && typeof first === 'string') return JSON.parse(first)
  throw new Error(`expression: the function ${name} is not known here`)
}

function lookUp(path: string, contexts: Contexts): unknown {
  const [context = '', ...names] = path.split('.')
  if (!Object.hasOwn(contexts, context)) throw new Error(`expression: ${path} is not known here`)
  let value: unknown = contexts[context]
  for (const name of names) {
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
    value = entries.find(([key]) => key === name)?.[1]
  }
  return value
}

/** What GitHub takes for true. */
export function isTrue(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== '' && value !== 0
}
