/**
 * What every store must do, whatever it talks to. Each implementation's test calls this with a
 * way to open a repository of that kind.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { Conflict, type LinkStore } from '../../src/stores/store.ts'
import { link, linkSet } from '../support/links.ts'

/** A repository under test, seen past the store. */
export interface Subject {
  store: LinkStore
  /** Commits another file on top of the head, as somebody else would. */
  commitElsewhere(): Promise<string>
  /** Removes `data/links.db` by a commit. */
  removeLinksFile(): Promise<void>
  /** Newest first. The author is the handle that a commit was asked for by, wherever the store writes it. */
  history(): Promise<{ id: string; author: string; message: string }[]>
  /** Paths in the head's tree. */
  files(): Promise<string[]>
  close(): Promise<void>
}

const FIRST = linkSet([link({ slug: 'docs' })])
const SECOND = linkSet([link({ slug: 'docs' }), link({ slug: 'talks/2026' })])

/** Runs the suite; `open` makes a fresh repository whose head holds `links.db` with `bytes`. */
export function describeStore(name: string, open: (bytes: Uint8Array) => Promise<Subject>): void {
  describe(`a ${name} store`, () => {
    let subject: Subject
    let first: Uint8Array
    let second: Uint8Array

    beforeEach(async () => {
      const SQL = await loadSql()
      first = encodeLinks(SQL, FIRST)
      second = encodeLinks(SQL, SECOND)
      subject = await open(first)
    })

    afterEach(() => subject.close())

    const change = (parent: string | null, bytes = second) => ({
      bytes,
      parent,
      message: 'Add /talks/2026\n\nRequested-by: alice\n',
      author: 'alice',
    })

    test('reads the file and the id at the head', async () => {
      const { bytes, revision } = await subject.store.read()
      expect(Buffer.compare(bytes ?? new Uint8Array(), first)).toBe(0)
      expect(revision).toBe((await subject.history())[0]?.id)
    })

    test('commits on top of the head, with the handle as author and the whole message', async () => {
      const { revision } = await subject.store.read()
      const made = await subject.store.commit(change(revision))
      const [newest, before] = await subject.history()
      expect(newest).toEqual({
        id: made,
        author: 'alice',
        message: 'Add /talks/2026\n\nRequested-by: alice',
      })
      expect(before?.id).toBe(revision)
      const head = await subject.store.read()
      expect(head.revision).toBe(made)
      expect(decodeLinks(await loadSql(), head.bytes ?? new Uint8Array())).toEqual(SECOND)
    })

    test('refuses a parent that is no longer the head, and writes nothing', async () => {
      const { revision } = await subject.store.read()
      const elsewhere = await subject.commitElsewhere()
      await expect(subject.store.commit(change(revision))).rejects.toBeInstanceOf(Conflict)
      expect((await subject.history())[0]?.id).toBe(elsewhere)
      expect((await subject.store.read()).revision).toBe(elsewhere)
    })

    test('of two commits on one parent exactly one is made', async () => {
      const { revision } = await subject.store.read()
      const results = await Promise.allSettled([
        subject.store.commit(change(revision)),
        subject.store.commit(change(revision)),
      ])
      const failed = results.filter((result) => result.status === 'rejected')
      expect(failed).toHaveLength(1)
      expect(failed[0]?.reason).toBeInstanceOf(Conflict)
      expect(await subject.history()).toHaveLength(2)
    })

    test('keeps what others committed in between', async () => {
      await subject.commitElsewhere()
      const { revision } = await subject.store.read()
      const before = await subject.files()
      await subject.store.commit(change(revision))
      expect(await subject.files()).toEqual(before)
    })

    test('reads an earlier revision', async () => {
      const { revision } = await subject.store.read()
      await subject.store.commit(change(revision))
      const earlier = await subject.store.readAt(revision ?? '')
      expect(Buffer.compare(earlier ?? new Uint8Array(), first)).toBe(0)
    })

    test.each(['0'.repeat(40), '', 'HEAD', '--help', 'main', 'HEAD~1', 'a'.repeat(1000), '\n'])(
      'knows no revision %j',
      async (revision) => {
        expect(await subject.store.readAt(revision)).toBeNull()
      },
    )

    test('says that the head has no such file', async () => {
      await subject.removeLinksFile()
      expect((await subject.store.read()).bytes).toBeNull()
    })

    test('carries a file of 20 MB', async () => {
      const { revision } = await subject.store.read()
      const large = new Uint8Array(20 * 1024 * 1024)
      for (let index = 0; index < large.length; index += 997) large[index] = index % 251
      large.set(second)
      await subject.store.commit(change(revision, large))
      const { bytes } = await subject.store.read()
      expect(Buffer.compare(bytes ?? new Uint8Array(), large)).toBe(0)
    })
  })
}
