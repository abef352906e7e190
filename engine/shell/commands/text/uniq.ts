import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { filter, type Run } from '../filter.ts';
import { isBusybox, parseOptions, type Syntax, usageError } from '../options.ts';

const syntax: Syntax = {
  letters: 'cdDf:is:uw:z',
  long: {
    count: 'c',
    repeated: 'd',
    'all-repeated': '=?',
    'skip-fields': 'f',
    'ignore-case': 'i',
    'skip-chars': 's',
    unique: 'u',
    'check-chars': 'w',
    'zero-terminated': 'z',
  },
  manual: {
    gnu: '[OPTION]... [INPUT [OUTPUT]]\nFilter adjacent matching lines from INPUT (or standard input),\nwriting to OUTPUT (or standard output).',
  },
};

type State = {
  readonly counted: boolean;
  readonly show: 'all' | 'repeated' | 'all repeated' | 'unique';
  readonly fields: number;
  readonly skip: number;
  readonly width: number | null;
  readonly ignoreCase: boolean;
  readonly separator: string;
  readonly digits: number;
  line: string | null;
  count: number;
};

export const uniq: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const [input, output, extra] = options.operands;
    if (extra !== undefined && !isBusybox(system))
      throw usageError(system, syntax.manual, `extra operand '${extra}'`);
    if (output !== undefined && output !== '-') redirect(system, output);
    const number = (letter: string) => {
      const text = options.value(letter);
      if (text !== undefined && !/^\d+$/.test(text))
        throw fail(system, `${text}: invalid number of fields to skip`);
      return text === undefined ? null : Number(text);
    };
    const last = options.last('d', 'D', 'u', 'all-repeated');
    const shown = last === 'all-repeated' ? 'D' : last;
    return {
      operands: input === undefined ? [] : [input],
      state: {
        counted: options.has('c'),
        show: shown === 'd' ? 'repeated' : shown === 'D' ? 'all repeated' : shown === 'u' ? 'unique' : 'all',
        fields: number('f') ?? 0,
        skip: number('s') ?? 0,
        width: number('w'),
        ignoreCase: options.has('i'),
        separator: options.has('z') ? '\0' : '\n',
        digits: 7,
        line: null,
        count: 0,
      },
    };
  },
  separator: (state) => state.separator,
  line(run, state, line) {
    if (state.line !== null && key(state, line) === key(state, state.line)) {
      state.count++;
      if (state.show === 'all repeated') {
        if (state.count === 2) run.write(state.line + state.separator);
        run.write(line + state.separator);
      }
      return undefined;
    }
    print(run, state);
    state.line = line;
    state.count = 1;
    return undefined;
  },
  end(run, state) {
    print(run, state);
    return undefined;
  },
});

function redirect(system: System, output: string): void {
  try {
    const descriptor = system.open(output, { write: true, create: true, truncate: true });
    system.duplicate(descriptor, 1);
    system.close(descriptor);
  } catch (error) {
    const { message } = systemError(error);
    throw fail(system, isBusybox(system) ? `can't open '${output}': ${message}` : `${output}: ${message}`);
  }
}

function key(state: State, line: string): string {
  let at = 0;
  for (let field = 0; field < state.fields; field++) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    while (at < line.length && line[at] !== ' ' && line[at] !== '\t') at++;
  }
  at += state.skip;
  const text = state.width === null ? line.slice(at) : line.slice(at, at + state.width);
  return state.ignoreCase ? text.toLowerCase() : text;
}

function print(run: Run, state: State): void {
  if (state.line === null || state.show === 'all repeated') return;
  if (state.show === 'repeated' && state.count === 1) return;
  if (state.show === 'unique' && state.count > 1) return;
  const count = state.counted ? `${String(state.count).padStart(state.digits)} ` : '';
  run.write(count + state.line + state.separator);
}
