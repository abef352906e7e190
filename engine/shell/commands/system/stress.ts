import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { parseSize } from '../files/size.ts';
import { commandName, parseOptions, Quit } from '../options.ts';
import { parseDuration } from './durations.ts';

/** Workers of all kinds together. */
const WORKERS_MAX = 256;
const VM_BYTES = 256 * 1024 ** 2;
/** CPU time that a worker asks for at a time. */
const SLICE_MS = 1000;
/** CPU time of touching a mebibyte. */
const TOUCH_MS = 0.3;

const manual = {
  gnu: `[OPTION [ARG]] ...
 -?, --help         show this help statement
     --version      show version statement
 -v, --verbose      be verbose
 -q, --quiet        be quiet
 -t, --timeout N    timeout after N seconds
 -c, --cpu N        spawn N workers spinning on sqrt()
 -i, --io N         spawn N workers spinning on sync()
 -m, --vm N         spawn N workers spinning on malloc()/free()
     --vm-bytes B   malloc B bytes per vm worker (default is 256MB)
     --vm-hang N    sleep N secs before free (default none, 0 is inf)
     --vm-keep      redirty memory instead of freeing and reallocating
 -d, --hdd N        spawn N workers spinning on write()/unlink()

Example: stress --cpu 8 --io 4 --vm 2 --vm-bytes 128M --timeout 10s`,
  package: 'stress',
};

type Kind = 'cpu' | 'vm' | 'io';

type State =
  | { role: 'worker'; kind: Kind; bytes: number; touched: boolean; hangs: boolean }
  | {
      role: 'dispatcher';
      children: number[];
      startedMs: number;
      untilMs: number | undefined;
      quiet: boolean;
      stopping: boolean;
      failed: boolean;
    };

/** stress and stress-ng: workers that compute, or hold memory. */
export const stress: Program<State> = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'c:i:m:d:t:vq',
      long: {
        cpu: 'c',
        io: 'i',
        vm: 'm',
        hdd: 'd',
        timeout: 't',
        verbose: 'v',
        quiet: 'q',
        'vm-bytes': '=',
        'vm-hang': '=',
        'vm-keep': '',
        'vm-populate': '',
        'cpu-load': '=',
        'cpu-method': '=',
        metrics: '',
        'metrics-brief': '',
      },
      manual,
    });
    const counts = {
      cpu: count(system, options.value('c')),
      vm: count(system, options.value('m')),
      io: count(system, options.value('i')),
      hdd: count(system, options.value('d')),
    };
    if (counts.cpu + counts.vm + counts.io + counts.hdd === 0)
      throw new Quit(
        `\`${name(system)}' imposes certain types of compute stress on your system\n\nUsage: ${name(system)} ${manual.gnu}\n`,
        0,
        'out',
      );
    const bytes = parseSize(
      (options.value('vm-bytes') ?? String(VM_BYTES)).replace(/[a-z]$/, (letter) => letter.toUpperCase()),
    );
    if (bytes === undefined) throw problem(system, `unrecognized --vm-bytes argument`);
    const text = options.value('t');
    const limit = text === undefined ? undefined : parseDuration(text);
    if (text !== undefined && limit === undefined) throw problem(system, `invalid number: ${text}`);
    const quiet = options.has('q');
    if (!quiet) system.write(1, announcement(system, counts, limit));
    const kinds: Kind[] = [
      ...Array<Kind>(counts.cpu).fill('cpu'),
      ...Array<Kind>(counts.io + counts.hdd).fill('io'),
      ...Array<Kind>(counts.vm).fill('vm'),
    ];
    const hangs = options.has('vm-hang');
    const children = kinds.map((kind) => system.fork({ role: 'worker', kind, bytes, touched: false, hangs }));
    const state: State = {
      role: 'dispatcher',
      children,
      startedMs: system.now,
      untilMs: limit === undefined || limit === 0 ? undefined : system.now + limit,
      quiet,
      stopping: false,
      failed: false,
    };
    system.onSignal('handle', ['SIGINT', 'SIGTERM']);
    return dispatch(system, state);
  },
  step: (system, state) => (state.role === 'worker' ? work(system, state) : dispatch(system, state)),
});

