/**
 * The git store under the contract of all stores, against the real `git http-backend`.
 */
import { openGitStore } from '../../src/stores/git.ts'
import { commitFiles, filesOf, historyOf } from '../support/bare.ts'
import { startGitServer } from '../support/git-server.ts'
import { describeRemoteStore, type OpenOptions, type RemoteSubject } from './remote-store.ts'

async function openSubject(files: Record<string, Uint8Array>): Promise<RemoteSubject> {
  const server = await startGitServer()
  const { git, url, token } = server
  if (Object.keys(files).length > 0) await commitFiles(git, files, 'Start')
  const openStore = ({ branch = 'main', ...options }: OpenOptions = {}) =>
    openGitStore({ kind: 'git', url, branch, user: 'x-access-token', token }, options)
  return {
    store: openStore(),
    openStore,
    token,
    inject: server.inject,
    commitElsewhere: () => commitFiles(git, { 'notes.txt': `${Math.random()}\n` }, 'Write notes'),
    async removeLinksFile() {
      await commitFiles(git, { 'data/links.db': null }, 'Remove the links')
    },
    history: () => historyOf(git),
    files: () => filesOf(git),
    close: server.close,
  }
}

describeRemoteStore('git', {
  open: (bytes) => openSubject({ 'data/links.db': bytes, 'README.md': Buffer.from('# Links\n') }),
  openEmpty: () => openSubject({}),
})
