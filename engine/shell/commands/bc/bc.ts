import type { Program, System } from '../../../linux/system.ts';
import { filter, type Run } from '../filter.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';
import { BcError, type Decimal, shown } from './decimal.ts';
import { Expressions, SyntaxTrouble } from './expressions.ts';

const syntax: Syntax = {
  letters: 'hilqsvw',
  long: { interactive: 'i', mathlib: 'l', quiet: 'q', standard: 's', warn: 'w' },
  manual: {
    package: 'bc',
    gnu: '[options] [file ...]',
  },
};

const LIBRARY_SCALE = 20;
const MICROSECONDS_PER_LINE = 20;

/** Numbers are kept as text: [digits, scale]. JSON. */
type State = {
  variables: { [name: string]: readonly [digits: string, scale: number] };
  scale: number;
  line: number;
  stopped: boolean;
};

export const bc: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const operands = options.operands.length === 0 ? ['-'] : [...options.operands, '-'];
    return {
      operands,
      state: { variables: {}, scale: options.has('l') ? LIBRARY_SCALE : 0, line: 0, stopped: false },
    };
  },
  line(run, state, line) {
    state.line++;
    run.system.spend(MICROSECONDS_PER_LINE);
    evaluate(run, state, line);
    return state.stopped ? 'stop' : undefined;
  },
});

function evaluate(run: Run, state: State, line: string): void {
  const text = line.replace(/\/\*.*?\*\//g, '').replace(/#.*/, '');
  const variables = new Map(
    Object.entries(state.variables).map(([name, [digits, scale]]): [string, Decimal] => [
      name,
      { digits: BigInt(digits), scale },
    ]),
  );
  const expressions = new Expressions(text, variables, state.scale);
  try {
    for (let result = expressions.statement(); result !== undefined; result = expressions.statement()) {
      if (result.is === 'quit') state.stopped = true;
      if (result.is === 'quit') break;
      if (result.is === 'text') run.write(result.text);
      if (result.is === 'value') run.write(`${shown(result.value)}\n`);
    }
  } catch (error) {
    run.flush();
    if (error instanceof SyntaxTrouble) run.system.write(2, syntaxWords(run.system, state.line));
    else if (error instanceof BcError) run.system.write(2, runtimeWords(run.system, error));
    else throw error;
  }
  state.scale = expressions.scale;
  state.variables = Object.fromEntries(
    [...expressions.variables].map(([name, { digits, scale }]) => [
      name,
      [digits.toString(), scale] as const,
    ]),
  );
}

function syntaxWords(system: System, line: number): string {
  return isBusybox(system) ? 'bc: bad expression\n' : `(standard_in) ${line}: syntax error\n`;
}

function runtimeWords(system: System, { message }: BcError): string {
  return isBusybox(system)
    ? `bc: ${message.toLowerCase()}\n`
    : `Runtime error (func=(main), adr=0): ${message}\n`;
}
