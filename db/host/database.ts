import { eq } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import * as schema from './schema.ts';

export type HostConnection = BaseSQLiteDatabase<'sync', unknown, typeof schema>;

export interface Alarm {
  readonly sandbox: string;
  readonly due: number | null;
  readonly anchor: string;
}

/** What a Node host keeps for itself. */
export class HostDatabase {
  readonly #db: HostConnection;

  constructor(db: HostConnection) {
    this.#db = db;
  }

  /** A fact; made with the given function the first time it is asked for. */
  fact(name: string, make: () => Uint8Array): Uint8Array {
    const { facts } = schema;
    const found = this.#db.select().from(facts).where(eq(facts.name, name)).get();
    if (found !== undefined) return found.value;
    const value = Buffer.from(make());
    this.#db.insert(facts).values({ name, value }).run();
    return value;
  }

  alarms(): Alarm[] {
    return this.#db.select().from(schema.alarms).all();
  }

  alarm(sandbox: string): Alarm | undefined {
    return this.#db.select().from(schema.alarms).where(eq(schema.alarms.sandbox, sandbox)).get();
  }

  setAlarm(alarm: Alarm): void {
    const { due, anchor } = alarm;
    this.#db
      .insert(schema.alarms)
      .values(alarm)
      .onConflictDoUpdate({ target: schema.alarms.sandbox, set: { due, anchor } })
      .run();
  }

  dropAlarm(sandbox: string): void {
    this.#db.delete(schema.alarms).where(eq(schema.alarms.sandbox, sandbox)).run();
  }
}
