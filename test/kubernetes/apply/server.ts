import { afterAll, beforeAll } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { newStudent, type Student } from '../../harness/student.ts';

/** What the API server answers, as far as these tests look. */
export interface Answer {
  readonly status: number;
  readonly body: Answered;
  readonly warning: string | null;
}

interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation: string;
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: string;
  readonly fieldsV1: object;
  readonly subresource?: string;
}

interface Container {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** An object, or the Status of a refusal. */
export interface Answered {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly managedFields?: readonly ManagedFieldsEntry[];
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: object;
    readonly template?: { readonly spec: { readonly containers: readonly Container[] } };
  };
  readonly status?: string | { readonly conditions?: readonly { readonly type: string }[] };
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly { reason: string; message: string; field: string }[] };
}

type Query = Readonly<Record<string, string>>;

/** The API server of one student, whose clock stands still. */
export class Server {
  readonly #student: () => Student;

  constructor(student: () => Student) {
    this.#student = student;
  }

  advance(seconds: number): Promise<void> {
    return this.#student().advance(seconds);
  }

  /** @param body sent as JSON, unless it is a text */
  async send(
    method: string,
    path: string,
    body?: unknown,
    { type = 'application/json', ...query }: { type?: string } & Query = {},
  ): Promise<Answer> {
    const search = new URLSearchParams(query).toString();
    const url = `${this.#student().server}${path}${search === '' ? '' : `?${search}`}`;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url, {
      method,
      headers: { 'Content-Type': type, 'User-Agent': 'tester/v1.0 (linux)' },
      ...(body === undefined ? {} : { body: text }),
    });
    const answered: Answered = await response.json();
    return { status: response.status, body: answered, warning: response.headers.get('Warning') };
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  put(path: string, body: unknown, query: Query = {}): Promise<Answer> {
    return this.send('PUT', path, body, { fieldManager: 'updater', ...query });
  }

  merge(path: string, body: unknown, query: Query = {}): Promise<Answer> {
    return this.send('PATCH', path, body, {
      fieldManager: 'patcher',
      ...query,
      type: 'application/merge-patch+json',
    });
  }

  /** A server-side apply; who applies is `one`, unless told otherwise. */
  apply(path: string, configuration: unknown, query: Query = {}): Promise<Answer> {
    return this.send('PATCH', path, configuration, {
      fieldManager: 'one',
      ...query,
      type: 'application/apply-patch+yaml',
    });
  }
}

/** A server for the tests of a file. */
export function serverForTests(): Server {
  let atoll: TestAtoll;
  let student: Student;
  beforeAll(async () => {
    atoll = await startAtoll();
    const clock = { mode: 'manual', start: '2026-01-01T00:00:00Z' } as const;
    student = await newStudent(atoll, { clock, kubernetes: { nodes: 1 } });
  });
  afterAll(() => atoll.stop());
  return new Server(() => student);
}

/** Who manages what: `one Apply`, `kubelet Update status`. */
export function managersOf({ metadata }: Answered): Record<string, object> {
  const entries = metadata.managedFields ?? [];
  return Object.fromEntries(
    entries.map(({ manager, operation, subresource, fieldsV1 }) => [
      [manager, operation, subresource].filter((word) => word !== undefined).join(' '),
      fieldsV1,
    ]),
  );
}

let count = 0;

/** The path of a new object, and what every configuration of it says. */
export function fresh(kind: 'ConfigMap' | 'Deployment' | 'Service' | 'Pod'): {
  readonly path: string;
  readonly base: { apiVersion: string; kind: string; metadata: { name: string } };
} {
  const name = `x-${++count}`;
  const [root, apiVersion] = kind === 'Deployment' ? ['apis/apps/v1', 'apps/v1'] : ['api/v1', 'v1'];
  const path = `/${root}/namespaces/default/${kind.toLowerCase()}s/${name}`;
  return { path, base: { apiVersion, kind, metadata: { name } } };
}

/** A map of fields, as FieldsV1 has it: `fields('a', 'b')` are f:a and f:b, and the map itself. */
export function ownMap(...names: readonly string[]): object {
  return Object.fromEntries([['.', {}], ...names.map((name) => [`f:${name}`, {}])]);
}

/** Some entries of a map, without the map itself. */
export function entries(...names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [`f:${name}`, {}]));
}
