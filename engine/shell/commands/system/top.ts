import { AGAIN, type Next, type ProcessView, type Program, type System } from '../../../linux/system.ts';
import { hasMusl } from '../busybox/release.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { type Names, names } from './accounts.ts';
import { loadAverages, memoryUse, processorCount } from './proc-files.ts';
import { commandLine } from './process-columns.ts';
import { shortSize } from './ps-busybox.ts';
import { uptimeLine } from './uptime.ts';

const manual = {
  gnu: '[options]',
  package: 'procps-ng',
};

const CLEAR = '\u001b[H\u001b[J';
const BUSYBOX_MS = 5000;
const PROCPS_MS = 3000;

type State = {
  batch: boolean;
  delayMs: number;
  left: number | undefined;
  nextMs: number;
  /** CPU time by process, at the screen before. */
  before: { [pid: string]: number };
  beforeMs: number;
};

export const top: Program<State> = guarded({
  start(system) {
    const options = parseOptions(system, { letters: 'bHmciSn:d:p:o:u:w:', manual });
    const count = options.value('n');
    const delay = Number(options.value('d') ?? Number.NaN);
    if (count !== undefined && !/^\d{1,9}$/.test(count))
      throw fail(
        system,
        isBusybox(system) ? `invalid number '${count}'` : `bad iterations argument '${count}'`,
      );
    const batch = options.has('b') || !system.isTerminal(1);
    if (batch && !options.has('b') && !isBusybox(system)) throw fail(system, 'failed tty get');
    if (!batch && system.isTerminal(0)) system.setTerminalMode(0, { canonical: false, echo: false });
    system.onSignal('handle', ['SIGINT']);
    const delayMs = delay > 0 ? Math.max(100, delay * 1000) : isBusybox(system) ? BUSYBOX_MS : PROCPS_MS;
    const left = count === undefined ? undefined : Number(count);
    return step(system, { batch, delayMs, left, nextMs: system.now, before: {}, beforeMs: system.now });
  },
  step,
});

function step(system: System, state: State): Next<State> {
  const stopped = system.takeSignals().includes('SIGINT') || (!state.batch && askedToQuit(system));
  if (stopped || state.left === 0) return end(system, state);
  if (system.now >= state.nextMs) {
    const text = isBusybox(system) ? busyboxScreen(system, state) : procpsScreen(system, state);
    system.write(1, state.batch ? `${text}${isBusybox(system) ? '' : '\n'}` : CLEAR + fitted(system, text));
    state.before = Object.fromEntries(system.processes().map(({ cpuMs, pid }) => [pid, cpuMs]));
    state.beforeMs = system.now;
    state.nextMs = system.now + state.delayMs;
    if (state.left !== undefined) state.left--;
    if (state.left === 0) return end(system, state);
  }
  return { state, until: state.batch ? { timeMs: state.nextMs } : { timeMs: state.nextMs, readable: [0] } };
}

function end(system: System, state: State): Next<State> {
  if (!state.batch && system.isTerminal(0)) system.setTerminalMode(0, { canonical: true, echo: true });
  if (!state.batch) system.write(1, '\n');
  return { exit: 0 };
}

function askedToQuit(system: System): boolean {
  const data = system.read(0);
  return (
    data !== AGAIN && (data.length === 0 || data.some((byte) => byte === 113 || byte === 81 || byte === 3))
  );
}

function fitted(system: System, text: string): string {
  const size = system.windowSize(1) ?? { rows: 24, columns: 80 };
  const lines = text.split('\n').slice(0, size.rows - 1);
  return lines.map((line) => line.slice(0, size.columns)).join('\n');
}

interface Row {
  readonly process: ProcessView;
  /** Of one processor, in percent. */
  readonly share: number;
}

function rows(system: System, state: State): Row[] {
  const passed = system.now - state.beforeMs;
  return system
    .processes()
    .map((process) => {
      const before = state.before[process.pid] ?? (passed > 0 ? 0 : process.cpuMs);
      // The first screen shows the time since the process began.
      const first = Object.keys(state.before).length === 0;
      const used = first ? process.cpuMs : process.cpuMs - before;
      const over = first ? system.now - process.startedMs : passed;
      return { process, share: over <= 0 ? 0 : Math.min(100 * processorCount(system), (100 * used) / over) };
    })
    .toSorted(
      (a, b) =>
        b.share - a.share || b.process.memoryBytes - a.process.memoryBytes || a.process.pid - b.process.pid,
    );
}

