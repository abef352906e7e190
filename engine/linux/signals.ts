/** Signal numbers of x86-64 Linux (signal(7)) with their default actions. */
const table = {
  SIGHUP: [1, 'terminate'],
  SIGINT: [2, 'terminate'],
  SIGQUIT: [3, 'core'],
  SIGILL: [4, 'core'],
  SIGTRAP: [5, 'core'],
  SIGABRT: [6, 'core'],
  SIGBUS: [7, 'core'],
  SIGFPE: [8, 'core'],
  SIGKILL: [9, 'terminate'],
  SIGUSR1: [10, 'terminate'],
  SIGSEGV: [11, 'core'],
  SIGUSR2: [12, 'terminate'],
  SIGPIPE: [13, 'terminate'],
  SIGALRM: [14, 'terminate'],
  SIGTERM: [15, 'terminate'],
  SIGSTKFLT: [16, 'terminate'],
  SIGCHLD: [17, 'ignore'],
  SIGCONT: [18, 'continue'],
  SIGSTOP: [19, 'stop'],
  SIGTSTP: [20, 'stop'],
  SIGTTIN: [21, 'stop'],
  SIGTTOU: [22, 'stop'],
  SIGURG: [23, 'ignore'],
  SIGXCPU: [24, 'core'],
  SIGXFSZ: [25, 'core'],
  SIGVTALRM: [26, 'terminate'],
  SIGPROF: [27, 'terminate'],
  SIGWINCH: [28, 'ignore'],
  SIGIO: [29, 'terminate'],
  SIGPWR: [30, 'terminate'],
  SIGSYS: [31, 'core'],
} as const satisfies Record<string, readonly [number, DefaultAction]>;

export type DefaultAction = 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';

export type Signal = keyof typeof table;

const byNumber = new Map<number, Signal>();
for (const name of signalNames()) byNumber.set(table[name][0], name);

/** Every signal, in the order of its number. */
export function signalNames(): Signal[] {
  const names: Signal[] = [];
  for (const name in table) if (isSignal(name)) names.push(name);
  return names;
}

export function isSignal(name: string): name is Signal {
  return Object.hasOwn(table, name);
}

export function signalNumber(signal: Signal): number {
  return table[signal][0];
}

export function defaultAction(signal: Signal): DefaultAction {
  return table[signal][1];
}

/** `SIGTERM`, `TERM`, `term` or `15`, as kill(1) and docker take it; undefined: no such signal. */
export function parseSignal(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) return byNumber.get(Number(text));
  const upper = text.toUpperCase();
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  if (name === 'SIGPOLL') return 'SIGIO';
  return isSignal(name) ? name : undefined;
}
