import type { Json, System, Wait } from '../../linux/system.ts';
import { decode } from '../../shell/commands/bytes.ts';
import { advance, type Exchange } from '../../shell/commands/network/exchange.ts';
import { ask, type Question, unreachable } from '../docker-client/daemon.ts';
import { list, member, text } from '../docker-client/table.ts';
import type { Filter } from './filters.ts';
import type { Journal } from './journal.ts';
import type { Settings } from './settings.ts';

/** What there is to reap, in the order in which it goes. */
const KINDS = ['container', 'network', 'volume', 'image'] as const;
type Kind = (typeof KINDS)[number];

const RYUK_LABEL = 'org.testcontainers.ryuk';
const RETRY_MS = 1000;
/** The longest answer, in bytes: until it is whole it is a part of the process's state. */
const ANSWER_BYTES_MAX = 1_048_576;

/** How each kind is asked for, known, and removed. */
const DAEMON: Readonly<
  Record<
    Kind,
    {
      readonly list: (filter: string) => string;
      readonly items: (answer: Json) => readonly unknown[];
      readonly id: string;
      readonly createdMs: (item: unknown) => number;
      readonly remove: (id: string) => string;
    }
  >
> = {
  container: {
    list: (filter) => `/containers/json?all=1&filters=${filter}`,
    items: list,
    id: 'Id',
    createdMs: (item) => Number(text(item, 'Created')) * 1000,
    remove: (id) => `/containers/${id}?force=1&v=1`,
  },
  network: {
    list: (filter) => `/networks?filters=${filter}`,
    items: list,
    id: 'Id',
    createdMs: (item) => Date.parse(text(item, 'Created')),
    remove: (id) => `/networks/${id}`,
  },
  volume: {
    list: (filter) => `/volumes?filters=${filter}`,
    items: (answer) => list(member(answer, 'Volumes')),
    id: 'Name',
    createdMs: (item) => Date.parse(text(item, 'CreatedAt')),
    remove: (id) => `/volumes/${id}?force=1`,
  },
  image: {
    list: (filter) => `/images/json?filters=${filter}`,
    items: list,
    id: 'Id',
    createdMs: (item) => Number(text(item, 'Created')) * 1000,
    remove: (id) => `/images/${id}`,
  },
};

type Call = { question: Question; exchange: Exchange; body: string };

/** Looking for what is to be reaped, and then removing it. JSON, changed in place. */
export type Reaping = {
  /** What was made after it may be in use by a client that is only just coming. */
  sinceMs: number;
  lists: { kind: Kind; filter: Filter }[];
  found: Record<Kind, string[]>;
  /** What has changed since. */
  changes: string[];
  errors: string[];
  call: Call | null;
  /** Set when the lists are there. */
  removing: {
    kind: number;
    todo: string[];
    at: number;
    attempt: number;
    failed: boolean;
    waitMs: number;
  } | null;
  removed: Record<Kind, number>;
};

export function beginReaping(sinceMs: number, filters: readonly Filter[]): Reaping {
  return {
    sinceMs,
    lists: filters.flatMap((filter) => KINDS.map((kind) => ({ kind, filter }))),
    found: { container: [], network: [], volume: [], image: [] },
    changes: [],
    errors: [],
    call: null,
    removing: null,
    removed: { container: 0, network: 0, volume: 0, image: 0 },
  };
}

/** Asks for the lists, one after the other. @returns what it waits for; undefined when they are there */
export function look(
  system: System,
  settings: Settings,
  journal: Journal,
  reaping: Reaping,
): Wait | undefined {
  for (;;) {
    const [next] = reaping.lists;
    if (next === undefined) return undefined;
    const { kind, filter } = next;
    const path = DAEMON[kind].list(encodeURIComponent(filter));
    const answer = called(system, settings, reaping, { method: 'GET', path });
    if ('wait' in answer) return answer.wait;
    reaping.lists.shift();
    if ('error' in answer) {
      const error = `${kind} list: ${answer.error}`;
      journal.say('ERROR', `affected ${kind}s`, { error });
      journal.sayBefore(answer.error);
      reaping.errors.push(`affected ${kind}s: ${error}`);
    } else choose(reaping, kind, DAEMON[kind].items(answer.json));
  }
}

