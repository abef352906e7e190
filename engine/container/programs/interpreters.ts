import { absolutePath } from '../files.ts';
import {
  blocks,
  exitAt,
  exits,
  type Invocation,
  lines,
  type Output,
  option,
  type Program,
  portNumber,
  type Run,
  serves,
} from './program.ts';
import { staticFiles } from './static-files.ts';

/** How a language reads what matters in its programs: patterns of what small course programs do. */
interface Language {
  /** What stands before the version where it is asked for. */
  readonly versionPrefix: string;
  readonly evalOptions: readonly string[];
  readonly listens: RegExp;
  readonly prints: RegExp;
  /** Group 1: how long, in `unitMs`. */
  readonly sleeps: RegExp;
  /** Group 1: how long a round of an endless loop takes, in `unitMs`. */
  readonly rounds: RegExp;
  readonly unitMs: number;
  readonly exitsWith: RegExp;
  readonly loops: RegExp;
  readonly missing: (file: string) => { readonly code: number; readonly text: string };
  /** What SIGTERM does to it as PID 1 when it installs no handler. */
  readonly stop: Run['stop'];
}

/** Statements of one program that are looked at. */
const statementsMax = 200;
/** Lines an endless loop prints; its log ends there. */
const loopLinesMax = 1000;

const nodeLanguage: Language = {
  versionPrefix: 'v',
  evalOptions: ['-e', '--eval', '-p', '--print'],
  listens: /\.listen\(\s*(?:process\.env\.PORT\s*\|\|\s*)?(\d{2,5})/,
  prints: /console\.(?:log|error)\(\s*(["'`])([^"'`\n]{0,500})\1/g,
  sleeps: /setTimeout\([^\n]{0,500},\s*(\d{1,9})\s*\)/,
  rounds: /setInterval\([\s\S]{0,1000}?,\s*(\d{1,9})\s*\)/,
  unitMs: 1,
  exitsWith: /process\.exit\((\d{0,3})\)/,
  loops: /setInterval\(|while\s*\(\s*true\s*\)/,
  missing: (file) => ({
    code: 1,
    text: `node:internal/modules/cjs/loader:1228\n  throw err;\n  ^\n\nError: Cannot find module '${file}'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15) {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n`,
  }),
  stop: 'ignored',
};

const pythonLanguage: Language = {
  versionPrefix: 'Python ',
  evalOptions: ['-c'],
  listens: /(?:HTTPServer\(\(\s*["'][^"'\n]{0,100}["']\s*,\s*|port\s*=\s*)(\d{2,5})/,
  prints: /print\(\s*f?(["'])([^"'\n]{0,500})\1/g,
  sleeps: /sleep\(\s*(\d{1,9}(?:\.\d{1,3})?)\s*\)/,
  rounds: /sleep\(\s*(\d{1,9}(?:\.\d{1,3})?)\s*\)/,
  unitMs: 1000,
  exitsWith: /(?:sys\.|\b)exit\((\d{0,3})\)/,
  loops: /while\s+(?:True|1)\s*:/,
  missing: (file) => ({
    code: 2,
    text: `python: can't open file '${file}': [Errno 2] No such file or directory\n`,
  }),
  stop: 'ignored',
};

const rubyLanguage: Language = {
  versionPrefix: 'ruby ',
  evalOptions: ['-e'],
  listens: /TCPServer\.new\([^)\d]{0,100}(\d{2,5})/,
  prints: /\b(?:puts|print)\s+(["'])([^"'\n]{0,500})\1/g,
  sleeps: /\bsleep[ (](\d{1,9})/,
  rounds: /\bsleep[ (](\d{1,9})/,
  unitMs: 1000,
  exitsWith: /\bexit[ (](\d{1,3})/,
  loops: /\bloop\s+do|while\s+true/,
  missing: (file) => ({ code: 1, text: `ruby: No such file or directory -- ${file} (LoadError)\n` }),
  stop: { afterMs: 10, code: 1 },
};

export const node = interpreter(nodeLanguage, []);

/** `python -m http.server 8000` serves the working directory. */
export const python = interpreter(pythonLanguage, [
  ['http.server', (invocation) => fileServer(invocation, 8000)],
  ['SimpleHTTPServer', (invocation) => fileServer(invocation, 8000)],
]);

export const ruby = interpreter(rubyLanguage, []);

/** npm finds no package.json unless somebody mounted one. */
export const npm: Program = (invocation) => {
  const path = absolutePath('package.json', invocation.workingDir);
  if (invocation.container.files.read(path, invocation.atMs) !== undefined) return exits(invocation, 0);
  return exits(invocation, 254, {
    stderr: `npm error code ENOENT\nnpm error syscall open\nnpm error path ${path}\nnpm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'\n`,
  });
};

type Module = readonly [name: string, run: (invocation: Invocation) => Run];

/**
 * An interpreter: code on the command line, a script file, a module, or a prompt. Without a terminal the
 * prompt has nothing to read, so it ends at once.
 */
function interpreter(language: Language, modules: readonly Module[]): Program {
  return (invocation) => {
    const { argv, container, atMs, workingDir } = invocation;
    if (argv.some((word) => word === '--version' || word === '-V' || word === '-v')) {
      return exits(invocation, 0, { stdout: `${language.versionPrefix}${container.spec.image.version}\n` });
    }
    const module = modules.find(([name]) => option(argv, '-m') === name);
    if (module !== undefined) return module[1](invocation);
    const code = option(argv, ...language.evalOptions);
    if (code !== undefined) return interpret(invocation, language, code);
    const file = argv.slice(1).find((word) => !word.startsWith('-'));
    if (file === undefined) {
      if (invocation.stdin !== undefined) return interpret(invocation, language, invocation.stdin);
      return container.spec.interactive === true ? blocks([], language.stop) : exits(invocation, 0);
    }
    const path = absolutePath(file, workingDir);
    const text = container.files.read(path, atMs);
    if (text !== undefined) return interpret(invocation, language, text);
    const missing = language.missing(path);
    return exits(invocation, missing.code, { stderr: missing.text });
  };
}

/** What a program does, as far as its text shows: prints, sleeps, listens, ends. */
function interpret(invocation: Invocation, language: Language, code: string): Run {
  const printed = [...code.matchAll(language.prints)].slice(0, statementsMax).map(([, , text = '']) => text);
  const output = lines('stdout', invocation.atMs, printed);
  const port = language.listens.exec(code)?.[1];
  if (port !== undefined) return server(invocation, language, code, portNumber(port, 8080), output);
  if (language.loops.test(code)) return loop(invocation, language, code, printed);
  const seconds = Number(language.sleeps.exec(code)?.[1] ?? 0);
  const exitCode = Number(language.exitsWith.exec(code)?.[1] ?? 0) % 256;
  const endMs = invocation.atMs + Math.round(seconds * language.unitMs);
  return { output, listeners: [], exit: exitAt(endMs, exitCode), stop: language.stop };
}

/** An endless loop prints the same in every round. */
function loop(invocation: Invocation, language: Language, code: string, printed: readonly string[]): Run {
  const roundMs = Math.max(1, Number(language.rounds.exec(code)?.[1] ?? 0) * language.unitMs);
  const rounds = printed.length === 0 ? 0 : Math.ceil(loopLinesMax / printed.length);
  const output = Array.from({ length: rounds }, (_unused, index) =>
    lines('stdout', invocation.atMs + index * roundMs, printed),
  );
  return blocks(output.flat(), language.stop);
}

function server(
  invocation: Invocation,
  language: Language,
  code: string,
  port: number,
  output: readonly Output[],
): Run {
  const [, , body = ''] = /\b(?:end|send|write|return)\(?\s*b?(["'`])([^"'`]{0,2000})\1/.exec(code) ?? [];
  return serves(invocation, {
    output,
    ports: [port],
    http: () => ({ status: 200, body: body.replaceAll('\\n', '\n') }),
    readyAfterMs: 200,
    stop: language.stop,
  });
}

function fileServer(invocation: Invocation, defaultPort: number): Run {
  const { argv, workingDir } = invocation;
  const port = portNumber(
    argv.find((word) => /^\d+$/.test(word)),
    defaultPort,
  );
  const root = absolutePath(option(argv, '-d', '--directory') ?? '.', workingDir);
  const files = staticFiles(invocation, root === '/' ? '' : root, (status) => `Error code: ${status}\n`);
  return serves(invocation, {
    // Python buffers what it prints where nobody watches, so the log stays empty.
    output: [],
    address: option(argv, '-b', '--bind') ?? '',
    ports: [port],
    http: (path, atMs) => {
      const reply = files(path, atMs);
      if (reply.status !== 403) return reply;
      const names = invocation.container.files.list(absolutePath(`.${path}`, root), atMs);
      const items = names.map((name) => `<li><a href="${name}">${name}</a></li>\n`).join('');
      return {
        status: 200,
        body: `<!DOCTYPE HTML>\n<html lang="en">\n<body>\n<ul>\n${items}</ul>\n</body>\n</html>\n`,
      };
    },
    readyAfterMs: 200,
    stop: 'ignored',
  });
}
