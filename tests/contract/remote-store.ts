/**
 * What every store must do whose repository is on another machine: all that `describeStore` says,
 * and one promise whatever happens on the way: an acknowledged commit is in the history once, a
 * refused one is not.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import {
  CommitUncertain,
  Conflict,
  type LinkStore,
  StoreUnavailable,
} from '../../src/stores/store.ts'
import { type Fault, type FaultOptions, RATE_LIMIT_SECONDS } from '../support/faults.ts'
import { link, linkSet } from '../support/links.ts'
import { describeStore, type Subject } from './store.ts'

/** How a test opens a further store on the subject's repository. */
export interface OpenOptions {
  /** Milliseconds without a byte from the host until a request is given up. */
  timeout?: number
  /** Milliseconds until a read or a commit is given up. */
  patience?: number
  branch?: string
}

export interface RemoteSubject extends Subject {
  /** The token of its stores, which no message may show. */
  token: string
  /** A cold store on the same repository. */
  openStore(options?: OpenOptions): LinkStore
  inject(fault: Fault, options: FaultOptions): void
}

export interface RemoteHost {
  /** A fresh repository whose head holds `links.db` with `bytes`. */
  open(bytes: Uint8Array): Promise<RemoteSubject>
  /** A fresh repository without commits. */
  openEmpty(): Promise<RemoteSubject>
}

const SQL = await loadSql()
const FIRST = linkSet([link({ slug: 'docs' })])
const SECOND = linkSet([link({ slug: 'docs' }), link({ slug: 'talks/2026' })])
const FIRST_BYTES = encodeLinks(SQL, FIRST)
const SECOND_BYTES = encodeLinks(SQL, SECOND)
const SHORT = { timeout: 300, patience: 1_200 }

