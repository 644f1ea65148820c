/**
 * What is asked of GitHub's GraphQL API, and the shape of what it answers.
 * https://docs.github.com/en/graphql/reference
 */
import { z } from 'zod'

/** A GraphQL document and the `data` that it gets. */
export interface Document<T> {
  text: string
  answer: z.ZodType<T>
}

const oid = z.string().regex(/^[0-9a-f]{40}$/)
const file = z.object({ oid }).nullish()

/** The head of a branch and the blob that its file is, in one answer. */
export const HEAD = define(
  `query Head($owner: String!, $name: String!, $ref: String!, $path: String!) {
    repository(owner: $owner, name: $name) {
      isEmpty
      ref(qualifiedName: $ref) {
        target {
          oid
          ... on Commit { file(path: $path) { oid } }
        }
      }
    }
  }`,
  z.object({
    repository: z.object({
      isEmpty: z.boolean(),
      ref: z.object({ target: z.object({ oid, file }) }).nullable(),
    }),
  }),
)

/** The blob that a file is at one commit. */
export const FILE_AT = define(
  `query FileAt($owner: String!, $name: String!, $oid: GitObjectID!, $path: String!) {
    repository(owner: $owner, name: $name) {
      object(oid: $oid) {
        ... on Commit { file(path: $path) { oid } }
      }
    }
  }`,
  z.object({ repository: z.object({ object: z.object({ file }).nullable() }) }),
)

/** The newest commits of a branch, with what tells one of ours from others. */
export const HISTORY = define(
  `query History($owner: String!, $name: String!, $ref: String!, $path: String!) {
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
  }`,
  z.object({
    repository: z.object({
      ref: z
        .object({
          target: z.object({
            history: z.object({
              nodes: z.array(
                z.object({
                  oid,
                  message: z.string(),
                  parents: z.object({ nodes: z.array(z.object({ oid })) }),
                  file,
                }),
              ),
            }),
          }),
        })
        .nullable(),
    }),
  }),
)

/** A commit, taken only while the branch stands at `expectedHeadOid`. */
export const COMMIT = define(
  `mutation Commit($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) {
      commit { oid }
    }
  }`,
  z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid }) }) }),
)

/** What of a branch's protection GitHub tells those who do not administer it. */
export const PROTECTION = define(
  `query Protection($owner: String!, $name: String!, $ref: String!) {
    repository(owner: $owner, name: $name) {
      ref(qualifiedName: $ref) {
        refUpdateRule { viewerCanPush requiredApprovingReviewCount requiredStatusCheckContexts }
      }
    }
  }`,
  z.object({
    repository: z.object({
      ref: z
        .object({
          refUpdateRule: z
            .object({
              viewerCanPush: z.boolean(),
              requiredApprovingReviewCount: z.number().nullable(),
              requiredStatusCheckContexts: z.array(z.string().nullable()).nullable(),
            })
            .nullable(),
        })
        .nullable(),
    }),
  }),
)

/** What `PUT /repos/{owner}/{repo}/contents/{path}` answers. */
export const PUT_ANSWER = z.object({ commit: z.object({ sha: oid }) })

function define<T>(text: string, answer: z.ZodType<T>): Document<T> {
  return { text, answer }
}
