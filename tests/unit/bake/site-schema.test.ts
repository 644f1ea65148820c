// The description of site.json that editors read is the schema that the code checks by.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parseSite } from '../../../src/core/site.ts'
import { makeSiteJsonSchema, readSiteJsonSchema } from '../../support/site-schema.ts'

test('src/core/site.schema.json is up to date (else: node tests/support/site-schema.ts)', async () => {
  expect(await readSiteJsonSchema()).toEqual(makeSiteJsonSchema())
})

test('the shipped data/site.json is valid and names that schema', async () => {
  const json: unknown = JSON.parse(await readFile('data/site.json', 'utf8'))
  expect(json).toHaveProperty('$schema', '../src/core/site.schema.json')
  expect(() => parseSite(json)).not.toThrow()
})
