/** The API as `/p/api/` tells it: all of the document, in words, with commands that can be pasted. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { makeOpenApi } from '../../../src/api/openapi/document.ts'
import { outlineApi } from '../../../src/api/openapi/outline.ts'
import { describeType, type Prose, parseProse } from '../../../src/api/openapi/prose.ts'
import type { JsonSchema } from '../../../src/api/openapi/schemas.ts'
import { METHODS } from '../../../src/api/openapi/types.ts'
import { DOCUMENT } from '../../support/openapi.ts'

const outline = outlineApi(makeOpenApi({ name: 'Go', baseUrl: 'https://go.example.org' }))
const calls = outline.groups.flatMap((group) => group.calls)
const text = (prose: Prose) =>
  prose
    .map((piece) => {
      if (typeof piece === 'string') return piece
      return 'code' in piece ? `\`${piece.code}\`` : `<${piece.shape}>`
    })
    .join('')

describe('the outline', () => {
  test('tells each call once, with each of its statuses', () => {
    const described = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const responses = item[method]?.responses
        return responses === undefined
          ? []
          : [[`${method.toUpperCase()} ${path}`, Object.keys(responses).sort()]]
      }),
    )
    const told = calls.map(({ method, path, answers, others }) => [
      `${method} ${path}`,
      [...answers.map(({ status }) => status), ...others].sort(),
    ])
    expect(told.sort()).toEqual(described.sort())
  })

  test('tells in common what calls leave out, in the words of the document', () => {
    const common = outline.problems.map(({ status }) => status)
    for (const { others } of calls) expect(common).toEqual(expect.arrayContaining(others))
    const { answers } = calls.find(({ id }) => id === 'addLinks') ?? { answers: [] }
    expect(answers.map(({ status }) => status)).toEqual(['200', '201', '403', '409'])
  })

  test('tells a shape that has all of another as that one and the rest', () => {
    const shape = outline.shapes.find(({ name }) => name === 'WrittenLink')
    expect(shape?.base).toBe('Link')
    expect(shape?.fields.map(({ name }) => name)).toEqual(['commit', 'live', 'notices'])
  })

  test('tells a body with its call, and not again', () => {
    const body = calls.find(({ id }) => id === 'changeLink')?.body
    expect(body?.shape).toBe('LinkChange')
    expect(body?.fields.map(({ name }) => name)).toContain('oldSlug')
    expect(outline.shapes.map(({ name }) => name)).not.toContain('LinkChange')
  })

  test('tells a list, or an object of nothing, where it is sent', () => {
    const typeOf = (id: string) => text(calls.find((call) => call.id === id)?.body?.type ?? [])
    expect(typeOf('addLinks')).toBe('<NewLink> or list of <NewLink>, at most 500')
    expect(typeOf('publish')).toBe('`{}`')
    const shapes = outline.shapes.map(({ name }) => name)
    expect(shapes.filter((name) => /^NewLinks?$|^EmptyObject$/.test(name))).toEqual([])
  })

  test('says what a token has to be allowed', () => {
    const roles = Object.fromEntries(calls.map(({ id, role }) => [id, role]))
    expect(roles).toMatchObject({ addLinks: 'create', publish: 'edit', resolve: null })
  })
})

describe('a type in words', () => {
  test.each<[JsonSchema, string]>([
    [{ type: 'string', maxLength: 2048 }, 'text, at most 2,048 characters'],
    [{ type: ['string', 'null'] }, 'text or null'],
    [{ type: 'string', format: 'date-time' }, 'time (RFC 3339)'],
    [{ type: 'integer', minimum: 1 }, 'whole number from 1'],
    [{ enum: ['a', 'b', 'c'] }, '`a`, `b` or `c`'],
    [{ const: 'about:blank' }, '`about:blank`'],
    [{ type: 'array', items: { type: 'string', pattern: '^a$' } }, 'list of text like `^a$`'],
    [{ anyOf: [{ $ref: '#/components/schemas/Link' }, { type: 'null' }] }, '<Link> or null'],
    [
      { anyOf: [{ type: 'array', items: { type: 'string' }, maxItems: 2 }, { type: 'null' }] },
      'list of text, at most 2, or null',
    ],
  ])('%j is %s', (schema, words) => {
    expect(text(describeType(schema))).toBe(words)
  })

  test('code stands between backticks', () => {
    expect(parseProse('`null` clears `x`')).toEqual([{ code: 'null' }, ' clears ', { code: 'x' }])
  })
})

describe('commands', () => {
  // A shell splits the command as it would for curl itself.
  async function split(command: string): Promise<string[]> {
    const script = `curl() { printf '%s\\0' "$@"; }\nTOKEN=secret\n${command}`
    const { stdout } = await promisify(execFile)('sh', ['-c', script])
    return stdout.split('\0').slice(0, -1)
  }
  const commandsOf = (id: string) =>
    calls.find((call) => call.id === id)?.examples.map(({ command }) => command) ?? []

  test.each([
    [
      'listLinks',
      ['https://go.example.org/api/v1/links?limit=20', '-H', 'Authorization: Bearer secret'],
    ],
    ['resolve', ['https://go.example.org/api/v1/resolve/docs']],
    [
      'publish',
      ['-X', 'POST', 'https://go.example.org/api/v1/publish', '-H', 'Authorization: Bearer secret'],
    ],
  ])('%s', async (id, expected) => {
    const [command = ''] = commandsOf(id)
    expect(await split(command)).toEqual(expected)
  })

  test('carry the examples of the document as they are', async () => {
    const sent = await Promise.all(
      commandsOf('addLinks').map(async (command) =>
        JSON.parse((await split(command)).at(-1) ?? ''),
      ),
    )
    const { examples = {} } =
      DOCUMENT.paths['/links']?.post?.requestBody?.content['application/json'] ?? {}
    expect(sent).toEqual(Object.values(examples).map(({ value }) => value))
  })
})
