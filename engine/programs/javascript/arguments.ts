import type { System } from '../../linux/system.ts';

/** What node was asked to do. */
export interface Given {
  /** A file, or the text of -e; undefined: standard input. */
  readonly file?: string;
  readonly script?: string;
  /** -p: the value of the script is printed. */
  readonly prints: boolean;
  /** --check: nothing is run. */
  readonly checks: boolean;
  /** The prompt was asked for, or there is a terminal. */
  readonly interactive: boolean;
  readonly required: readonly string[];
  /** --test: the files with tests, or the folder, are run. */
  readonly tests: boolean;
  /** --watch: it is started anew when a file has changed. */
  readonly watches: boolean;
  readonly nodeOptions: readonly string[];
  readonly rest: readonly string[];
}

export type Answer = { readonly text: string; readonly code: number };

const TAKES_VALUE: ReadonlySet<string> = new Set(['-r', '--require', '--import', '--env-file']);
const KNOWN =
  /^--(?:max-old-space-size|inspect|inspect-brk|trace-warnings|trace-uncaught|no-warnings|watch|watch-path|watch-preserve-output|enable-source-maps|experimental-[\w-]+|harmony[\w-]*|unhandled-rejections|no-deprecation|trace-deprecation|expose-gc|stack-size|openssl-legacy-provider|dns-result-order|preserve-symlinks|title|test-[\w-]+|run)(?:=.*)?$/;

const HELP = `Usage: node [options] [ script.js ] [arguments]
       node inspect [options] [ script.js | host:port ] [arguments]

Options:
  -                           script read from stdin (default if no
                              file name is provided, interactive mode
                              if a tty)
  --                          indicate the end of node options
  -c, --check                 syntax check script without executing
  -e, --eval=...              evaluate script
  -h, --help                  print node command line options (currently
                              set)
  -i, --interactive           always enter the REPL even if stdin does
                              not appear to be a terminal
  -p, --print [...]           evaluate script and print result
  -r, --require=...           CommonJS module to preload (option can be
                              repeated)
  -v, --version               print Node.js version

Documentation can be found at https://nodejs.org/
`;

/** Reads the command line. */
export function options(system: System): Given | Answer {
  const [name = 'node', ...words] = system.argv;
  const given: {
    script: string | undefined;
    prints: boolean;
    checks: boolean;
    interactive: boolean;
    tests: boolean;
    watches: boolean;
  } = {
    script: undefined,
    prints: false,
    checks: false,
    interactive: false,
    tests: false,
    watches: false,
  };
  const required: string[] = [];
  const nodeOptions: string[] = [];
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') {
      index++;
      break;
    }
    if (!word.startsWith('-') || word === '-') break;
    if (word === '-v' || word === '--version')
      return { text: `v${system.executable.version ?? '20.19.3'}\n`, code: 0 };
    if (word === '-h' || word === '--help') return { text: HELP, code: 0 };
    const [option = '', attached] = word.startsWith('--') ? splitOption(word) : [word];
    if (['-e', '--eval', '-p', '-pe', '--print'].includes(option)) {
      given.prints ||= option.startsWith('-p') || option === '--print';
      const text = attached ?? words[++index];
      if (text === undefined) return { text: `${name}: ${option} requires an argument\n`, code: 9 };
      given.script = text;
    } else if (option === '-c' || option === '--check') given.checks = true;
    else if (option === '--test') given.tests = true;
    else if (option === '-i' || option === '--interactive') given.interactive = true;
    else if (TAKES_VALUE.has(option)) {
      const value = attached ?? words[++index];
      if (value === undefined) return { text: `${name}: ${option} requires an argument\n`, code: 9 };
      if (option !== '--env-file') required.push(value);
    } else if (KNOWN.test(word)) {
      nodeOptions.push(word);
      given.watches ||= option === '--watch' || option === '--watch-path';
    } else return { text: `${name}: bad option: ${word}\n`, code: 9 };
  }
  const rest = words.slice(index);
  const { script, ...flags } = given;
  if (script !== undefined) return { ...flags, script, required, nodeOptions, rest };
  if (flags.tests || (flags.watches && rest.length > 0)) return { ...flags, required, nodeOptions, rest };
  const [file, ...others] = rest;
  if (file !== undefined && file !== '-') return { ...flags, file, required, nodeOptions, rest: others };
  return {
    ...flags,
    interactive: flags.interactive || system.isTerminal(0),
    required,
    nodeOptions,
    rest: others,
  };
}

function splitOption(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
