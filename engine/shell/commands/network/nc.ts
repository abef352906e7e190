import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System, type Wait } from '../../../linux/system.ts';
import { unixAddress, unixPathOf } from '../../../network/unix-address.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit, usageOnly } from '../options.ts';
import { lookUp } from './names.ts';

const manual = {
  gnu: '[-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]\n\t  [-p source_port] [-w timeout] [destination] [port]',
  package: 'OpenBSD netcat',
};

/** Ports that -z goes through. */
const PORTS_MAX = 1_024;
const PIECE = 65_536;
const STEP_PIECES = 8;

type State = {
  stage: 'resolve' | 'connect' | 'accept' | 'talk';
  host: string;
  address: string;
  ports: number[];
  resolvedMs: number;
  listener: number;
  socket: number;
  scan: boolean;
  verbose: boolean;
  keep: boolean;
  limitMs: number | undefined;
  deadlineMs: number | undefined;
  inputEnded: boolean;
  opened: boolean;
};

export const nc: Program<State> = guarded({
  start(system) {
    const letters = `lp:zvw:kni:uNq:46C${isBusybox(system) ? '' : 'U'}`;
    const options = parseOptions(system, { letters, manual });
    const limit = Number(options.value('w') ?? 0);
    const state: State = {
      stage: options.has('l') ? 'accept' : 'resolve',
      host: options.operands[0] ?? '',
      address: '',
      ports: [],
      resolvedMs: -1,
      listener: -1,
      socket: -1,
      scan: options.has('z'),
      verbose: options.has('v'),
      keep: options.has('k'),
      limitMs: limit > 0 ? limit * 1000 : undefined,
      deadlineMs: undefined,
      inputEnded: false,
      opened: false,
    };
    if (options.has('u')) throw fail(system, 'UDP mode is not supported');
    if (options.has('U')) return startUnix(system, options, state);
    if (options.has('l')) {
      const port = Number(options.value('p') ?? options.operands.at(-1) ?? Number.NaN);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) throw usageOnly(system, manual);
      state.listener = listen(system, port, state.verbose);
      return step(system, state);
    }
    const [, portText] = options.operands;
    if (portText === undefined) throw usage(system);
    state.ports = portsOf(system, portText);
    return step(system, state);
  },
  step,
});

/** `nc -U path` and `nc -lU path`: there is no port. */
function startUnix(system: System, options: Options, state: State): Next<State> {
  const [path, ...rest] = options.operands;
  if (path === undefined || rest.length > 0) throw usage(system);
  state.address = unixAddress(path).address;
  state.ports = [0];
  if (!options.has('l')) {
    state.stage = 'connect';
    return step(system, state);
  }
  try {
    state.listener = system.listen(unixAddress(path));
  } catch (error) {
    throw fail(system, systemError(error).message);
  }
  if (state.verbose) system.write(2, `Bound on ${path}\nListening on ${path}\n`);
  return step(system, state);
}

function usage(system: System): Quit {
  return isBusybox(system) ? usageOnly(system, manual) : new Quit(`usage: nc ${manual.gnu}\n`, 1);
}

function portsOf(system: System, text: string): number[] {
  const [, low, high] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [first, last] = [Number(low), Number(high ?? low)];
  if (low === undefined || first > last || last > 65_535) {
    throw isBusybox(system)
      ? fail(system, `bad port spec '${text}'`)
      : new Quit(`nc: port number invalid: ${text}\n`, 1);
  }
  return Array.from({ length: Math.min(PORTS_MAX, last - first + 1) }, (_, index) => first + index);
}

function listen(system: System, port: number, verbose: boolean): number {
  try {
    const listener = system.listen({ address: '0.0.0.0', port });
    if (verbose) {
      const own = system.localAddress(listener).port;
      system.write(2, isBusybox(system) ? `listening on [::]:${own} ...\n` : `Listening on 0.0.0.0 ${own}\n`);
    }
    return listener;
  } catch (error) {
    const { message } = systemError(error);
    throw fail(system, isBusybox(system) ? `bind: ${message}` : message);
  }
}

