import { answerDocker, type DockerTurns } from '../../api/docker/answer.ts';
import { responseOf } from '../../api/docker/reply.ts';
import { readDockerRequest } from '../../api/docker/request.ts';
import { refusal } from '../../api/docker/respond.ts';
import { socketPort } from '../../api/docker/socket.ts';
import { openDatabase, preparer } from '../../db/node.ts';
import type { StoredRecord } from '../../db/sandbox/changes.ts';
import { SandboxDatabase } from '../../db/sandbox/database.ts';
import * as schema from '../../db/sandbox/schema.ts';
import { DockerError } from '../../engine/docker/docker-error.ts';
import { Sandbox } from '../../engine/sandbox.ts';
import { START_MS } from './sandbox.ts';

/** How finely the clock moves while an answer is awaited. */
const STEPS_PER_SECOND = 2;

/** What a daemon answered to a request. */
interface Answered {
  readonly status: number;
  /** The body: one JSON value, or for a stream of them all of them. */
  readonly json: unknown;
  readonly lines: readonly Record<string, unknown>[];
  readonly bytes: Uint8Array;
}

/** The daemons of a sandbox by their HTTP API, with a clock that moves by hand. */
export interface DockerApi {
  readonly sandbox: Sandbox;
  /** Asks, and lets the clock go on by so many seconds while the answer comes; default 60. */
  ask(method: string, path: string, body?: unknown, options?: AskOptions): Promise<Answered>;
  advance(seconds: number): void;
  /** The same world woken again from its database, as after a restart. */
  reload(): DockerApi;
  /** What its database has of everything but Kubernetes' objects. */
  stored(): readonly StoredRecord[];
}

interface AskOptions {
  readonly seconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The client goes away. */
  readonly signal?: AbortSignal;
}

export function openDocker(hosts = 1, seed = 'docker'): DockerApi {
  const { db, sqlite } = openDatabase(':memory:', 'sandbox', schema);
  const database = new SandboxDatabase(db, preparer(sqlite));
  const spec = {
    seed,
    startMs: START_MS,
    kubernetes: false,
    docker: { hosts },
    history: 'all',
  } as const;
  return dockerApiOf(Sandbox.create(database, spec), database);
}

export function dockerApiOf(sandbox: Sandbox, database: SandboxDatabase): DockerApi {
  sandbox.onReconcileError = (error, what) => {
    throw new Error(`reconcile ${what} threw`, { cause: error });
  };
  sandbox.docker.sockets.port = socketPort(sandbox, {
    ...turnsOf(sandbox),
    stir: () => {},
    report: (error) => {
      throw error;
    },
  });
  const advance = (seconds: number) => {
    const { settled } = sandbox.run(sandbox.now + seconds * 1000, 1_000_000);
    if (!settled) throw new Error('the sandbox does not settle');
  };
  return {
    sandbox,
    advance,
    stored: () => [...database.load().records],
    reload() {
      const woken = Sandbox.load(database);
      if (woken === undefined) throw new Error('the sandbox is not in its database');
      return dockerApiOf(woken, database);
    },
    async ask(method, path, body, options = {}) {
      const { seconds = 60, headers = {}, signal } = options;
      const request = new Request(`http://docker${path}`, {
        method,
        headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
        ...(signal === undefined ? {} : { signal }),
        ...(body === undefined
          ? {}
          : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
      });
      let over = false;
      const whole = answer(sandbox, request, path).then(async (response) => {
        const bytes = new Uint8Array(await response.arrayBuffer());
        over = true;
        return { status: response.status, ...parsed(bytes), bytes };
      });
      whole.catch(() => {
        over = true;
      });
      for (let at = 0; at <= seconds * STEPS_PER_SECOND; at++) {
        for (let turn = 0; turn < 10 && !over; turn++) await new Promise(setImmediate);
        if (over) break;
        advance(at === 0 ? 0 : 1 / STEPS_PER_SECOND);
      }
      return whole;
    },
  };
}

async function answer(sandbox: Sandbox, request: Request, path: string): Promise<Response> {
  const [plain = ''] = path.split('?');
  try {
    const read = await readDockerRequest(request, plain, undefined);
    const answered = answerDocker(sandbox, read, turnsOf(sandbox));
    return responseOf('eventually' in answered ? await answered.eventually : answered);
  } catch (error) {
    if (error instanceof DockerError) return responseOf(refusal(error));
    throw error;
  }
}

function turnsOf(sandbox: Sandbox): DockerTurns {
  return {
    later: async (change) => sandbox.transact(() => change(sandbox.docker)),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

function parsed(bytes: Uint8Array): { json: unknown; lines: Record<string, unknown>[] } {
  try {
    const lines = new TextDecoder()
      .decode(bytes)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
    return { json: lines[0], lines };
  } catch {
    return { json: undefined, lines: [] };
  }
}
