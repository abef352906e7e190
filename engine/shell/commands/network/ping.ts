import type { Next, Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit, usageOnly } from '../options.ts';
import { lookUp, nameOf } from './names.ts';

const manual = {
  gnu: '[options] <destination>',
  package: 'iputils',
  usageExit: 2,
};

const HEADER_BYTES = 28;
const TTL = 64;
/** Time between two echoes, at the least. */
const INTERVAL_MS_MIN = 2;

type State = {
  host: string;
  address: string;
  /** The name of the address, as iputils shows it. */
  shown: string;
  count: number | undefined;
  size: number;
  intervalMs: number;
  deadlineMs: number | undefined;
  waitMs: number;
  quiet: boolean;
  startedMs: number;
  /** The moment at which the name server's answer is there. */
  resolvedMs: number;
  sent: number;
  received: number;
  errors: number;
  times: { min: number; max: number; sum: number; squares: number };
  /** An answer that is on its way. */
  flying?: {
    readonly sequence: number;
    readonly roundTripMs: number;
    readonly atMs: number;
    readonly unreachable: boolean;
  };
  nextMs: number;
};

export const ping: Program<State> = guarded({
  start(system) {
    return startPing(system, parse(system));
  },
  step,
});

function parse(system: System): Options {
  return parseOptions(system, {
    letters: '46Aqnvc:s:i:t:I:W:w:p:f',
    long: { count: 'c' },
    manual,
  });
}

function startPing(system: System, options: Options): Next<State> {
  const [host] = options.operands;
  if (host === undefined) {
    if (isBusybox(system)) throw usageOnly(system, manual);
    throw new Quit('ping: usage error: Destination address required\n', 1);
  }
  if (options.has('6'))
    throw fail(
      system,
      isBusybox(system) ? `bad address '${host}'` : `${host}: Address family for hostname not supported`,
      isBusybox(system) ? 1 : 2,
    );
  const count = number(system, options, 'c', true);
  const deadline = number(system, options, 'w', false);
  const found = lookUp(system, host);
  const state: State = {
    host,
    address: 'addresses' in found ? found.addresses[0] : '',
    shown: '',
    count: count === undefined || count === 0 ? undefined : count,
    size: number(system, options, 's', true) ?? 56,
    intervalMs: Math.max(INTERVAL_MS_MIN, (number(system, options, 'i', false) ?? 1) * 1000),
    deadlineMs: deadline === undefined ? undefined : system.now + found.latencyMs + deadline * 1000,
    waitMs: (number(system, options, 'W', false) ?? 10) * 1000,
    quiet: options.has('q'),
    startedMs: system.now + found.latencyMs,
    resolvedMs: system.now + found.latencyMs,
    sent: 0,
    received: 0,
    errors: 0,
    times: { min: Number.MAX_VALUE, max: 0, sum: 0, squares: 0 },
    nextMs: system.now + found.latencyMs,
  };
  system.onSignal('handle', ['SIGINT']);
  return step(system, state);
}

function number(system: System, options: Options, letter: string, whole: boolean): number | undefined {
  const text = options.value(letter);
  if (text === undefined) return undefined;
  if (whole ? /^\d{1,9}$/.test(text) : /^\d{1,7}(?:\.\d{1,6})?$/.test(text)) return Number(text);
  throw fail(system, isBusybox(system) ? `invalid number '${text}'` : `invalid argument: '${text}'`, 1);
}

function step(system: System, state: State): Next<State> {
  if (system.takeSignals().includes('SIGINT')) return { exit: summary(system, state) };
  if (system.now < state.resolvedMs) return { state, until: { timeMs: state.resolvedMs } };
  if (state.address === '') throw unknownHost(system, state.host);
  if (state.sent === 0 && state.shown === '') begin(system, state);
  if (state.flying !== undefined && system.now >= state.flying.atMs) arrive(system, state, state.flying);
  const expired = state.deadlineMs !== undefined && system.now >= state.deadlineMs;
  const all = state.count !== undefined && state.sent >= state.count;
  const answered =
    state.flying === undefined && (state.received + state.errors >= state.sent || system.now >= state.nextMs);
  if (expired || (all && answered)) return { exit: summary(system, state) };
  if (!all && system.now >= state.nextMs) send(system, state);
  const moments = [
    state.flying?.atMs,
    state.deadlineMs,
    all && state.flying !== undefined ? undefined : state.nextMs,
  ];
  return { state, until: { timeMs: Math.min(...moments.filter((ms) => ms !== undefined)) } };
}

function unknownHost(system: System, host: string): Quit {
  if (isBusybox(system)) return new Quit(`ping: bad address '${host}'\n`, 1);
  const found = lookUp(system, host);
  const temporary = 'problem' in found && found.problem === 'try again';
  return new Quit(
    `ping: ${host}: ${temporary ? 'Temporary failure in name resolution' : 'Name or service not known'}\n`,
    2,
  );
}

