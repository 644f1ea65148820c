/**
 * One writer of several: a process with the API over its own git store, that adds links at once
 * and prints what became of each as JSON.
 *
 * Arguments: URL of the repository, its token, name of the writer, how many links.
 */
import process from 'node:process'
import { openGitStore } from '../../src/stores/git.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { Conflict } from '../../src/stores/store.ts'
import { openTestApi } from './api.ts'

/** What one writer reports. */
export interface Written {
  /** Times that it had to begin again, because another writer was faster. */
  conflicts: number
  creates: { slug: string; status: number; commit: string; milliseconds: number }[]
}

const [url = '', token = '', name = '', count = '0'] = process.argv.slice(2)
const written: Written = { conflicts: 0, creates: [] }
const store = openGitStore({ kind: 'git', url, branch: 'main', user: 'git', token })
const counting = {
  ...store,
  async commit(commit: Parameters<typeof store.commit>[0]) {
    try {
      return await store.commit(commit)
    } catch (error) {
      if (error instanceof Conflict) written.conflicts += 1
      throw error
    }
  },
}
const repository = openRepository(counting, await loadSql())
const { send } = await openTestApi(new Map(), { repository, now: Date.now })

async function create(slug: string): Promise<void> {
  const start = performance.now()
  const { status, body } = await send('POST', '/links', {
    url: `https://example.com/${slug}`,
    slug,
  })
  const milliseconds = performance.now() - start
  written.creates.push({ slug, status, commit: body.commit, milliseconds })
}

await Promise.all(Array.from({ length: Number(count) }, (_, index) => create(`${name}-${index}`)))
console.log(JSON.stringify(written))
