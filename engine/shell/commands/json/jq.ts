import { systemError } from '../../../filesystem/errors.ts';
import type { Json, Program, System } from '../../../linux/system.ts';
import { decode, encode } from '../bytes.ts';
import type { Run } from '../filter.ts';
import { type Options, parseOptions, Quit, type Syntax } from '../options.ts';
import { linesOf, slurp } from '../slurp.ts';
import { builtins } from './builtins.ts';
import { documentsIn, JsonTextError } from './documents.ts';
import { Evaluation, TooMuchWork } from './evaluate.ts';
import { type Layout, printed } from './formats.ts';
import { parseJq } from './parser.ts';
import { type Filter, JqError, JqSyntaxError, type JsonValue } from './syntax.ts';
import { isTrue } from './values.ts';

const syntax: Syntax = {
  letters: 'acCeFf:hjMnrRsSV',
  long: {
    'ascii-output': 'a',
    'color-output': 'C',
    'compact-output': 'c',
    'exit-status': 'e',
    'from-file': 'f',
    indent: '=',
    'join-output': 'j',
    'monochrome-output': 'M',
    'null-input': 'n',
    'raw-input': 'R',
    'raw-output': 'r',
    slurp: 's',
    'sort-keys': 'S',
    tab: '',
  },
  manual: {
    gnu: '[OPTIONS] <jq filter> [file...]',
    shows: 'whole',
    usageExit: 2,
  },
};

const MICROSECONDS_PER_STEP = 1;
const USAGE =
  'jq - commandline JSON processor [version 1.6]\n\nUsage:\tjq [options] <jq filter> [file...]\n\tjq [options] --args <jq filter> [strings...]\n\tjq [options] --jsonargs <jq filter> [JSON_TEXTS...]\n';

type JqOptions = {
  readonly source: string;
  readonly variables: { readonly [name: string]: Json };
  readonly layout: Layout & { readonly [key: string]: Json };
  readonly nullInput: boolean;
  readonly rawInput: boolean;
  readonly slurp: boolean;
  readonly raw: boolean;
  readonly join: boolean;
  readonly exitStatus: boolean;
};

export const jq: Program = slurp<JqOptions>({
  begin(system) {
    if (/^(?:-V|--version)$/.test(system.argv[1] ?? ''))
      throw new Quit(`jq-${system.executable.version ?? '1.6'}\n`, 0, 'out');
    const { words, variables } = withoutArguments(system);
    const options = parseOptions(system, syntax, words);
    if (options.has('h')) throw new Quit(USAGE, 0, 'out');
    const operands = [...options.operands];
    const source = options.has('f') ? system.readText(options.value('f') ?? '') : operands.shift();
    if (source === undefined) throw new Quit(USAGE, 2);
    checked(source, Object.keys(variables));
    const own = optionsOf(options, source, variables);
    if (!own.nullInput) return { operands, options: own };
    return { operands: ['/dev/null'], options: own };
  },
  trouble: (_system, _options, name, error) => `error: Could not open ${name}: ${systemError(error).message}`,
  answer: (run, options, files, failed) =>
    answer(run, options, files.map(({ text }) => decode(text)).join(''), failed),
});

function optionsOf(options: Options, source: string, variables: JqOptions['variables']): JqOptions {
  const indent = options.has('tab') ? '\t' : ' '.repeat(Math.min(7, Number(options.value('indent') ?? 2)));
  return {
    source,
    variables,
    layout: { indent: options.has('c') ? '' : indent, sortKeys: options.has('S'), ascii: options.has('a') },
    nullInput: options.has('n'),
    rawInput: options.has('R'),
    slurp: options.has('s'),
    raw: options.has('r') || options.has('j'),
    join: options.has('j'),
    exitStatus: options.has('e'),
  };
}