export function describeRemoteStore(name: string, { open, openEmpty }: RemoteHost): void {
  describeStore(name, open)

  const change = (parent: string | null, bytes = SECOND_BYTES) => ({
    bytes,
    parent,
    message: 'Add /talks/2026\n\nRequested-by: alice\n',
    author: 'alice',
  })

  async function failure(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => expect.fail('expected to be refused'),
      (error: unknown) => error,
    )
  }

  async function unavailable(work: Promise<unknown>): Promise<StoreUnavailable> {
    const error = await failure(work)
    if (error instanceof StoreUnavailable) return error
    throw error
  }

  describe(`a ${name} store on a repository without commits`, () => {
    let subject: RemoteSubject
    beforeEach(async () => {
      subject = await openEmpty()
    })
    afterEach(() => subject.close())

    test('has nothing to read', async () => {
      expect(await subject.store.read()).toEqual({ bytes: null, revision: null })
    })

    test('makes the branch and the file by its first commit', async () => {
      const made = await subject.store.commit(change(null))
      expect(await subject.files()).toEqual(['data/links.db'])
      const [newest, before] = await subject.history()
      expect(newest).toMatchObject({ id: made, message: change(null).message.trim() })
      expect(before).toBeUndefined()
      const { bytes, revision } = await subject.openStore().read()
      expect(revision).toBe(made)
      expect(Buffer.compare(bytes ?? new Uint8Array(), SECOND_BYTES)).toBe(0)
    })

    test('makes no second first commit', async () => {
      const late = subject.openStore()
      expect((await late.read()).revision).toBeNull()
      const made = await subject.store.commit(change(null))
      expect(await failure(late.commit(change(null)))).toBeInstanceOf(Conflict)
      expect((await subject.history()).map(({ id }) => id)).toEqual([made])
    })

    test('finds its first commit again below those that came on top of it', async () => {
      const others: string[] = []
      const meanwhile = async () => {
        others.push(await subject.commitElsewhere(), await subject.commitElsewhere())
      }
      subject.inject('cut-after', { on: 'write', times: 1, meanwhile })
      const made = await subject.store.commit(change(null))
      const ids = (await subject.history()).map(({ id }) => id)
      expect(ids).toEqual([...others.toReversed(), made])
    })

    test('lets the repository begin with a link', async () => {
      const repository = openRepository(subject.store, SQL)
      await repository.change('alice', addTalks)
      await repository.change('bob', addAbout)
      expect(await subject.history()).toHaveLength(2)
      const { links } = await openRepository(subject.openStore(), SQL).read()
      expect([...links.keys()]).toEqual(['about', 'talks/2026'])
    })
  })

  describe(`a ${name} store far away`, () => {
    let subject: RemoteSubject
    let head: string | null
    beforeEach(async () => {
      subject = await open(FIRST_BYTES)
      head = (await subject.store.read()).revision
    })
    afterEach(() => subject.close())

    const ids = async () => (await subject.history()).map(({ id }) => id)

    test('names a branch that the repository has not', async () => {
      const error = await unavailable(subject.openStore({ branch: 'elsewhere' }).read())
      expect(error.message).toMatch(/elsewhere.*SHORTCRUST_BRANCH/s)
    })

    test('notices what another store has committed', async () => {
      const made = await subject.openStore().commit(change(head))
      const { bytes, revision } = await subject.store.read()
      expect(revision).toBe(made)
      expect(Buffer.compare(bytes ?? new Uint8Array(), SECOND_BYTES)).toBe(0)
    })

    test('commits on a head that it has not read itself', async () => {
      const elsewhere = await subject.commitElsewhere()
      const made = await subject.store.commit(change(elsewhere))
      expect(await ids()).toEqual([made, elsewhere, head])
      expect(await subject.files()).toContain('notes.txt')
    })

    test('reads an earlier revision that it has not read before', async () => {
      await subject.openStore().commit(change(head))
      await subject.commitElsewhere()
      const cold = subject.openStore()
      const earlier = await cold.readAt(head ?? '')
      expect(Buffer.compare(earlier ?? new Uint8Array(), FIRST_BYTES)).toBe(0)
    })

    describe.each(['read', 'write'] as const)('on a %s', (on) => {
      const work = (store = subject.store) =>
        on === 'read' ? store.read() : store.commit(change(head))

      test('says what to do about a refused token, and shows no token', async () => {
        subject.inject('token-refused', { on })
        const error = await unavailable(work())
        expect(error.message).toContain('SHORTCRUST_GIT_TOKEN')
        expect(error.message).not.toContain(subject.token)
        expect(error.retryAfter).toBeGreaterThanOrEqual(60)
        expect(error).not.toBeInstanceOf(CommitUncertain)
        expect(await ids()).toEqual([head])
      })

      test('passes on when the host wants to be asked again', async () => {
        subject.inject('rate-limit', { on })
        const error = await unavailable(work())
        expect(error.retryAfter).toBeGreaterThanOrEqual(RATE_LIMIT_SECONDS - 1)
        expect(error.retryAfter).toBeLessThanOrEqual(RATE_LIMIT_SECONDS + 1)
        expect(error).not.toBeInstanceOf(CommitUncertain)
        expect(await ids()).toEqual([head])
      })

      test.each(['server-error', 'stall', 'cut-before', 'cut-during', 'cut-after'] as const)(
        'gets over one %s',
        async (fault) => {
          const store = subject.openStore({ timeout: 1_000 })
          await store.read()
          subject.inject(fault, { on, times: 1 })
          const done = await work(store)
          if (on === 'read') expect(done).toMatchObject({ revision: head })
          else expect(await ids()).toEqual([done, head])
        },
      )

      test.each(['server-error', 'stall', 'cut-before', 'cut-during'] as const)(
        'gives up when every request meets %s',
        async (fault) => {
          const store = subject.openStore(SHORT)
          await store.read()
          subject.inject(fault, { on })
          expect((await unavailable(work(store))).retryAfter).toBeGreaterThan(0)
          expect(await ids()).toEqual([head])
        },
      )
    })

    test('writes nothing to a protected branch, and says that it is one', async () => {
      subject.inject('protected-branch', { on: 'write' })
      const error = await unavailable(subject.store.commit(change(head)))
      expect(error.message).toMatch(/protect/i)
      expect(error).not.toBeInstanceOf(CommitUncertain)
      expect(error.retryAfter).toBeGreaterThanOrEqual(60)
      expect(await ids()).toEqual([head])
    })

    test('finds its commit again below one that came on top of it', async () => {
      let onTop = ''
      const meanwhile = async () => {
        onTop = await subject.commitElsewhere()
      }
      subject.inject('cut-after', { on: 'write', times: 1, meanwhile })
      const made = await subject.store.commit(change(head))
      expect(await ids()).toEqual([onTop, made, head])
    })

    test.each(['cut-before', 'cut-during', 'server-error'] as const)(
      'sees after a %s that the head has moved without it',
      async (fault) => {
        let moved = ''
        const meanwhile = async () => {
          moved = await subject.commitElsewhere()
        }
        subject.inject(fault, { on: 'write', times: 1, meanwhile })
        expect(await failure(subject.store.commit(change(head)))).toBeInstanceOf(Conflict)
        expect(await ids()).toEqual([moved, head])
      },
    )

    test("takes nobody else's equal commit for its own", async () => {
      const meanwhile = async () => {
        await subject.openStore().commit({
          ...change(head),
          message: 'Add /talks/2026\n\nRequested-by: bob\n',
          author: 'bob',
        })
      }
      subject.inject('cut-before', { on: 'write', times: 1, meanwhile })
      expect(await failure(subject.store.commit(change(head)))).toBeInstanceOf(Conflict)
      expect(await ids()).toHaveLength(2)
    })

    test('says that nobody knows when the host goes silent over a commit', async () => {
      const store = subject.openStore(SHORT)
      await store.read()
      const meanwhile = async () => {
        subject.inject('cut-before', { on: 'write' })
        subject.inject('cut-before', { on: 'read' })
      }
      subject.inject('cut-after', { on: 'write', times: 1, meanwhile })
      expect(await failure(store.commit(change(head)))).toBeInstanceOf(CommitUncertain)
    })

    test('serves again after the host was silent', async () => {
      const store = subject.openStore(SHORT)
      subject.inject('stall', { on: 'read', times: 1 })
      await store.read().catch(() => {})
      expect(await store.read()).toMatchObject({ revision: head })
    })

    test.each(['server-error', 'stall', 'cut-before', 'cut-during', 'cut-after'] as const)(
      'adds a link once through a %s',
      async (fault) => {
        const store = subject.openStore({ timeout: 1_000 })
        const repository = openRepository(store, SQL)
        await repository.read()
        subject.inject(fault, { on: 'write', times: 1 })
        const { committed, revision } = await repository.change('alice', addTalks)
        expect(committed).toBe(true)
        expect(await ids()).toEqual([revision, head])
      },
    )

    test.each(['token-refused', 'protected-branch', 'rate-limit'] as const)(
      'adds no link through a %s',
      async (fault) => {
        const repository = openRepository(subject.store, SQL)
        subject.inject(fault, { on: 'write' })
        await unavailable(repository.change('alice', addTalks))
        expect(await ids()).toEqual([head])
      },
    )

    test('adds the links of many stores once each', async () => {
      const slugs = ['one', 'two', 'three', 'four', 'five', 'six']
      await Promise.all(
        slugs.map((slug) =>
          openRepository(subject.openStore(), SQL).change('alice', (links) => add(links, slug)),
        ),
      )
      expect(await ids()).toHaveLength(1 + slugs.length)
      const { bytes } = await subject.openStore().read()
      const links = decodeLinks(SQL, bytes ?? new Uint8Array())
      expect([...links.keys()]).toEqual(['docs', ...slugs].sort())
    })
  })
}

const addTalks = (links: LinkSet) => add(links, 'talks/2026')
const addAbout = (links: LinkSet) => add(links, 'about')

function add(links: LinkSet, slug: string) {
  return {
    links: linkSet([...links.values(), link({ slug })]),
    message: `Add /${slug}\n\nRequested-by: alice\n`,
    result: slug,
  }
}
