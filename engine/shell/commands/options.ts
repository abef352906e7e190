import type { System } from '../../linux/system.ts';
import { appletTakesLetter, appletTakesLong } from './busybox/option-names.ts';
import { busyboxBanner, hasMusl, isBusybox } from './busybox/release.ts';
import { usages } from './busybox/usages/index.ts';

export { isBusybox };

/** The options a command takes, and what it says of itself. */
export interface Syntax {
  /** As for getopt(3): `nf:c::` is -n, -f with an argument, -c with one that may be attached. */
  readonly letters: string;
  /**
   * Long options: name → the letter it is another name of, or else `''` (a flag known by its own name), `=`
   * (with an argument) or `=?` (with one that may be attached).
   */
  readonly long?: Readonly<Record<string, string>>;
  /** Options end at the first operand, as for commands that run another command. */
  readonly operandsLast?: boolean;
  /** `-5` and `+5` are taken as options named `digits` (the value with its sign). */
  readonly digits?: boolean;
  /** A word like `-1` is an operand. */
  readonly negativeNumbers?: boolean;
  readonly manual: Manual;
}

export interface Manual {
  /** GNU's line after `Usage: NAME `; the rest of --help after a line break. */
  readonly gnu: string;
  /** What GNU's --version calls the package. Default: GNU coreutils. */
  readonly package?: string;
  /** Default: that of GNU coreutils. */
  readonly version?: string;
  /**
   * A wrong command line shows GNU's first usage line before `Try …`, or instead the whole usage, which the BSDs
   * begin in lower case.
   */
  readonly shows?: 'line' | 'whole' | 'lower case';
  /** GNU's exit code where the command line is wrong. Default 1. */
  readonly usageExit?: number;
}

export interface Options {
  readonly operands: readonly string[];
  /** Options in their order, by letter or long name, with their argument. */
  readonly given: readonly (readonly [name: string, value: string])[];
  /** Options and operands as they stand; operands have no name. */
  readonly inOrder: readonly (readonly [name: string, value: string])[];
  has(name: string): boolean;
  /** The last argument given to an option. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  /** Which of these options came last. */
  last(...names: string[]): string | undefined;
}

/** Ends a command from wherever it is: `message` goes to standard error (or output) as it is. */
export class Quit extends Error {
  readonly exitCode: number;
  readonly stream: 'out' | 'error';

  constructor(message: string, exitCode: number, stream: 'out' | 'error' = 'error') {
    super(message);
    this.exitCode = exitCode;
    this.stream = stream;
  }
}

const COREUTILS_VERSION = '9.1';

/** The name a command gives itself in messages. */
export function commandName(system: System): string {
  const name = system.argv[0] ?? '';
  return system.executable.flavour === 'busybox' ? name.slice(name.lastIndexOf('/') + 1) : name;
}

/**
 * Reads the command line. Throws a `Quit` for --help, --version and what it doesn't know.
 * @param argv where it isn't the process's own
 */
export function parseOptions(system: System, syntax: Syntax, argv: readonly string[] = system.argv): Options {
  const inOrder: [string, string][] = [];
  const words = argv.slice(1);
  const operand = (word: string) => inOrder.push(['', word]);
  let operands = false;
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '--') {
      for (const rest of words.splice(0)) operand(rest);
    } else if (word.startsWith('--')) {
      longOption(system, syntax, word.slice(2), words, inOrder);
    } else if (syntax.digits && !operands && /^[-+]\d+[a-z]?$/.test(word)) {
      inOrder.push(['digits', word]);
    } else if (word.startsWith('-') && word.length > 1 && !(syntax.negativeNumbers && /^-[.\d]/.test(word))) {
      shortOptions(system, syntax, word.slice(1), words, inOrder);
    } else {
      operand(word);
      operands = true;
      if (syntax.operandsLast) for (const rest of words.splice(0)) operand(rest);
    }
  }
  return optionsOf(inOrder);
}

function optionsOf(inOrder: readonly (readonly [string, string])[]): Options {
  const given = inOrder.filter(([name]) => name !== '');
  return {
    operands: inOrder.filter(([name]) => name === '').map(([, word]) => word),
    given,
    inOrder,
    has: (name) => given.some(([each]) => each === name),
    value: (name) => given.findLast(([each]) => each === name)?.[1],
    values: (name) => given.filter(([each]) => each === name).map(([, value]) => value),
    last: (...names) => given.findLast(([each]) => names.includes(each))?.[0],
  };
}

/** `''`: a flag; `:`: with an argument; `::`: with one that may be attached; undefined: no such option. */
function arity(letters: string, letter: string): '' | ':' | '::' | undefined {
  const at = letter === ':' ? -1 : letters.indexOf(letter);
  if (at < 0) return undefined;
  if (letters.startsWith('::', at + 1)) return '::';
  return letters[at + 1] === ':' ? ':' : '';
}

function shortOptions(
  system: System,
  syntax: Syntax,
  cluster: string,
  words: string[],
  given: [string, string][],
): void {
  for (let at = 0; at < cluster.length; at++) {
    const letter = cluster[at] ?? '';
    const takes = arity(syntax.letters, letter);
    if (takes === undefined || (isBusybox(system) && !appletTakesLetter(commandName(system), letter))) {
      const what = hasMusl(system) ? `unrecognized option: ${letter}` : `invalid option -- '${letter}'`;
      throw usageError(system, syntax.manual, what);
    }
    if (takes === '') {
      given.push([letter, '']);
      continue;
    }
    const attached = cluster.slice(at + 1);
    if (attached !== '' || takes === '::') {
      given.push([letter, attached]);
      return;
    }
    const next = words.shift();
    if (next === undefined) {
      const what = hasMusl(system)
        ? `option requires an argument: ${letter}`
        : `option requires an argument -- '${letter}'`;
      throw usageError(system, syntax.manual, what);
    }
    given.push([letter, next]);
    return;
  }
}

