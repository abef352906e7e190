import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Facts of a Node host, such as the key that signs sandbox credentials. */
export const facts = sqliteTable('facts', {
  name: text().primaryKey(),
  value: blob({ mode: 'buffer' }).notNull(),
});

/** When to wake the sandboxes whose clocks run while nobody uses them. */
export const alarms = sqliteTable('alarms', {
  sandbox: text().primaryKey(),
  /** Wall clock, ms since the epoch; null: nothing is due. */
  due: integer(),
  /** The anchor of its clock, as JSON. */
  anchor: text().notNull(),
});
