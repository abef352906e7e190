import { SystemError } from '../../filesystem/errors.ts';
import type { Signal } from '../../linux/signals.ts';
import type { Next, Program, System, Wait } from '../../linux/system.ts';
import { accountOf } from '../accounts.ts';
import { REACHED } from '../http/forwarding.ts';
import type { HttpRequest } from '../http/message.ts';
import { httpServer, type ServerState } from '../http/server.ts';
import { anywhere, mebibyte } from '../options.ts';
import { type Client, talk, talkWait } from '../sockets.ts';
import { answer, pageOf, portOf, replyOf, type Site, unmodelled } from './pages.ts';
import { fill } from './template.ts';

/** A text that it prints so many milliseconds after it was started, and on which stream. Texts are templates. */
export type Line = readonly [afterMs: number, text: string, to?: 1 | 2];

/** A port where something else is spoken, line by line. Undefined: nothing is answered. `hang up`: it closes. */
interface Talk {
  readonly port: number | ((system: System) => number);
  /** Only for programs beside it. */
  readonly local?: boolean;
  readonly greeting?: string;
  readonly answer?: (line: string, system: System) => string | undefined | { readonly last: string };
}

/**
 * A server of which a course sees that it starts, when it is ready, what it logs, which ports it has, and its first
 * pages. What the application itself would do is missing, and pages that aren't there say so.
 */
export interface Application {
  readonly lines?: readonly Line[];
  readonly sites?: readonly Site[];
  readonly talks?: readonly Talk[];
  readonly readyAfterMs: number;
  readonly memoryMebibytes: number;
  /** The user it becomes where root started it. */
  readonly user?: string;
  readonly title?: string;
  /** Files that it leaves when it is ready, unless they are there: path → template. */
  readonly files?: Readonly<Record<string, string>>;
  /** What a signal makes it print, and its end. Default: SIGTERM and SIGINT end it with 0. */
  readonly stop?: {
    readonly afterMs?: number;
    readonly exit?: number;
    readonly signals?: readonly Signal[];
    readonly lines?: readonly string[];
  };
  /** A line per request, with `%{client}`, `%{method}`, `%{target}`, `%{status}` and `%{bytes}` in it. */
  readonly access?: string;
  /** Options that only print something, or what keeps it from starting. @returns an exit code */
  readonly before?: (system: System) => Next<never> | undefined;
}

type State = {
  begunMs: number;
  printed: number;
  own: { readonly secret: string };
  /** Its files are there. */
  left: boolean;
  http: ServerState<null> | undefined;
  listeners: number[];
  clients: Client[];
  stopAtMs?: number;
};

/** A program whose ports and pages follow from its files or its command line. */
export function chosenApplication(choose: (system: System) => Application): Program<State> {
  return {
    start: (system) => application(choose(system)).start(system),
    step: (system, state) => application(choose(system)).step(system, state),
  };
}

/** Makes a program of it. */
export function application(what: Application): Program<State> {
  const sites = what.sites ?? [];
  const server = httpServer<null>({
    begin: (system) => ({
      listen: sites.map(({ port }) => anywhere(portOf(port, system))),
      own: null,
      readyAfterMs: what.readyAfterMs,
    }),
    answer: (system, _own, request) => answer(sites, system, request),
    refuse: (system, _own, status, request, problem) => {
      if (request === undefined) return { status, close: true };
      const page = pageOf(sites, system, request);
      return replyOf(sites, system, request, problem === REACHED ? page : (page.otherwise ?? unmodelled));
    },
    occupied: (system, _own, { port }) => {
      system.write(2, `listen tcp :${port}: bind: address already in use\n`);
      return 1;
    },
    sent: (system, _own, request, status, bytes) => logRequest(what, system, request, status, bytes),
  });
  return {
    start(system) {
      const otherwise = what.before?.(system);
      if (otherwise !== undefined) return otherwise;
      prepare(what, system);
      const begun = what.sites === undefined ? undefined : server.start(system);
      if (begun !== undefined && !('state' in begun)) return begun;
      const state: State = {
        begunMs: system.now,
        printed: 0,
        own: { secret: secretOf(what, system) },
        left: false,
        http: begun?.state,
        listeners: [],
        clients: [],
      };
      return goOn(what, system, state, begun?.until ?? {});
    },
    step(system, state) {
      const [signal] = system.takeSignals();
      if (signal !== undefined && state.stopAtMs === undefined) beginToStop(what, system, state);
      if (state.stopAtMs !== undefined && system.now >= state.stopAtMs) return { exit: what.stop?.exit ?? 0 };
      const next = state.http === undefined ? undefined : server.step(system, state.http);
      if (next !== undefined && !('state' in next)) return next;
      return goOn(what, system, state, next?.until ?? {});
    },
  };
}

function prepare(what: Application, system: System): void {
  system.onSignal('handle', [...(what.stop?.signals ?? ['SIGINT', 'SIGTERM'])]);
  system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
  system.setMemory(what.memoryMebibytes * mebibyte);
  if (what.title !== undefined) system.setTitle(what.title);
  const account = what.user === undefined ? undefined : accountOf(system, what.user);
  if (system.uid === 0 && account !== undefined) system.setUser(account.uid, account.gid, [account.gid]);
}

