/**
 * The worker that judges many links by the very rules of import and API. It alone of the pages'
 * scripts may import what brings zod with it: it is fetched only once many links are wanted, and
 * has the rules' weight off the page's thread.
 */
import type { SqlJsStatic } from 'sql.js'
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { decodeLinks } from '../../core/database.ts'
import { formatTime } from '../../core/fields/time.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { parseSite } from '../../core/site.ts'
import { judgeBulk } from '../../formats/bulk.ts'
import { writeTable } from '../../formats/csv.ts'
import { decodeText } from '../../formats/text.ts'
import { answerQuestions } from '../shared/worker-answers.ts'
import type { BulkAnswers, BulkAsk } from './protocol.ts'

let loading: Promise<SqlJsStatic> | undefined
let links: LinkSet | null = null

answerQuestions(answer)

async function answer(ask: BulkAsk): Promise<BulkAnswers[keyof BulkAnswers]> {
  switch (ask.kind) {
    case 'open':
      links = decodeLinks(await loadSql(), new Uint8Array(ask.bytes))
      return null
    case 'decode': {
      const decoded = decodeText(new Uint8Array(ask.bytes))
      return decoded.ok ? decoded : { ok: false, message: decoded.finding.message }
    }
    case 'judge': {
      if (links === null) throw new Error('no database is open')
      return judgeBulk(ask.text, ask.fileName, ask.common, {
        links,
        site: parseSite(ask.judge.site),
        by: ask.judge.by,
        now: formatTime(Date.now()),
        // Only tries what can be drawn; the slugs that will be are drawn by the server.
        random: (size) => crypto.getRandomValues(new Uint8Array(size)),
      })
    }
    case 'csv':
      return writeTable(['shortUrl', 'slug', 'url', 'title', 'tags', 'owner'], ask.links)
  }
}

function loadSql(): Promise<SqlJsStatic> {
  loading ??= import('sql.js/dist/sql-wasm-browser.js').then(({ default: initSqlJs }) =>
    initSqlJs({ locateFile: () => wasmUrl }),
  )
  return loading
}
