import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { cannotOpen, fail, guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit, type Syntax, usageOnly } from '../options.ts';
import { type Compiled, place } from './awk/code.ts';
import { compileAwk } from './awk/compile.ts';
import { awkEscapes } from './awk/lexer.ts';
import { AwkMachine } from './awk/machine.ts';
import { parseAwk } from './awk/parse.ts';
import type { AwkState } from './awk/state.ts';
import { AwkSyntaxError } from './awk/syntax.ts';
import { type Cell, fromInput } from './awk/values.ts';
import { PatternError } from './regex/syntax.ts';

const syntax: Syntax = {
  letters: 'F:v:f:e:W:',
  long: { 'field-separator': 'F', assign: 'v', file: 'f', source: 'e' },
  operandsLast: true,
  manual: {
    package: 'mawk',
    version: '1.3.4',
    usageExit: 2,
    gnu: '[Options] [Program] [file ...]\n\nProgram:\n    The -f option value is the name of a file containing program text.\n    If no -f option is given, a "--" ends option processing; the following\n    parameters are the program text.',
  },
};

const CACHE_MAX = 50;
const programs = new Map<string, Compiled>();

export const awk: Program<AwkState> = guarded<AwkState>({
  start(system) {
    const options = parseOptions(system, syntax);
    const operands = [...options.operands];
    const source = sourceOf(system, options, operands);
    const program = compiled(system, source);
    const state = initial(source, program);
    const machine = new AwkMachine(system, program, state);
    prepare(system, machine, state, options, operands);
    return machine.step();
  },
  step: (system, state) => new AwkMachine(system, compiled(system, state.source), state).step(),
});

function sourceOf(system: System, options: Options, operands: string[]): string {
  const texts: string[] = [];
  for (const [name, value] of options.given) {
    if (name === 'e') texts.push(encode(value));
    if (name !== 'f') continue;
    try {
      texts.push(encode(system.readText(value === '-' ? '/dev/stdin' : value)));
    } catch (error) {
      const { message } = systemError(error);
      throw fail(
        system,
        isBusybox(system) ? cannotOpen(system, value, error) : `cannot open ${value} (${message})`,
        2,
      );
    }
  }
  if (texts.length > 0) return texts.join('\n');
  const program = operands.shift();
  if (program !== undefined) return encode(program);
  if (isBusybox(system)) throw usageOnly(system, syntax.manual);
  throw new Quit(`Usage: mawk ${syntax.manual.gnu}\n`, 2);
}

function compiled(system: System, source: string): Compiled {
  let program = programs.get(source);
  if (program !== undefined) return program;
  try {
    program = compileAwk(parseAwk(source));
  } catch (error) {
    if (error instanceof PatternError)
      throw fail(system, `regular expression compile failed (${error.message})`, 2);
    if (!(error instanceof AwkSyntaxError)) throw error;
    throw syntaxError(system, error);
  }
  if (programs.size >= CACHE_MAX) programs.clear();
  programs.set(source, program);
  return program;
}

function syntaxError(system: System, error: AwkSyntaxError): Quit {
  if (isBusybox(system)) {
    const what = error.message === 'end of file' ? 'Unexpected end of string' : 'Unexpected token';
    return fail(system, `cmd. line:${error.line}: ${what}`);
  }
  return fail(system, `line ${error.line}: syntax error at or near ${error.message}`, 2);
}

function initial(source: string, program: Compiled): AwkState {
  return {
    source,
    pc: 0,
    stack: [],
    frames: [],
    iterations: [],
    globals: program.globals.map((): Cell => null),
    arrays: {},
    nextArray: 1,
    elements: 0,
    ranges: new Array<boolean>(program.ranges).fill(false),
    record: '',
    fields: null,
    stale: false,
    input: null,
    argument: 1,
    sawFile: false,
    inputEnded: false,
    streams: [],
    waitsFor: null,
    seed: 1,
    previousSeed: 0,
    phase: 'begin',
    exitCode: 0,
  };
}

/** Sets the variables that the language knows, and those of the command line. */
function prepare(
  system: System,
  machine: AwkMachine,
  state: AwkState,
  options: Options,
  operands: readonly string[],
): void {
  const set = (name: keyof typeof place, value: Cell) => {
    state.globals[place[name]] = value;
  };
  const standard = {
    FS: ' ',
    OFS: ' ',
    ORS: '\n',
    RS: '\n',
    SUBSEP: '\x1c',
    CONVFMT: '%.6g',
    OFMT: '%.6g',
  } as const;
  for (const [name, value] of Object.entries(standard)) {
    const index = Object.entries(place).find(([each]) => each === name)?.[1];
    if (index !== undefined) state.globals[index] = value;
  }
  for (const name of ['NR', 'FNR', 'RSTART'] as const) set(name, 0);
  set('RLENGTH', -1);
  set('ARGC', operands.length + 1);
  set('ARGV', machine.newArray());
  set('ENVIRON', machine.newArray());
  const argv = machine.array({ local: false, index: place.ARGV });
  ['awk', ...operands].forEach((word, index) => {
    machine.setElement(argv, `$${index}`, fromInput(encode(word)));
  });
  const environment = machine.array({ local: false, index: place.ENVIRON });
  for (const [name, value] of system.env)
    machine.setElement(environment, `$${encode(name)}`, fromInput(encode(value)));
  const separator = options.value('F');
  if (separator !== undefined) set('FS', separator === 't' ? '\t' : awkEscapes(encode(separator)));
  for (const text of options.values('v')) {
    if (!machine.assignment(encode(text))) throw fail(system, `improper assignment: -v ${text}`, 2);
  }
}