function step(system: System, state: State): Next<State> {
  for (;;) {
    const next = stages[state.stage](system, state);
    if (next === undefined) continue;
    return 'exit' in next ? next : { state, until: next };
  }
}

/** undefined: the next stage follows at once. */
type Outcome = Wait | { readonly exit: number } | undefined;

const stages: Readonly<Record<State['stage'], (system: System, state: State) => Outcome>> = {
  resolve(system, state) {
    const found = lookUp(system, state.host);
    if (state.resolvedMs < 0) state.resolvedMs = system.now + found.latencyMs;
    if (system.now < state.resolvedMs) return { timeMs: state.resolvedMs };
    if ('problem' in found) {
      if (isBusybox(system)) throw fail(system, `bad address '${state.host}'`);
      const why =
        found.problem === 'try again' ? 'Temporary failure in name resolution' : 'Name or service not known';
      throw new Quit(`nc: getaddrinfo for host "${state.host}" port ${state.ports[0] ?? 0}: ${why}\n`, 1);
    }
    [state.address] = found.addresses;
    state.stage = 'connect';
    return undefined;
  },
  connect,
  accept(system, state) {
    const accepted = system.accept(state.listener);
    if (accepted === AGAIN) return { readable: [state.listener] };
    state.socket = accepted.descriptor;
    const { address, port } = accepted.peer;
    const isUnix = unixPathOf(accepted.peer) !== undefined;
    if (state.verbose) {
      system.write(
        2,
        isUnix
          ? `Connection received on ${state.host}\n`
          : isBusybox(system)
            ? `connect to ${address}:${port}\n`
            : `Connection received on ${address} ${port}\n`,
      );
    }
    if (!state.keep) system.close(state.listener);
    state.stage = 'talk';
    return undefined;
  },
  talk,
};

function connect(system: System, state: State): Outcome {
  const [port] = state.ports;
  if (port === undefined) return { exit: state.opened ? 0 : 1 };
  try {
    if (state.socket < 0) {
      state.socket = system.connect({ address: state.address, port });
      state.deadlineMs = state.limitMs === undefined ? undefined : system.now + state.limitMs;
    }
    if (system.connected(state.socket) === AGAIN) {
      if (state.deadlineMs === undefined || system.now < state.deadlineMs) {
        return {
          connected: state.socket,
          ...(state.deadlineMs === undefined ? {} : { timeMs: state.deadlineMs }),
        };
      }
      return refused(system, state, port, 'Connection timed out');
    }
  } catch (error) {
    return refused(system, state, port, systemError(error).message);
  }
  state.opened = true;
  if (state.verbose && unixPathOf(state) === undefined) system.write(2, openWords(system, state, port));
  if (!state.scan) {
    state.stage = 'talk';
    return undefined;
  }
  system.close(state.socket);
  state.socket = -1;
  state.ports.shift();
  return undefined;
}

function openWords(system: System, { address, host }: State, port: number): string {
  if (isBusybox(system)) return `${host} (${address}:${port}) open\n`;
  return `Connection to ${host}${host === address ? '' : ` (${address})`} ${port} port [tcp/${service(port)}] succeeded!\n`;
}

const services: Readonly<Record<number, string>> = {
  22: 'ssh',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  6379: 'redis',
  8080: 'http-alt',
};

function service(port: number): string {
  return services[port] ?? '*';
}

function refused(system: System, state: State, port: number, message: string): Outcome {
  if (state.socket >= 0) system.close(state.socket);
  state.socket = -1;
  state.ports.shift();
  const { address, host } = state;
  const path = unixPathOf(state);
  if (path !== undefined) {
    system.write(2, `nc: unix connect failed: ${message}\nnc: ${path}: ${message}\n`);
  } else if (isBusybox(system)) {
    const text =
      message === 'Connection timed out' && state.limitMs !== undefined
        ? 'timed out'
        : `can't connect to remote host (${address}): ${message}`;
    if (!state.scan || state.verbose)
      system.write(2, state.scan ? `nc: ${host} (${address}:${port}): ${message}\n` : `nc: ${text}\n`);
  } else if (!state.scan || state.verbose) {
    const what =
      message === 'Connection timed out' && state.limitMs !== undefined
        ? 'timed out: Operation now in progress'
        : `failed: ${message}`;
    const place = host === address ? host : `${host} (${address})`;
    system.write(2, `nc: connect to ${place} port ${port} (tcp) ${what}\n`);
  }
  return state.ports.length > 0 ? undefined : { exit: state.opened ? 0 : 1 };
}

