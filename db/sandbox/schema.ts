import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row a fact about the sandbox as a whole: how it was born, its clock, its random state. JSON values. */
export const meta = sqliteTable('meta', {
  key: text().primaryKey(),
  value: text().notNull(),
});

/** The Kubernetes objects that exist now: each points to the revision that holds it. */
export const objects = sqliteTable(
  'objects',
  {
    /** Plural and group, as in `deployments.apps`. */
    resource: text().notNull(),
    /** Empty for cluster-scoped kinds. */
    namespace: text().notNull(),
    name: text().notNull(),
    revision: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.resource, table.namespace, table.name] })],
);

/** Every change of every object, the etcd log: a resourceVersion is a position in it. */
export const revisions = sqliteTable('revisions', {
  id: integer().primaryKey(),
  /** Milliseconds of virtual time. */
  at: integer().notNull(),
  event: text({ enum: ['ADDED', 'MODIFIED', 'DELETED'] }).notNull(),
  resource: text().notNull(),
  namespace: text().notNull(),
  name: text().notNull(),
  /** The revision that this one replaced. */
  previous: integer(),
  /** The whole object as JSON; of a deletion, its last state. */
  object: text().notNull(),
  user: text().notNull(),
  verb: text().notNull(),
  manager: text().notNull(),
});

/** The scheduled jobs: which reconciler to call for which key, and when. */
export const timers = sqliteTable('timers', {
  key: text().primaryKey(),
  due: integer().notNull(),
  background: integer({ mode: 'boolean' }).notNull(),
  /** The order in which they were set: it decides between timers due at the same moment. */
  position: integer().notNull(),
});

/**
 * Everything else that is remembered, as JSON values by kind and key: processes, namespaces, files, containers,
 * what kubelets know of their pods. Which kinds there are, and of what shape, is the engine's to say.
 */
export const records = sqliteTable(
  'records',
  {
    kind: text().notNull(),
    key: text().notNull(),
    value: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
);

/** What of a record's value is too long for a row, in order, from part 1 on: Workers allow 2 MB for a row. */
export const recordParts = sqliteTable(
  'record_parts',
  {
    kind: text().notNull(),
    key: text().notNull(),
    part: integer().notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key, table.part] })],
);
