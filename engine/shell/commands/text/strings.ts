import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { filter, type Run } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';
import { countOption } from './counts.ts';

const syntax: Syntax = {
  letters: 'afn:ot:e:',
  digits: true,
  long: { all: 'a', 'print-file-name': 'f', bytes: 'n', radix: 't' },
  manual: {
    package: 'GNU Binutils',
    gnu: '[option(s)] [file(s)]\n Display printable strings in [file(s)] (stdin by default)',
  },
};

/** The longest run that is kept for one line; then a new one begins. */
const RUN_MAX = 65_536;

type State = {
  readonly least: number;
  readonly named: boolean;
  readonly radix: string;
  rest: string;
  at: number;
};

export const strings: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const least = options.value('n') ?? options.value('digits')?.slice(1) ?? '4';
    return {
      operands: options.operands,
      state: {
        least: Math.max(1, countOption(system, least, 'minimum string length')),
        named: options.has('f'),
        radix: options.has('o') ? 'o' : (options.value('t') ?? ''),
        rest: '',
        at: 0,
      },
    };
  },
  open(_run, state) {
    state.rest = '';
    state.at = 0;
    return undefined;
  },
  chunk(run, state, text) {
    const parts = text.split(/[^\t -~]/);
    let end = state.at;
    parts.forEach((part, index) => {
      state.rest += part;
      end += part.length;
      if (index < parts.length - 1 || state.rest.length > RUN_MAX) {
        flush(run, state, end);
        end++;
      }
    });
    state.at += text.length;
    return undefined;
  },
  close(run, state) {
    flush(run, state, state.at);
  },
});

const radixes: Readonly<Record<string, number>> = { o: 8, d: 10, x: 16 };

function flush(run: Run, state: State, end: number): void {
  const { rest } = state;
  state.rest = '';
  if (rest.length < state.least) return;
  const offset =
    state.radix === '' ? '' : `${(end - rest.length).toString(radixes[state.radix] ?? 10).padStart(7)} `;
  run.write(`${state.named ? `${encode(run.name)}: ` : ''}${offset}${rest}\n`);
}
