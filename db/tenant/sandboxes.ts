import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { chunks, PARAMETERS_MAX, type Page, type TenantConnection } from './connection.ts';
import { sandboxes, sandboxLabels } from './schema.ts';

export type SandboxRow = typeof sandboxes.$inferSelect;
export type VisibleState = 'new' | 'ready';

export interface SandboxFilter {
  /** All of these, key and value. */
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly state: VisibleState | undefined;
  readonly externalId: string | undefined;
}

const VISIBLE: VisibleState[] = ['new', 'ready'];

export class SandboxTable {
  readonly #db: TenantConnection;
  readonly #insert: ReturnType<typeof prepareInsert>;
  readonly #byId: ReturnType<typeof prepareById>;
  readonly #byExternalId: ReturnType<typeof prepareByExternalId>;
  readonly #insertLabel: ReturnType<typeof prepareInsertLabel>;

  constructor(db: TenantConnection) {
    this.#db = db;
    this.#insert = prepareInsert(db);
    this.#byId = prepareById(db);
    this.#byExternalId = prepareByExternalId(db);
    this.#insertLabel = prepareInsertLabel(db);
  }

  insert(row: SandboxRow): void {
    this.#insert.run({ ...row });
  }

  /** In whatever state it is, and be it expired. */
  find(id: string): SandboxRow | undefined {
    return this.#byId.get({ id });
  }

  /** In whatever state it is, and be it expired. */
  findByExternalId(externalId: string): SandboxRow | undefined {
    return this.#byExternalId.get({ externalId });
  }

  /** What its tenant may see at this moment. */
  list({ after, limit }: Page, filter: SandboxFilter, now: number): SandboxRow[] {
    const conditions: (SQL | undefined)[] = [
      filter.state === undefined ? inArray(sandboxes.state, VISIBLE) : eq(sandboxes.state, filter.state),
      or(isNull(sandboxes.expiresAt), gt(sandboxes.expiresAt, now)),
      after === undefined ? undefined : gt(sandboxes.id, after),
      filter.externalId === undefined ? undefined : eq(sandboxes.externalId, filter.externalId),
      ...filter.labels.map(([key, value]) => inArray(sandboxes.id, this.#labelled(key, value))),
    ];
    return this.#db
      .select()
      .from(sandboxes)
      .where(and(...conditions))
      .orderBy(asc(sandboxes.id))
      .limit(limit)
      .all();
  }

  update(id: string, values: Partial<SandboxRow>): void {
    this.#db.update(sandboxes).set(values).where(eq(sandboxes.id, id)).run();
  }

  /** Puts the labels of these sandboxes, new or changed, into the index. */
  indexLabels(labelled: readonly { id: string; labels: Readonly<Record<string, string>> }[]): void {
    for (const { id, labels } of labelled) {
      for (const [key, value] of Object.entries(labels)) this.#insertLabel.run({ key, value, sandboxId: id });
    }
  }

  unindexLabels(id: string): void {
    this.#db.delete(sandboxLabels).where(eq(sandboxLabels.sandboxId, id)).run();
  }

  /** Visible ones whose time is over. */
  expired(now: number, limit: number): SandboxRow[] {
    return this.#db
      .select()
      .from(sandboxes)
      .where(and(lte(sandboxes.expiresAt, now), inArray(sandboxes.state, VISIBLE)))
      .limit(limit)
      .all();
  }

  /** Those that have been in this state since this moment or longer. */
  restingSince(state: 'copying' | 'deleted', since: number, limit: number): SandboxRow[] {
    return this.#db
      .select()
      .from(sandboxes)
      .where(and(eq(sandboxes.state, state), lte(sandboxes.updatedAt, since)))
      .limit(limit)
      .all();
  }

  delete(ids: readonly string[]): void {
    for (const chunk of chunks(ids, PARAMETERS_MAX)) {
      this.#db.delete(sandboxes).where(inArray(sandboxes.id, chunk)).run();
    }
  }

  #labelled(key: string, value: string) {
    return this.#db
      .select({ id: sandboxLabels.sandboxId })
      .from(sandboxLabels)
      .where(and(eq(sandboxLabels.key, key), eq(sandboxLabels.value, value)));
  }
}

function prepareInsert(db: TenantConnection) {
  return db
    .insert(sandboxes)
    .values({
      id: sql.placeholder('id'),
      name: sql.placeholder('name'),
      externalId: sql.placeholder('externalId'),
      labels: sql.placeholder('labels'),
      state: sql.placeholder('state'),
      birth: sql.placeholder('birth'),
      request: sql.placeholder('request'),
      forkedFrom: sql.placeholder('forkedFrom'),
      createdAt: sql.placeholder('createdAt'),
      updatedAt: sql.placeholder('updatedAt'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .prepare();
}

function prepareById(db: TenantConnection) {
  return db
    .select()
    .from(sandboxes)
    .where(eq(sandboxes.id, sql.placeholder('id')))
    .prepare();
}

function prepareByExternalId(db: TenantConnection) {
  return db
    .select()
    .from(sandboxes)
    .where(eq(sandboxes.externalId, sql.placeholder('externalId')))
    .prepare();
}

function prepareInsertLabel(db: TenantConnection) {
  return db
    .insert(sandboxLabels)
    .values({
      key: sql.placeholder('key'),
      value: sql.placeholder('value'),
      sandboxId: sql.placeholder('sandboxId'),
    })
    .prepare();
}