function begin(system: System, state: State): void {
  const { address, host, size } = state;
  if (!system.mayPing()) {
    throw isBusybox(system)
      ? new Quit('ping: permission denied (are you root?)\n', 1)
      : new Quit(
          'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\nping: => missing cap_net_raw+p capability or setuid?\n',
          2,
        );
  }
  const bytes = isBusybox(system)
    ? `: ${size} data bytes`
    : ` ${size}(${size + HEADER_BYTES}) bytes of data.`;
  system.write(1, `PING ${host} (${address})${bytes}\n`);
  const name = host === address || isBusybox(system) ? undefined : (nameOf(system, address) ?? host);
  state.shown = name === undefined ? address : `${name} (${address})`;
}

/** Sends one echo. Its answer is known at once, and arrives later. */
function send(system: System, state: State): void {
  const answer = system.ping(state.address);
  const sequence = state.sent++;
  const last = state.count !== undefined && state.sent >= state.count;
  state.nextMs = system.now + (last ? state.waitMs : state.intervalMs);
  if (answer === 'timeout') return;
  if (answer === 'network unreachable') {
    if (isBusybox(system)) throw new Quit('ping: sendto: Network is unreachable\n', 1);
    throw new Quit('ping: connect: Network is unreachable\n', 2);
  }
  const unreachable = answer === 'host unreachable';
  const roundTripMs = answer === 'host unreachable' ? 3000 : answer.roundTripMs;
  state.flying = { sequence, roundTripMs, atMs: system.now + roundTripMs, unreachable };
}

function arrive(
  system: System,
  state: State,
  { sequence, roundTripMs, unreachable }: NonNullable<State['flying']>,
): void {
  delete state.flying;
  const busybox = isBusybox(system);
  if (unreachable) {
    state.errors++;
    if (busybox || state.quiet) return;
    const own =
      system.network().interfaces.find(({ kind, up }) => up && kind !== 'loopback')?.addresses[0]?.address ??
      '127.0.0.1';
    system.write(1, `From ${own} icmp_seq=${sequence + 1} Destination Host Unreachable\n`);
    return;
  }
  state.received++;
  const { times } = state;
  times.min = Math.min(times.min, roundTripMs);
  times.max = Math.max(times.max, roundTripMs);
  times.sum += roundTripMs;
  times.squares += roundTripMs ** 2;
  if (state.quiet) return;
  const order = busybox ? `seq=${sequence}` : `icmp_seq=${sequence + 1}`;
  const ms = busybox ? roundTripMs.toFixed(3) : significant(roundTripMs);
  system.write(1, `${state.size + 8} bytes from ${state.shown}: ${order} ttl=${TTL} time=${ms} ms\n`);
}

/** iputils shows three figures. */
function significant(ms: number): string {
  if (ms >= 100) return ms.toFixed(0);
  if (ms >= 10) return ms.toFixed(1);
  return ms >= 1 ? ms.toFixed(2) : ms.toFixed(3);
}

function summary(system: System, state: State): number {
  const { errors, host, received, sent, times } = state;
  const loss = sent === 0 ? 0 : Math.floor((100 * (sent - received)) / sent);
  const average = received === 0 ? 0 : times.sum / received;
  const shown = [times.min, average, times.max].map((ms) => ms.toFixed(3));
  let text = `\n--- ${host} ping statistics ---\n`;
  if (isBusybox(system)) {
    text += `${sent} packets transmitted, ${received} packets received, ${loss}% packet loss\n`;
    if (received > 0) text += `round-trip min/avg/max = ${shown.join('/')} ms\n`;
  } else {
    const failed = errors > 0 ? ` +${errors} errors,` : '';
    text += `${sent} packets transmitted, ${received} received,${failed} ${loss}% packet loss, time ${Math.floor(system.now - state.startedMs)}ms\n`;
    const deviation = Math.sqrt(Math.max(0, times.squares / Math.max(1, received) - average ** 2));
    text += received > 0 ? `rtt min/avg/max/mdev = ${shown.join('/')}/${deviation.toFixed(3)} ms\n` : '\n';
  }
  system.write(1, text);
  return received === 0 ? 1 : 0;
}

/** There is no IPv6. */
export const ping6: Program = guarded({
  start(system) {
    const [host] = parse(system).operands;
    if (host === undefined) throw usageOnly(system, manual);
    throw isBusybox(system)
      ? fail(system, `bad address '${host}'`)
      : fail(system, `${host}: Address family for hostname not supported`, 2);
  },
  step: () => ({ exit: 1 }),
});
