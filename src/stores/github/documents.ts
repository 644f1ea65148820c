/**
 * What is asked of GitHub's GraphQL API.
 * https://docs.github.com/en/graphql/reference
 */

/** The head of a branch and the blob that its file is, in one answer. */
export const HEAD = `query Head($owner: String!, $name: String!, $ref: String!, $path: String!) {
  repository(owner: $owner, name: $name) {
    isEmpty
    ref(qualifiedName: $ref) {
      target {
        oid
        ... on Commit { file(path: $path) { oid } }
      }
    }
  }
}`

/** The blob that a file is at one commit. */
export const FILE_AT = `query FileAt($owner: String!, $name: String!, $oid: GitObjectID!, $path: String!) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) {
      ... on Commit { file(path: $path) { oid } }
    }
  }
}`

/** The newest commits of a branch, with what tells one of ours from others. */
export const HISTORY = `query History($owner: String!, $name: String!, $ref: String!, $path: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) {
      target {
        ... on Commit {
          history(first: 100) {
            nodes {
              oid
              message
              parents(first: 1) { nodes { oid } }
              file(path: $path) { oid }
            }
          }
        }
      }
    }
  }
}`

/** A commit, taken only while the branch stands at `expectedHeadOid`. */
export const COMMIT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) {
    commit { oid }
  }
}`