function longOption(
  system: System,
  syntax: Syntax,
  text: string,
  words: string[],
  given: [string, string][],
): void {
  const equals = text.indexOf('=');
  const musl = hasMusl(system);
  const name = longName(system, syntax, text);
  if (name === 'help' || name === 'version') throw aboutItself(system, syntax.manual, name);
  const meaning = syntax.long?.[name] ?? '';
  const letter = meaning !== '' && !meaning.startsWith('=') ? meaning : undefined;
  const takes = letter ? arity(syntax.letters, letter) : meaning;
  const key = letter ?? name;
  if (takes === '' || takes === undefined) {
    if (equals >= 0) {
      const what = musl
        ? `option does not take an argument: ${name}`
        : `option '--${name}' doesn't allow an argument`;
      throw usageError(system, syntax.manual, what);
    }
    given.push([key, '']);
  } else if (equals >= 0) {
    given.push([key, text.slice(equals + 1)]);
  } else if (takes === '::' || takes === '=?') {
    given.push([key, '']);
  } else {
    const next = words.shift();
    if (next === undefined) {
      const what = musl ? `option requires an argument: ${name}` : `option '--${name}' requires an argument`;
      throw usageError(system, syntax.manual, what);
    }
    given.push([key, next]);
  }
}

/** The whole name of a long option, which may be shortened as long as it is clear. @param text with its argument */
function longName(system: System, syntax: Syntax, text: string): string {
  const [typed = ''] = text.split('=', 1);
  const musl = hasMusl(system);
  const names = Object.keys(syntax.long ?? {}).filter(
    (name) => !isBusybox(system) || appletTakesLong(commandName(system), name),
  );
  if (!isBusybox(system)) names.push('help', ...(names.includes('version') ? [] : ['version']));
  if (names.includes(typed)) return typed;
  const matches = names.filter((name) => name.startsWith(typed));
  if (matches.length === 1 && matches[0] !== undefined) return matches[0];
  if (matches.length === 0) {
    const what = musl ? `unrecognized option: ${text}` : `unrecognized option '--${text}'`;
    throw usageError(system, syntax.manual, what);
  }
  const possibilities = matches.map((name) => ` '--${name}'`).join('');
  throw usageError(
    system,
    syntax.manual,
    musl ? `option is ambiguous: ${text}` : `option '--${text}' is ambiguous; possibilities:${possibilities}`,
  );
}

/** A wrong command line: the words, then the usage (busybox) or where to find it (GNU). */
export function usageError(system: System, manual: Manual, what: string): Quit {
  const name = commandName(system);
  if ((manual.shows === 'whole' || manual.shows === 'lower case') && !isBusybox(system))
    return wholeUsage(system, manual, what);
  const first = manual.shows === 'line' ? `Usage: ${name} ${manual.gnu.split('\n')[0]}\n` : '';
  const rest = isBusybox(system)
    ? busyboxUsage(system, manual)
    : `${first}Try '${name} --help' for more information.\n`;
  return new Quit(`${name}: ${what}\n${rest}`, usageExit(system, manual));
}

function usageExit(system: System, manual: Manual): number {
  if (isBusybox(system)) return /grep$|^sort$/.test(commandName(system)) ? 2 : 1;
  return manual.usageExit ?? 1;
}

function wholeUsage(system: System, manual: Manual, what: string): Quit {
  const name = commandName(system);
  const usage = manual.shows === 'whole' ? 'Usage' : 'usage';
  return new Quit(`${name}: ${what}\n${usage}: ${name} ${manual.gnu}\n`, manual.usageExit ?? 1);
}

/** Busybox's answer to a command line without what it needs: only the usage. */
export function usageOnly(system: System, manual: Manual): Quit {
  return new Quit(busyboxUsage(system, manual), usageExit(system, manual));
}

/** What busybox answers in an applet's place if `--help` is all it is given. */
export function appletHelp(system: System): string | undefined {
  const { argv, executable } = system;
  if (!isBusybox(system) || argv.length !== 2 || argv[1] !== '--help') return undefined;
  const usage = appletUsage(executable.program);
  return usage === undefined ? undefined : withBanner(system, usage);
}

function busyboxUsage(system: System, manual: Manual): string {
  const name = commandName(system);
  return withBanner(system, appletUsage(name) ?? `Usage: ${name} ${manual.gnu}`);
}

/** A usage below the line that says which busybox it is. */
export function withBanner(system: System, usage: string): string {
  return `${busyboxBanner(system)} multi-call binary.\n\n${usage}\n`;
}

/** `Usage: ls …`; undefined: no applet. */
export function appletUsage(name: string): string | undefined {
  if (!Object.hasOwn(usages, name)) return undefined;
  const text = usages[name] ?? '';
  if (text === '') return 'No help available';
  return `Usage: ${name}${text.startsWith('\n') ? '' : ' '}${text}`;
}

function aboutItself(system: System, manual: Manual, asked: 'help' | 'version'): Quit {
  const name = commandName(system);
  if (asked === 'help') return new Quit(`Usage: ${name} ${manual.gnu}\n`, 0, 'out');
  const base = name.slice(name.lastIndexOf('/') + 1);
  const version = manual.version ?? system.executable.version ?? COREUTILS_VERSION;
  return new Quit(`${base} (${manual.package ?? 'GNU coreutils'}) ${version}\n`, 0, 'out');
}