function busyboxScreen(system: System, state: State): string {
  const use = memoryUse(system);
  const kilobytes = (bytes: number) => Math.floor(bytes / 1024);
  const all = rows(system, state);
  const busy = Math.min(100, all.reduce((sum, { share }) => sum + share, 0) / processorCount(system));
  const load = loadAverages(system);
  const known = names(system);
  // Alpine's is built without decimals.
  const decimals = !hasMusl(system);
  const percent = (value: number) =>
    decimals ? `${value.toFixed(1).padStart(4)}%` : `${String(Math.round(value)).padStart(3)}%`;
  const cell = (value: number) =>
    decimals ? value.toFixed(1).padStart(5) : `${String(Math.round(value)).padStart(4)}%`;
  const lines = all.map(({ process, share }) => {
    const cells = [
      String(process.pid).padStart(5),
      String(process.parentPid).padStart(5),
      known.user(process.uid).slice(0, 8).padEnd(8),
      process.state.padEnd(4),
    ];
    const virtual = cell((100 * process.virtualBytes) / Math.max(1, use.total));
    return `${cells.join(' ')} ${shortSize(process.virtualBytes).padStart(5)}${virtual}   0${cell(share / processorCount(system))} ${commandLine(process)}\n`;
  });
  return `Mem: ${kilobytes(use.total - use.free)}K used, ${kilobytes(use.free)}K free, ${kilobytes(use.shared)}K shrd, ${kilobytes(use.buffers)}K buff, ${kilobytes(use.cached)}K cached
CPU: ${percent(busy)} usr ${percent(0)} sys ${percent(0)} nic ${percent(100 - busy)} idle ${percent(0)} io ${percent(0)} irq ${percent(0)} sirq
Load average: ${load.averages.join(' ')} ${load.rest}
  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND
${lines.join('')}`;
}

function procpsScreen(system: System, state: State): string {
  const use = memoryUse(system);
  const all = rows(system, state);
  const busy = Math.min(100, all.reduce((sum, { share }) => sum + share, 0) / processorCount(system));
  const mebi = (bytes: number) => (bytes / 1024 ** 2).toFixed(1).padStart(8);
  const count = (...states: string[]) =>
    all.filter(({ process }) => states.includes(process.pid === system.pid ? 'R' : process.state)).length;
  const number = (value: number) => String(value).padStart(3);
  const share = (value: number) => value.toFixed(1).padStart(5);
  const known = names(system);
  const cached = use.buffers + use.cached;
  return `top - ${uptimeLine(system).replace(/ {2}0 user(?:s)?/, '  0 user')}
Tasks: ${number(all.length)} total, ${number(count('R'))} running, ${number(count('S', 'D'))} sleeping, ${number(count('T'))} stopped, ${number(count('Z'))} zombie
%Cpu(s):${share(busy)} us,  0.0 sy,  0.0 ni,${share(100 - busy)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st 
MiB Mem :${mebi(use.total)} total,${mebi(use.free)} free,${mebi(use.total - use.available)} used,${mebi(cached)} buff/cache     
MiB Swap:${mebi(use.swapTotal)} total,${mebi(use.swapFree)} free,${mebi(use.swapTotal - use.swapFree)} used.${mebi(use.available)} avail Mem 

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
${all.map((row) => procpsRow(row, known, use.total, system.pid)).join('')}`;
}

function procpsRow({ process, share }: Row, known: Names, total: number, own: number): string {
  const kilobytes = (bytes: number) => String(Math.floor(bytes / 1024));
  const hundredths = Math.floor(process.cpuMs / 10);
  const time = `${Math.floor(hundredths / 6000)}:${String(Math.floor(hundredths / 100) % 60).padStart(2, '0')}.${String(hundredths % 100).padStart(2, '0')}`;
  const shared = Math.floor(process.memoryBytes * 0.6);
  const cells = [
    String(process.pid).padStart(7),
    known.user(process.uid).slice(0, 8).padEnd(8),
    String(20 + process.nice).padStart(3),
    String(process.nice).padStart(3),
    kilobytes(process.virtualBytes).padStart(7),
    kilobytes(process.memoryBytes).padStart(6),
    kilobytes(shared).padStart(6),
    process.pid === own ? 'R' : process.state,
    share.toFixed(1).padStart(5),
    ((100 * process.memoryBytes) / Math.max(1, total)).toFixed(1).padStart(5),
    time.padStart(9),
    process.command,
  ];
  return `${cells.join(' ')}\n`;
}