function name(system: System): string {
  const own = commandName(system);
  return own.slice(own.lastIndexOf('/') + 1);
}

function isNextGeneration(system: System): boolean {
  return name(system) === 'stress-ng';
}

function problem(system: System, text: string): Quit {
  return new Quit(
    `${name(system)}: ${isNextGeneration(system) ? '' : `FAIL: [${system.pid}] (244) `}${text}\n`,
    1,
  );
}

function count(system: System, text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d{1,6}$/.test(text)) throw problem(system, `invalid number: ${text}`);
  return Math.min(Number(text), WORKERS_MAX);
}

function announcement(
  system: System,
  counts: { cpu: number; vm: number; io: number; hdd: number },
  limit: number | undefined,
): string {
  if (!isNextGeneration(system)) {
    return `stress: info: [${system.pid}] dispatching hogs: ${counts.cpu} cpu, ${counts.io} io, ${counts.vm} vm, ${counts.hdd} hdd\n`;
  }
  const hogs = Object.entries(counts)
    .filter(([, each]) => each > 0)
    .map(([kind, each]) => `${each} ${kind}`);
  const run =
    limit === undefined
      ? 'defaulting to a 1 day, 0 secs run per stressor'
      : `setting to a ${limit / 1000} secs run per stressor`;
  return `stress-ng: info:  [${system.pid}] ${run}\nstress-ng: info:  [${system.pid}] dispatching hogs: ${hogs.join(', ')}\n`;
}

function work(system: System, state: State & { role: 'worker' }): Next<State> {
  if (state.kind !== 'vm') return { state, until: { cpuMs: SLICE_MS } };
  system.setMemory(state.bytes);
  if (state.touched && state.hangs) return { state, until: {} };
  state.touched = true;
  return { state, until: { cpuMs: Math.max(1, (state.bytes / 1024 ** 2) * TOUCH_MS) } };
}

function dispatch(system: System, state: State & { role: 'dispatcher' }): Next<State> {
  const interrupted = system.takeSignals().length > 0;
  const due = state.untilMs !== undefined && system.now >= state.untilMs;
  if ((interrupted || due) && !state.stopping) stop(system, state);
  for (let ended = system.wait(); ended !== AGAIN && ended !== 'none'; ended = system.wait()) {
    const { pid, status } = ended;
    state.children = state.children.filter((child) => child !== pid);
    if (state.stopping) continue;
    state.failed = true;
    const signal = 'signal' in status ? status.signal : undefined;
    if (!isNextGeneration(system)) {
      const what = signal === undefined ? 'returned error' : `got signal ${signal === 'SIGKILL' ? 9 : 15}`;
      system.write(
        2,
        `stress: FAIL: [${system.pid}] (415) <-- worker ${pid} ${what}\nstress: WARN: [${system.pid}] (417) now reaping child worker processes\n`,
      );
    }
    stop(system, state);
  }
  if (state.children.length > 0)
    return {
      state,
      until:
        state.untilMs === undefined || state.stopping
          ? { child: true }
          : { child: true, timeMs: state.untilMs },
    };
  const seconds = Math.round((system.now - state.startedMs) / 1000);
  if (state.failed) {
    system.write(
      2,
      `${name(system)}: ${isNextGeneration(system) ? `info:  [${system.pid}] un` : `FAIL: [${system.pid}] (451) failed `}${isNextGeneration(system) ? 'successful ' : ''}run completed in ${seconds}s\n`,
    );
  } else if (!state.quiet)
    system.write(
      1,
      `${name(system)}: info: ${isNextGeneration(system) ? ' ' : ''}[${system.pid}] successful run completed in ${seconds}s\n`,
    );
  return { exit: state.failed ? 1 : 0 };
}

function stop(system: System, state: State & { role: 'dispatcher' }): void {
  state.stopping = true;
  for (const child of state.children) system.kill(child, 'SIGKILL');
}