function beginToStop(what: Application, system: System, state: State): void {
  for (const text of what.stop?.lines ?? []) system.write(1, `${fill(text, system, state.own)}\n`);
  const ready = system.now >= state.begunMs + what.readyAfterMs;
  state.stopAtMs = system.now + (ready ? (what.stop?.afterMs ?? 20) : 0);
}

function goOn(what: Application, system: System, state: State, until: Wait): Next<State> {
  const lines = what.lines ?? [];
  const readyAtMs = state.begunMs + what.readyAfterMs;
  const ready = system.now >= readyAtMs;
  if (ready && state.listeners.length === 0 && what.talks !== undefined) {
    const problem = open(what, system, state);
    if (problem !== undefined) return problem;
  }
  if (ready && !state.left) {
    leaveFiles(what, system, state);
    state.left = true;
  }
  for (; state.printed < lines.length; state.printed += 1) {
    const [afterMs, text, to = 1] = lines[state.printed] ?? [0, ''];
    if (state.begunMs + afterMs > system.now) break;
    system.write(to, `${fill(text, system, state.own)}\n`);
  }
  converse(what, system, state);
  return { state, until: waitFor(what, system, state, until) };
}

function waitFor(what: Application, system: System, state: State, until: Wait): Wait {
  const next = what.lines?.[state.printed]?.[0];
  const times = [
    until.timeMs,
    next === undefined ? undefined : state.begunMs + next,
    system.now < state.begunMs + what.readyAfterMs ? state.begunMs + what.readyAfterMs : undefined,
    state.stopAtMs,
  ].filter((time) => time !== undefined);
  const own = talkWait(system, state.listeners, state.clients);
  return {
    ...until,
    readable: [...(until.readable ?? []), ...(own.readable ?? [])],
    writable: [...(until.writable ?? []), ...(own.writable ?? [])],
    ...(times.length === 0 ? {} : { timeMs: Math.min(...times) }),
  };
}

function open(what: Application, system: System, state: State): Next<never> | undefined {
  try {
    state.listeners = (what.talks ?? []).map(({ port, local = false }) =>
      system.listen({ ...anywhere(portOf(port, system)), ...(local ? { address: '127.0.0.1' } : {}) }),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    system.write(2, `could not start: ${error.message}\n`);
    return { exit: 1 };
  }
}

/** Lines that a client may send before it is hung up on, in characters. */
const lineMax = 65_536;

function converse(what: Application, system: System, state: State): void {
  state.clients = state.listeners.flatMap((listener, index) => {
    const how = what.talks?.[index];
    const own = state.clients.filter(({ session }) => session.talk === index);
    return talk(
      system,
      [listener],
      own,
      (client) => speak(how, system, client),
      (client) => {
        client.session.talk = index;
        const { greeting } = how ?? {};
        if (greeting !== undefined) system.write(client.descriptor, fill(greeting, system, state.own));
        return true;
      },
    );
  });
}

function speak(how: Talk | undefined, system: System, client: Client): boolean {
  if (how?.answer === undefined) {
    client.input = '';
    return true;
  }
  const parts = client.input.split('\n');
  client.input = (parts.pop() ?? '').slice(0, lineMax);
  for (const part of parts) {
    const reply = how.answer(part.replace(/\r$/, ''), system);
    if (typeof reply === 'string') system.write(client.descriptor, fill(reply, system));
    else if (reply !== undefined) {
      system.write(client.descriptor, fill(reply.last, system));
      return false;
    }
  }
  return true;
}

function logRequest(
  { access }: Application,
  system: System,
  { peer, method, target }: HttpRequest,
  status: number,
  bytes: number,
): void {
  if (access === undefined) return;
  const own = { client: peer.address, port: String(peer.port), method, target };
  system.write(1, `${fill(access, system, { ...own, status: String(status), bytes: String(bytes) })}\n`);
}

/** A password that it makes for itself; one that it has left in a file before stays. */
function secretOf({ files = {} }: Application, system: System): string {
  const kept = Object.entries(files).find(([, text]) => text === '%{secret}\n')?.[0];
  try {
    if (kept !== undefined) return system.readText(kept).trim();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  return Array.from({ length: 32 }, () => Math.floor(system.random() * 16).toString(16)).join('');
}

function leaveFiles({ files = {} }: Application, system: System, state: State): void {
  for (const [path, text] of Object.entries(files)) {
    try {
      system.stat(path);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      leave(system, path, fill(text, system, state.own));
    }
  }
}

/** What may not be written is left out: the log has it, too. */
function leave(system: System, path: string, text: string): void {
  try {
    for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1))
      makeFolder(system, path.slice(0, at));
    system.writeText(path, text);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}

function makeFolder(system: System, path: string): void {
  try {
    system.makeDirectory(path, 0o755);
  } catch (error) {
    if (!(error instanceof SystemError) || error.code !== 'EEXIST') throw error;
  }
}