/** --arg and its kind take two words: they are taken out before the other options are read. */
function withoutArguments(system: System): {
  readonly words: string[];
  readonly variables: Record<string, Json>;
} {
  const words: string[] = [];
  const named: Record<string, Json> = {};
  const rest = [...system.argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--args' || word === '--jsonargs' || word === '--slurpfile' || word === '--rawfile') {
      throw new Quit(`jq: option ${word} is not simulated\n`, 2);
    }
    if (word !== '--arg' && word !== '--argjson') {
      words.push(word);
      continue;
    }
    const [name, text] = [rest.shift(), rest.shift()];
    if (name === undefined || text === undefined) {
      throw new Quit(
        `jq: ${word} takes two parameters (e.g. ${word} varname value)\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`,
        2,
      );
    }
    named[name] = word === '--arg' ? text : jsonArgument(name, text);
  }
  return { words, variables: { ...named, ENV: Object.fromEntries(system.env), __prog_args: null } };
}

function jsonArgument(_name: string, text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    throw new Quit(
      `jq: Invalid JSON text passed to --argjson\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`,
      2,
    );
  }
}

/** Throws a Quit where the filter can't be read, or names what isn't there. */
function checked(source: string, variables: readonly string[]): void {
  const complaint = (words: string) =>
    new Quit(`jq: error: ${words} at <top-level>, line 1:\n${source}\njq: 1 compile error\n`, 3);
  let filter: Filter;
  try {
    filter = parseJq(source);
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    throw complaint(`${error.message} (Unix shell quoting issues?)`);
  }
  const unknown = unknownName(filter, new Set(variables));
  if (unknown !== undefined) throw complaint(`${unknown} is not defined`);
}

function unknownName(filter: Filter, variables: ReadonlySet<string>): string | undefined {
  if (filter.is === 'variable' && !variables.has(filter.name)) return `$${filter.name}`;
  if (filter.is === 'call' && !builtins.has(`${filter.name}/${filter.arguments.length}`)) {
    return `${filter.name}/${filter.arguments.length}`;
  }
  const inner =
    filter.is === 'bind' || filter.is === 'reduce' ? new Set([...variables, filter.name]) : variables;
  for (const part of Object.values(filter).flat(2)) {
    const found = isFilter(part) ? unknownName(part, inner) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isFilter(part: unknown): part is Filter {
  return typeof part === 'object' && part !== null && 'is' in part;
}

function* inputs(
  options: JqOptions,
  text: string,
): Generator<{ readonly value: JsonValue; readonly lines: number }> {
  if (options.nullInput) yield { value: null, lines: 0 };
  else if (options.rawInput && options.slurp) yield { value: text, lines: 0 };
  else if (options.rawInput) {
    for (const [index, line] of linesOf(text).entries()) yield { value: line, lines: index + 1 };
  } else if (options.slurp) {
    yield { value: [...documentsIn(text)].map(({ value }) => value), lines: linesOf(text).length };
  } else yield* documentsIn(text);
}

function answer(run: Run, options: JqOptions, text: string, failed: boolean): number {
  const filter = parseJq(options.source);
  const variables = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(options.variables))
    variables.set(name, JSON.parse(JSON.stringify(value)));
  const evaluation = new Evaluation(builtins);
  let code = failed ? 2 : 0;
  let last: JsonValue | undefined;
  try {
    for (const { value, lines } of inputs(options, text)) {
      try {
        for (const result of evaluation.values(filter, value, variables)) {
          last = result;
          const shown = options.raw && typeof result === 'string' ? result : printed(result, options.layout);
          run.write(encode(options.join ? shown : `${shown}\n`));
        }
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        run.complain(`error (at <stdin>:${lines}): ${error.message}`);
        code = 5;
      }
    }
  } catch (error) {
    if (error instanceof TooMuchWork) {
      run.complain('error: the filter takes too long');
      return 5;
    }
    if (!(error instanceof JsonTextError)) throw error;
    run.complain(`parse error: ${error.message}`);
    return 2;
  }
  run.system.spend(evaluation.steps * MICROSECONDS_PER_STEP);
  if (code !== 0 || !options.exitStatus) return code;
  return last === undefined ? 4 : isTrue(last) ? 0 : 1;
}
