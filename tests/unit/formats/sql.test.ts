/**
 * The SQL export: SQLite reads back the very rows.
 */
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { LINKS_COLUMNS } from '../../../src/core/schema.ts'
import { writeSql } from '../../../src/formats/sql.ts'
import { linkSet } from '../../support/links.ts'

it('quotes whatever a title holds', () => {
  const titles = [
    "'); DROP TABLE links; --",
    "it's",
    '\\',
    '"',
    '`',
    '?1 :a $b',
    '日本語 😀',
    '-- x',
  ]
  const links = linkSet(titles.map((title, index) => ({ slug: `s${index}`, title, tags: ['a'] })))
  const db = new DatabaseSync(':memory:')
  db.exec(writeSql(links))
  const rows = db.prepare('SELECT title, tags, owner FROM links ORDER BY slug').all()
  db.close()
  expect(rows).toEqual(titles.map((title) => ({ title, tags: '["a"]', owner: null })))
})

it('names all columns, so that it can be read into a table of ours', () => {
  expect(writeSql(linkSet([{}]))).toContain(
    `INSERT INTO links (${LINKS_COLUMNS.join(', ')}) VALUES`,
  )
})