function talk(system: System, state: State): Outcome {
  for (let pieces = 0; pieces < STEP_PIECES; pieces++) {
    const sent = state.inputEnded ? AGAIN : pass(system, 0, state.socket);
    if (sent === 'end') {
      state.inputEnded = true;
      system.shutdown(state.socket);
    }
    const received = pass(system, state.socket, 1);
    if (received === 'end') return finished(system, state);
    if (sent !== 'moved' && received === AGAIN) break;
  }
  return { readable: state.inputEnded ? [state.socket] : [0, state.socket] };
}

function finished(system: System, state: State): Outcome {
  system.close(state.socket);
  if (!state.keep) return { exit: 0 };
  state.socket = -1;
  state.inputEnded = false;
  state.stage = 'accept';
  return undefined;
}

function pass(system: System, from: number, to: number): 'moved' | 'end' | typeof AGAIN {
  try {
    const data = system.read(from, PIECE);
    if (data === AGAIN) return AGAIN;
    if (data.length === 0) return 'end';
    system.write(to, data);
    return 'moved';
  } catch (error) {
    systemError(error);
    return 'end';
  }
}

const telnetManual = {
  gnu: '[OPTION...] [HOST [PORT]]',
  package: 'GNU inetutils',
};

type TelnetState = { inner: State };

/** Without options being negotiated: a connection, its words, and nothing else. */
export const telnet: Program<TelnetState> = guarded({
  start(system) {
    const [host, port = '23'] = parseOptions(system, { letters: 'al:', manual: telnetManual }).operands;
    if (host === undefined) throw usageOnly(system, telnetManual);
    const found = lookUp(system, host);
    const unknown = 'problem' in found;
    if (unknown) {
      throw isBusybox(system)
        ? fail(system, `bad address '${host}'`)
        : new Quit(`telnet: could not resolve ${host}/${port}: Name or service not known\n`, 1);
    }
    const inner: State = {
      stage: 'connect',
      host,
      address: found.addresses[0],
      ports: portsOf(system, port),
      resolvedMs: 0,
      listener: -1,
      socket: -1,
      scan: false,
      verbose: false,
      keep: false,
      limitMs: undefined,
      deadlineMs: undefined,
      inputEnded: false,
      opened: false,
    };
    if (!isBusybox(system)) system.write(1, `Trying ${inner.address}...\n`);
    return telnetStep(system, { inner });
  },
  step: telnetStep,
});

function telnetStep(system: System, state: TelnetState): Next<TelnetState> {
  const { inner } = state;
  const before = inner.stage;
  if (before === 'connect') {
    try {
      const [port = 23] = inner.ports;
      if (inner.socket < 0) inner.socket = system.connect({ address: inner.address, port });
      if (system.connected(inner.socket) === AGAIN) return { state, until: { connected: inner.socket } };
    } catch (error) {
      const { message } = systemError(error);
      throw isBusybox(system)
        ? fail(system, `can't connect to remote host (${inner.address}): ${message}`)
        : new Quit(`telnet: Unable to connect to remote host: ${message}\n`, 1);
    }
    inner.stage = 'talk';
    system.write(
      1,
      isBusybox(system)
        ? `\nConnected to ${inner.host}\n\nEntering character mode\nEscape character is '^]'.\n\n`
        : `Connected to ${inner.host}.\nEscape character is '^]'.\n`,
    );
  }
  const next = talk(system, inner) ?? { exit: 0 };
  if (!('exit' in next)) return { state, until: next };
  system.write(
    isBusybox(system) ? 1 : 2,
    isBusybox(system) ? 'Connection closed by foreign host\n' : 'Connection closed by foreign host.\n',
  );
  return { exit: 1 };
}
