/**
 * What CONTRIBUTING shows is what people see: its console is played in a real clone, and the
 * comment that it quotes is posted by the real workflow.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { removeFolder } from '../support/checkout.ts'
import { MAIN, makeClone, runIn } from '../support/clone.ts'
import { makeHost } from '../support/workflows.ts'

const TEXT = await readFile(join(import.meta.dirname, '../../CONTRIBUTING.md'), 'utf8')

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await removeFolder(folder)
})

/** Ids of commits are others each time. */
function withoutIds(text: string): string {
  return text.replace(/\b(?=\w*\d)[0-9a-f]{7,40}\b/g, '<id>')
}

test('the conflict that it works through goes as it says', async () => {
  const [, shown = ''] = /```console\n(.*?)```/s.exec(TEXT) ?? []
  const docs = { slug: 'docs', url: 'https://example.com/docs', title: 'Docs' }
  const clone = await makeClone([docs])
  folders.push(clone.root)
  await clone.git('switch', '-q', '-c', 'handbook')
  await clone.commit('Name it a handbook', [{ ...docs, title: 'Our handbook' }])
  await clone.git('switch', '-q', 'main')
  await clone.commit('Retitle /docs', [{ ...docs, title: 'Documentation' }])

  const commands = shown.split('\n').filter((line) => line.startsWith('$ '))
  const played: string[] = []
  for (const line of commands) {
    const command = line.slice(2).replace('npm run links --', `'${process.execPath}' '${MAIN}'`)
    // As at a terminal, where both streams are one.
    const { output } = await runIn(clone.root, 'sh', ['-c', `${command} 2>&1`])
    played.push(`${line}\n${output}`)
  }
  expect(withoutIds(played.join('\n'))).toBe(withoutIds(shown))
  expect((await clone.links()).get('docs')?.title).toBe('Our handbook')
  expect(await clone.git('status', '--porcelain')).toBe('')
})

test('the comment that it quotes is what a reviewer gets', async () => {
  const quoted = TEXT.split('\n').flatMap((line) => (/^>/.test(line) ? [line.slice(2)] : []))
  const docs = { slug: 'docs', url: 'https://example.com/docs', owner: 'writers' }
  const host = await makeHost([docs], { teams: { writers: ['ada', 'bob'] } })
  folders.push(host.folder)
  const talk = { slug: 'talk', url: 'https://example.org/talk', title: 'A talk' }
  const sha = await host.push('refs/pull/12/head', [
    { ...docs, url: 'https://docs.example.org/' },
    { ...talk, createdBy: 'carol' },
  ])
  const head = { ref: 'talk', sha, repo: { full_name: 'octo/go' } }
  const user = { login: 'carol', type: 'User' }
  const pull_request = { number: 12, user, base: { ref: 'main' }, head }
  const ran = await host.run('links-comment.yml', 'pull_request_target', { pull_request })
  expect(ran.outcome, ran.output).toBe('failure')
  const [comment] = (await host.state()).comments[12] ?? []
  const body = comment?.body.replace('<!-- shortcrust:check -->\n', '').trimEnd()
  expect(withoutIds(body ?? '')).toBe(withoutIds(quoted.join('\n')))
})
