import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { cannotReadWords } from '../busybox/file-troubles.ts';
import { encode } from '../bytes.ts';
import { cannotOpen, exhausted } from '../command.ts';
import { type Flow, filter, type Run } from '../filter.ts';
import { commandName, isBusybox, type Options, parseOptions, type Syntax } from '../options.ts';
import { countOption } from './counts.ts';

const syntax: Syntax = {
  letters: 'c:n:qvz',
  digits: true,
  long: { bytes: 'c', lines: 'n', quiet: 'q', silent: 'q', verbose: 'v', 'zero-terminated': 'z' },
  manual: {
    gnu: '[OPTION]... [FILE]...\nPrint the first 10 lines of each FILE to standard output.\nWith more than one FILE, precede each with a header giving the file name.',
  },
};

/** What `head -n -5` may hold back, in bytes. */
const HELD_BYTES_MAX = 4_194_304;

type State = {
  readonly unit: 'lines' | 'bytes';
  readonly count: number;
  /** All but the last `count`. */
  readonly butLast: boolean;
  readonly headers: boolean;
  readonly separator: string;
  left: number;
  held: string;
  heldUnits: number;
  files: number;
};

export const head: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const { unit, text } = amountOf(options);
    const butLast = text.startsWith('-');
    const count = countOption(system, butLast ? text.slice(1) : text, `number of ${unit}`);
    const headers = options.last('q', 'v');
    return {
      operands: options.operands,
      state: {
        unit,
        count,
        butLast,
        headers: headers === undefined ? options.operands.length > 1 : headers === 'v',
        separator: options.has('z') ? '\0' : '\n',
        left: 0,
        held: '',
        heldUnits: 0,
        files: 0,
      },
    };
  },
  open(run, state) {
    state.left = state.count;
    state.held = '';
    state.heldUnits = 0;
    if (state.headers) {
      const name = run.name === '-' ? 'standard input' : encode(run.name);
      run.write(`${state.files > 0 ? '\n' : ''}==> ${name} <==\n`);
    }
    state.files++;
    return !state.butLast && state.left === 0 ? 'next' : undefined;
  },
  chunk: (run, state, text) => (state.butLast ? allButLast(run, state, text) : first(run, state, text)),
  trouble(system, _state, name, error) {
    return troubleWords(system, name, error);
  },
});

/** What head and tail say of a file they can't read. */
export function troubleWords(system: System, name: string, error: unknown): string {
  const { code, message } = systemError(error);
  if (code === 'EISDIR')
    return isBusybox(system)
      ? cannotReadWords(system, commandName(system), name, message)
      : `error reading '${name}': ${message}`;
  return isBusybox(system)
    ? cannotOpen(system, name, error)
    : `cannot open '${name}' for reading: ${message}`;
}

/** How much: the last of -n, -c and -NUM. */
function amountOf(options: Options): { unit: State['unit']; text: string } {
  const last = options.last('n', 'c', 'digits');
  if (last === undefined) return { unit: 'lines', text: '10' };
  const text = options.value(last) ?? '';
  if (last === 'digits')
    return { unit: text.endsWith('c') ? 'bytes' : 'lines', text: text.replace(/^[-+]|[a-z]$/g, '') };
  return { unit: last === 'c' ? 'bytes' : 'lines', text: text.replace(/^\+/, '') };
}

function first(run: Run, state: State, text: string): Flow {
  if (state.unit === 'bytes') {
    run.write(text.slice(0, state.left));
    state.left -= Math.min(state.left, text.length);
    return state.left === 0 ? 'next' : undefined;
  }
  let end = 0;
  while (state.left > 0) {
    const at = text.indexOf(state.separator, end);
    if (at < 0) {
      run.write(text);
      return undefined;
    }
    end = at + 1;
    state.left--;
  }
  run.write(text.slice(0, end));
  return 'next';
}

function allButLast(run: Run, state: State, text: string): Flow {
  state.held += text;
  if (state.unit === 'bytes') {
    const ready = Math.max(0, state.held.length - state.count);
    run.write(state.held.slice(0, ready));
    state.held = state.held.slice(ready);
  } else {
    for (let at = text.indexOf(state.separator); at >= 0; at = text.indexOf(state.separator, at + 1))
      state.heldUnits++;
    let end = 0;
    for (; state.heldUnits > state.count; state.heldUnits--)
      end = state.held.indexOf(state.separator, end) + 1;
    run.write(state.held.slice(0, end));
    state.held = state.held.slice(end);
  }
  if (state.held.length > HELD_BYTES_MAX) throw exhausted(run.system);
  return undefined;
}
