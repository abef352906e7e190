import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System, type TerminalMode } from '../../../linux/system.ts';
import { fail, guarded, immediate } from '../command.ts';
import { missingOperand } from '../files/make.ts';
import { isBusybox, parseOptions, Quit } from '../options.ts';
import { formatTime } from './calendar.ts';
import { startChild } from './running.ts';

export const tty = immediate((system) => {
  const options = parseOptions(system, {
    letters: 's',
    long: { silent: 's', quiet: 's' },
    manual: {
      gnu: '[OPTION]...\nPrint the file name of the terminal connected to standard input.',
    },
  });
  const name = system.terminalName(0);
  if (!options.has('s')) system.write(1, `${name ?? 'not a tty'}\n`);
  return name === undefined ? 1 : 0;
});

export const clear = immediate((system) => {
  system.write(1, '\u001b[H\u001b[J');
  return 0;
});

export const reset = immediate((system) => {
  if (system.isTerminal(0)) system.setTerminalMode(0, { canonical: true, echo: true, signals: true });
  system.write(1, '\u001bc\u001b(B\u001b[m\u001b[J\u001b[?25h');
  return 0;
});

const changes: Readonly<Record<string, Partial<TerminalMode>>> = {
  echo: { echo: true },
  '-echo': { echo: false },
  icanon: { canonical: true },
  '-icanon': { canonical: false },
  isig: { signals: true },
  '-isig': { signals: false },
  raw: { canonical: false, signals: false },
  '-raw': { canonical: true, signals: true },
  cbreak: { canonical: false },
  '-cbreak': { canonical: true },
  cooked: { canonical: true, signals: true },
  '-cooked': { canonical: false, signals: false },
  sane: { canonical: true, echo: true, signals: true },
};

export const stty = immediate((system) => {
  const words = system.argv.slice(1);
  try {
    const mode = system.terminalMode(0);
    const size = system.windowSize(0) ?? { rows: 0, columns: 0 };
    if (words[0] === 'size') {
      system.write(1, `${size.rows} ${size.columns}\n`);
      return 0;
    }
    if (words.length === 0 || words[0] === '-a') {
      const all = words[0] === '-a' ? ` rows ${size.rows}; columns ${size.columns};` : '';
      const flags = `${mode.canonical ? '' : '-icanon '}${mode.echo ? '' : '-echo'}`.trim();
      system.write(1, `speed 38400 baud;${all} line = 0;\n${flags === '' ? '' : `${flags}\n`}`);
      return 0;
    }
    for (let at = 0; at < words.length; at++) at += setMode(system, words[at] ?? '', words[at + 1]);
    return 0;
  } catch (error) {
    if (error instanceof Quit) throw error;
    const { message } = systemError(error);
    throw fail(system, isBusybox(system) ? `standard input: ${message}` : `'standard input': ${message}`);
  }
});

/** @returns how many more words it took */
function setMode(system: System, word: string, value: string | undefined): number {
  const change = Object.hasOwn(changes, word) ? changes[word] : undefined;
  if (change !== undefined) {
    system.setTerminalMode(0, change);
    return 0;
  }
  const number = Number(value);
  if ((word === 'rows' || word === 'cols' || word === 'columns') && Number.isInteger(number) && number >= 0) {
    system.setTerminalMode(0, word === 'rows' ? { rows: number } : { columns: number });
    return 1;
  }
  throw new Quit(
    isBusybox(system)
      ? `stty: invalid argument '${word}'\n`
      : `stty: invalid argument '${word}'\nTry 'stty --help' for more information.\n`,
    1,
  );
}

type Watching = { words: string[]; intervalMs: number; title: boolean; nextMs: number; child: number };

export const watch: Program<Watching> = guarded({
  start(system) {
    const manual = {
      gnu: '[options] command',
      package: 'procps-ng',
    };
    const options = parseOptions(system, {
      letters: 'n:tdxceg',
      long: { interval: 'n', 'no-title': 't', exec: 'x' },
      operandsLast: true,
      manual,
    });
    if (options.operands.length === 0) throw missingOperand(system, manual);
    const seconds = Number(options.value('n') ?? 2);
    const words = options.has('x') ? [...options.operands] : ['/bin/sh', '-c', options.operands.join(' ')];
    return watching(system, {
      words,
      intervalMs: Math.max(100, (seconds || 2) * 1000),
      title: !options.has('t'),
      nextMs: system.now,
      child: -1,
    });
  },
  step: watching,
});

function watching(system: System, state: Watching): Next<Watching> {
  if (state.child >= 0) {
    if (system.wait(state.child) === AGAIN) return { state, until: { child: true } };
    state.child = -1;
  }
  if (system.now < state.nextMs) return { state, until: { timeMs: state.nextMs } };
  const shown = (state.words[0] === '/bin/sh' ? state.words.slice(2) : state.words).join(' ');
  const left = `Every ${(state.intervalMs / 1000).toFixed(1)}s: ${shown}`;
  const right = isBusybox(system)
    ? formatTime('%Y-%m-%d %H:%M:%S', system.now)
    : `${system.hostName()}: ${formatTime('%a %b %e %H:%M:%S %Y', system.now)}`;
  const width = system.windowSize(1)?.columns ?? 80;
  const header = `${left}${right.padStart(Math.max(right.length + 1, width - left.length))}\n\n`;
  system.write(1, `\u001b[H\u001b[J${state.title ? header : ''}`);
  state.nextMs = system.now + state.intervalMs;
  state.child = startChild(system, state.words);
  return { state, until: { child: true } };
}
