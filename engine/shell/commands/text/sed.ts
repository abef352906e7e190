import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { decode, encode } from '../bytes.ts';
import { cannotOpen, fail, guarded } from '../command.ts';
import {
  commandName,
  isBusybox,
  type Options,
  parseOptions,
  Quit,
  type Syntax,
  usageOnly,
} from '../options.ts';
import { initialRanges } from './sed/addresses.ts';
import { SedMachine } from './sed/machine.ts';
import { parseSed } from './sed/parse.ts';
import { SedError, type SedProgram } from './sed/program.ts';
import type { SedState } from './sed/state.ts';

const syntax: Syntax = {
  letters: 'ne:f:i::Erszu',
  long: {
    quiet: 'n',
    silent: 'n',
    expression: 'e',
    file: 'f',
    'in-place': 'i',
    'regexp-extended': 'E',
    separate: 's',
    'null-data': 'z',
    unbuffered: 'u',
    posix: '',
  },
  manual: {
    package: 'GNU sed',
    version: '4.9',
    shows: 'whole',
    gnu:
      '[OPTION]... {script-only-if-no-other-script} [input-file]...\n' +
      '\n' +
      '  -n, --quiet, --silent\n' +
      '                 suppress automatic printing of pattern space\n' +
      '      --debug\n' +
      '                 annotate program execution\n' +
      '  -e script, --expression=script\n' +
      '                 add the script to the commands to be executed\n' +
      '  -f script-file, --file=script-file\n' +
      '                 add the contents of script-file to the commands to be executed\n' +
      '  --follow-symlinks\n' +
      '                 follow symlinks when processing in place\n' +
      '  -i[SUFFIX], --in-place[=SUFFIX]\n' +
      '                 edit files in place (makes backup if SUFFIX supplied)\n' +
      '  -l N, --line-length=N\n' +
      "                 specify the desired line-wrap length for the `l' command\n" +
      '  --posix\n' +
      '                 disable all GNU extensions.\n' +
      '  -E, -r, --regexp-extended\n' +
      '                 use extended regular expressions in the script\n' +
      '                 (for portability use POSIX -E).\n' +
      '  -s, --separate\n' +
      '                 consider files as separate rather than as a single,\n' +
      '                 continuous long stream.\n' +
      '      --sandbox\n' +
      '                 operate in sandbox mode (disable e/r/w commands).\n' +
      '  -u, --unbuffered\n' +
      '                 load minimal amounts of data from the input files and flush\n' +
      '                 the output buffers more often\n' +
      '  -z, --null-data\n' +
      '                 separate lines by NUL characters\n' +
      '      --help     display this help and exit\n' +
      '      --version  output version information and exit\n' +
      '\n' +
      'If no -e, --expression, -f, or --file option is given, then the first\n' +
      'non-option argument is taken as the sed script to interpret.  All\n' +
      'remaining arguments are names of input files; if no input files are\n' +
      'specified, then the standard input is read.',
  },
};

/** Parsed scripts that are kept. */
const CACHE_MAX = 50;
const programs = new Map<string, SedProgram>();

export const sed: Program<SedState> = guarded<SedState>({
  start(system) {
    const given = parseOptions(system, syntax);
    const operands = [...given.operands];
    const pieces = piecesOf(system, given, operands);
    const extended = given.has('E') || given.has('r');
    const inPlace = given.value('i');
    const script = pieces.map(({ text }) => text).join('\n');
    const program = parse(system, script, pieces, extended);
    const state: SedState = {
      options: {
        script,
        extended,
        quiet: given.has('n') || script.startsWith('#n\n'),
        separate: given.has('s') || inPlace !== undefined,
        inPlace: inPlace ?? null,
        separator: given.has('z') ? '\0' : '\n',
      },
      operands: operands.length === 0 ? ['-'] : operands,
      name: '',
      source: null,
      ahead: null,
      last: false,
      space: '',
      hold: '',
      terminator: '\n',
      line: 0,
      next: -1,
      wants: null,
      replaced: false,
      appends: [],
      ranges: initialRanges(program.commands),
      lastRegex: null,
      writes: program.files.map((name) => openForWriting(system, decode(name))),
      output: 1,
      temporary: '',
      owesNewline: false,
      exitCode: 0,
      quit: false,
    };
    return new SedMachine(system, program, state).step();
  },
  step(system, state) {
    const { script, extended } = state.options;
    return new SedMachine(system, parse(system, script, [], extended), state).step();
  },
});

type Piece = { readonly text: string; readonly file: string | undefined };

/** The script's parts: of -e, of -f, or else the first operand, which is taken off. */
function piecesOf(system: System, given: Options, operands: string[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [name, value] of given.given) {
    if (name === 'e') pieces.push({ text: encode(value), file: undefined });
    if (name === 'f') pieces.push({ text: scriptFile(system, value), file: value });
  }
  if (pieces.length > 0) return pieces;
  const script = operands.shift();
  if (script !== undefined) return [{ text: encode(script), file: undefined }];
  if (isBusybox(system)) throw usageOnly(system, syntax.manual);
  throw new Quit(`Usage: ${commandName(system)} ${syntax.manual.gnu}\n`, 1);
}

function scriptFile(system: System, name: string): string {
  try {
    const text = encode(system.readText(name === '-' ? '/dev/stdin' : name));
    return (text.startsWith('#!') ? `#${text}` : text).replace(/\n$/, '');
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system) ? cannotOpen(system, name, error) : `couldn't open file ${name}: ${message}`,
    );
  }
}

function openForWriting(system: System, name: string): number {
  if (name === '/dev/stdout') return 1;
  if (name === '/dev/stderr') return 2;
  try {
    return system.open(name, { write: true, create: true, truncate: true });
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system) ? cannotOpen(system, name, error) : `couldn't open file ${name}: ${message}`,
      4,
    );
  }
}

function parse(system: System, script: string, pieces: readonly Piece[], extended: boolean): SedProgram {
  const key = `${extended ? 'E' : 'B'}${script}`;
  let program = programs.get(key);
  if (program !== undefined) return program;
  try {
    program = parseSed(script, extended);
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    throw fail(
      system,
      isBusybox(system) ? error.busybox : located(error, pieces),
      error.at < 0 && !isBusybox(system) ? 4 : 1,
    );
  }
  if (programs.size >= CACHE_MAX) programs.clear();
  programs.set(key, program);
  return program;
}

/** GNU says in which expression, or line of which file, it is. */
function located(error: SedError, pieces: readonly Piece[]): string {
  if (error.at < 0) return error.message;
  let before = 0;
  let expression = 0;
  for (const { text, file } of pieces) {
    if (file === undefined) expression++;
    const inside = error.at - before;
    if (inside <= text.length + 1) {
      if (file === undefined)
        return `-e expression #${expression}, char ${Math.min(inside, text.length)}: ${error.message}`;
      const line = text.slice(0, inside).split('\n').length;
      return `file ${file} line ${line}: ${error.message}`;
    }
    before += text.length + 1;
  }
  return error.message;
}
