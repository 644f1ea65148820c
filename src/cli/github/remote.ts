/**
 * Fetching and pushing in a workflow: the checkout keeps no credentials, so each command gets its
 * token by the environment.
 */
import { type Git, GitError } from '../../stores/checkout/git-command.ts'

// Asks the environment when Git needs a password; the token stands in no file and no argument.
const HELPER = '!f() { echo username=x-access-token; echo "password=$SHORTCRUST_GIT_TOKEN"; }; f'

function credentials(token: string): Record<string, string> {
  return {
    SHORTCRUST_GIT_TOKEN: token,
    GIT_CONFIG_COUNT: '2',
    // Empty first, so that no other helper is asked.
    GIT_CONFIG_KEY_0: 'credential.helper',
    GIT_CONFIG_VALUE_0: '',
    GIT_CONFIG_KEY_1: 'credential.helper',
    GIT_CONFIG_VALUE_1: HELPER,
  }
}

/** Fetches one ref of `origin`; its commit, or `null` where it is not there. */
export async function fetchRef(git: Git, ref: string): Promise<string | null> {
  const env = credentials(process.env.GH_TOKEN ?? '')
  try {
    // Nothing but this ref: a proposal must not bring tags or submodules along.
    await git.text(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', 'origin', ref], {
      env,
    })
  } catch (error) {
    if (error instanceof GitError && error.stderr.includes("couldn't find remote ref")) return null
    throw error
  }
  return git.text(['rev-parse', '--verify', 'FETCH_HEAD^{commit}'])
}

/** Why a push was not taken, or `null` where it was. Never forces. */
export async function pushCommit(git: Git, commit: string, branch: string): Promise<string | null> {
  // A push by the workflow's own token starts no workflows, so there may be one of an App.
  const env = credentials(process.env.SHORTCRUST_PUSH_TOKEN || process.env.GH_TOKEN || '')
  try {
    await git.text(['push', '--quiet', 'origin', `${commit}:refs/heads/${branch}`], { env })
    return null
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    return error.stderr.trim()
  }
}

// https://github.com/orgs/community/discussions/26560
const BOT = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
}

/** Makes a commit of a tree, as the bot. */
export async function commitTree(
  git: Git,
  tree: string,
  parents: readonly string[],
  message: string,
): Promise<string> {
  const env = {
    GIT_AUTHOR_NAME: BOT.name,
    GIT_AUTHOR_EMAIL: BOT.email,
    GIT_COMMITTER_NAME: BOT.name,
    GIT_COMMITTER_EMAIL: BOT.email,
  }
  const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-']
  return git.text(args, { input: message, env })
}
