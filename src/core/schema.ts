/**
 * The tables of Shortcrust's two SQLite files. The one place where SQL columns stand.
 */

/** `application_id` of our files: "Shct" in ASCII, so that `file` and we know them. */
export const APPLICATION_ID = 0x53686374

/** `user_version` of `data/links.db`; a greater one is of a newer Shortcrust. */
export const SCHEMA_VERSION = 1

/** `data/links.db`: all links. */
export const LINKS_TABLE = `CREATE TABLE links (
  slug TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  status INTEGER NOT NULL,
  state TEXT NOT NULL,
  listed INTEGER NOT NULL,
  title TEXT,
  tags TEXT NOT NULL,
  owner TEXT,
  starts_at TEXT,
  expires_at TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT, WITHOUT ROWID`

/** Columns of `links` in their order. */
export const LINKS_COLUMNS = [
  'slug',
  'url',
  'status',
  'state',
  'listed',
  'title',
  'tags',
  'owner',
  'starts_at',
  'expires_at',
  'created_at',
  'created_by',
] as const

/** `links.<hash>.db`: what visitors may search. */
export const PUBLIC_TABLE = `CREATE TABLE links (
  slug TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  title TEXT,
  tags TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID`