function choose(reaping: Reaping, kind: Kind, items: readonly unknown[]): void {
  for (const item of items) {
    const id = text(item, DAEMON[kind].id);
    if (text(member(item, 'Labels'), RYUK_LABEL) === 'true') continue;
    if (DAEMON[kind].createdMs(item) > reaping.sinceMs) {
      reaping.changes.push(`affected ${kind}s: ${kind} ${id}: changes detected`);
    } else if (!reaping.found[kind].includes(id)) reaping.found[kind].push(id);
  }
}

/** Removes what was found. @returns what it waits for; undefined when it is done */
export function remove(
  system: System,
  settings: Settings,
  journal: Journal,
  reaping: Reaping,
): Wait | undefined {
  reaping.removing ??= passOver(0, reaping.found.container);
  const pass = reaping.removing;
  for (;;) {
    const kind = KINDS[pass.kind];
    if (kind === undefined) return undefined;
    if (system.now < pass.waitMs) return { timeMs: pass.waitMs };
    const id = pass.todo[pass.at];
    if (id === undefined) {
      endPass(system, settings, reaping, kind);
      continue;
    }
    const question = { method: 'DELETE', path: DAEMON[kind].remove(encodeURIComponent(id)) };
    const answer = called(system, settings, reaping, question);
    if ('wait' in answer) return answer.wait;
    if (!('error' in answer)) {
      pass.todo.splice(pass.at, 1);
      reaping.removed[kind]++;
      continue;
    }
    pass.at++;
    // What isn't there any more needs no second attempt.
    if (answer.status === 404) continue;
    pass.failed = true;
    journal.say('ERROR', 'remove', { resource: kind, id, attempt: pass.attempt, error: answer.error });
    journal.sayBefore(answer.error);
  }
}

function passOver(kind: number, todo: readonly string[]): NonNullable<Reaping['removing']> {
  return { kind, todo: [...todo], at: 0, attempt: 1, failed: false, waitMs: 0 };
}

/** All of a kind were tried: once more, or on to the next kind. */
function endPass(system: System, settings: Settings, reaping: Reaping, kind: Kind): void {
  const pass = reaping.removing;
  if (pass === null) return;
  if (pass.failed && pass.attempt < settings.removeRetries) {
    Object.assign(pass, { at: 0, attempt: pass.attempt + 1, failed: false, waitMs: system.now + RETRY_MS });
    return;
  }
  if (pass.failed) reaping.errors.push(`prune: ${kind} left ${pass.todo.length} items`);
  const next = KINDS[pass.kind + 1];
  Object.assign(pass, passOver(pass.kind + 1, next === undefined ? [] : reaping.found[next]));
}

type Answer =
  | { readonly wait: Wait }
  | { readonly json: Json }
  | { readonly error: string; readonly status: number };

/** Asks the daemon, or goes on with asking it. */
function called(system: System, settings: Settings, reaping: Reaping, question: Question): Answer {
  reaping.call ??= {
    question,
    exchange: ask(system, question, 'Go-http-client/1.1', { deadlineMs: system.now + settings.requestMs }),
    body: '',
  };
  const { call } = reaping;
  const result = advance(system, call.exchange, {
    body: (data) => {
      call.body = (call.body + data).slice(0, ANSWER_BYTES_MAX);
    },
  });
  if (result !== 'done' && !('problem' in result)) return { wait: result };
  reaping.call = null;
  if (result !== 'done') return { error: unreachable(system, question, result), status: 0 };
  const status = call.exchange.reading.head?.status ?? 0;
  const json = parsed(decode(call.body));
  if (status >= 400) return { error: `Error response from daemon: ${text(json, 'message')}`, status };
  return { json };
}

/** null where who calls itself a daemon makes no sense. */
function parsed(body: string): Json {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return null;
  }
}
