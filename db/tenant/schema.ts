import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tenants of this installation; only the first tenant's database holds any. */
export const tenants = sqliteTable('tenants', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Milliseconds since the epoch, as all times here. */
  createdAt: integer().notNull(),
});

/** What is known of an API key: enough to recognize it, not enough to use it. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** How the key begins: shown in listings, and how a key finds its row. */
    prefix: text().notNull(),
    /** SHA-256 of the whole key, hex. */
    hash: text().notNull(),
    /** JSON array. */
    scopes: text().notNull(),
    /** `operator`: given by the configuration of the server, which alone can take it away. */
    origin: text({ enum: ['api', 'operator'] }).notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('api_keys_prefix').on(table.prefix)],
);

export const sandboxes = sqliteTable(
  'sandboxes',
  {
    id: text().primaryKey(),
    name: text(),
    /** The tenant's own name for it. */
    externalId: text().unique('sandboxes_external_id'),
    /** JSON object. */
    labels: text().notNull(),
    /**
     * `new`: no more than this row. `ready`: its world exists. `copying`: a fork on its way, seen by nobody.
     * `deleted`: its world is being removed, seen by nobody.
     */
    state: text({ enum: ['new', 'ready', 'copying', 'deleted'] }).notNull(),
    /** JSON of all that its world is made from. */
    birth: text().notNull(),
    /** Digest of what was asked for at its creation: tells a repeated request from another one. */
    request: text().notNull(),
    forkedFrom: text(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    expiresAt: integer(),
  },
  (table) => [
    index('sandboxes_state').on(table.state, table.updatedAt),
    index('sandboxes_expires_at').on(table.expiresAt),
  ],
);

/** The index of the sandboxes' labels. */
export const sandboxLabels = sqliteTable(
  'sandbox_labels',
  {
    key: text().notNull(),
    value: text().notNull(),
    sandboxId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.value, table.sandboxId] }),
    index('sandbox_labels_sandbox').on(table.sandboxId),
  ],
);

/** Requests that came with an Idempotency-Key. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    key: text().primaryKey(),
    /** Digest of the operation and what it was asked. */
    request: text().notNull(),
    startedAt: integer().notNull(),
    /** False while the request is still being worked on. */
    finished: integer({ mode: 'boolean' }).notNull(),
  },
  (table) => [index('idempotency_started_at').on(table.startedAt)],
);

/** What such a request came to, in pieces: one value may not take more than 2 MiB on Workers. */
export const idempotencyParts = sqliteTable(
  'idempotency_parts',
  {
    key: text().notNull(),
    part: integer().notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.part] })],
);
