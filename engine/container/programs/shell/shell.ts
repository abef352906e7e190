import { absolutePath } from '../../files.ts';
import type { StopReaction } from '../../process.ts';
import {
  blocks,
  commandName,
  exitAt,
  exits,
  type Invocation,
  type Output,
  type Program,
  type Run,
} from '../program.ts';
import { builtins, runText } from './builtins.ts';
import { runList } from './interpret.ts';
import { syntaxError } from './messages.ts';
import { parseScript } from './parser.ts';
import { type Flavour, fork, type Shell } from './state.ts';
import { type List, SyntaxProblem } from './syntax.ts';

/** Code of a script the shell doesn't understand. */
const syntaxErrorCode = 2;

/** sh, bash, ash, dash: with `-c script`, with a script file, or reading commands from its input. */
export const shell: Program = (invocation) => {
  const { letters, rest } = options(invocation.argv.slice(1));
  if (letters.includes('c')) {
    const [script, name, ...positional] = rest;
    if (script === undefined) return missingScript(invocation);
    return runScript(invocation, script, { letters, positional, ...(name === undefined ? {} : { name }) });
  }
  const [file, ...positional] = rest;
  if (file !== undefined && !letters.includes('s')) return runFile(invocation, file, positional, letters);
  if (invocation.stdin !== undefined) return runScript(invocation, invocation.stdin, { letters, positional });
  // Without a terminal there is nothing to read: it ends at once.
  return invocation.container.spec.interactive === true ? blocks() : exits(invocation, 0);
};

interface Options {
  readonly letters: string;
  readonly positional: readonly string[];
  readonly name?: string;
  readonly readsFile?: boolean;
}

function options(words: readonly string[]): { readonly letters: string; readonly rest: readonly string[] } {
  let letters = '';
  let at = 0;
  for (; /^[-+][A-Za-z-]/.test(words[at] ?? ''); at++) {
    const word = words[at] ?? '';
    if (word === '--') return { letters, rest: words.slice(at + 1) };
    if (word.startsWith('--') || word.startsWith('+')) continue;
    letters += word.slice(1);
    if (word.endsWith('o')) at++;
  }
  return { letters, rest: words.slice(at) };
}

function runFile(invocation: Invocation, file: string, positional: readonly string[], letters: string): Run {
  const { container, workingDir, atMs } = invocation;
  const text = container.files.read(absolutePath(file, workingDir), atMs);
  if (text !== undefined) {
    return runScript(invocation, text, { letters, positional, name: file, readsFile: true });
  }
  const name = invocation.argv[0] ?? 'sh';
  switch (flavourOf(invocation)) {
    case 'bash':
      return exits(invocation, 127, { stderr: `${name}: ${file}: No such file or directory\n` });
    case 'dash':
      return exits(invocation, 2, { stderr: `${name}: 0: cannot open ${file}: No such file\n` });
    case 'ash':
      return exits(invocation, 2, { stderr: `${name}: can't open '${file}': No such file or directory\n` });
  }
}

function missingScript(invocation: Invocation): Run {
  const name = invocation.argv[0] ?? 'sh';
  const stderr =
    flavourOf(invocation) === 'dash'
      ? `${name}: 0: -c requires an argument\n`
      : `${name}: -c: option requires an argument\n`;
  return exits(invocation, 2, { stderr });
}

function runScript(invocation: Invocation, text: string, settings: Options): Run {
  const output: Output[] = [];
  const state = newShell(invocation, settings, output);
  let list: List;
  try {
    list = parseScript(text);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return exits(invocation, syntaxErrorCode, { stderr: syntaxError(state, problem) });
  }
  const flow = runList(state, list, { last: true, tested: false });
  const run: Run = { output, listeners: [], stop: stopReaction(state) };
  if (flow.kind === 'blocked' && state.killed === undefined) return run;
  const onExit = state.traps.get('EXIT');
  if (onExit !== undefined && state.killed === undefined) runText(fork(state), onExit);
  return { ...run, exit: state.killed ?? exitAt(state.atMs, state.lastCode) };
}

function newShell(invocation: Invocation, settings: Options, output: Output[]): Shell {
  const { effort } = invocation.container;
  const log = (piece: Output): void => {
    effort.outputs++;
    output.push(piece);
  };
  return {
    invocation,
    flavour: flavourOf(invocation),
    builtins,
    name: settings.name ?? invocation.argv[0] ?? 'sh',
    readsFile: settings.readsFile ?? false,
    variables: new Map(invocation.env),
    exported: new Set(invocation.env.keys()),
    positional: settings.positional,
    workingDir: invocation.workingDir,
    atMs: invocation.atMs,
    lastCode: 0,
    stdout: log,
    stderr: log,
    stdin: invocation.stdin,
    options: new Set([...settings.letters].filter((letter) => 'eux'.includes(letter))),
    traps: new Map(),
    jobsEndMs: [],
    revision: 0,
    environment: undefined,
    observations: 0,
    stop: undefined,
    longestWaitMs: 0,
    waiting: false,
    killed: undefined,
    stuck: false,
  };
}

function flavourOf(invocation: Invocation): Flavour {
  const { userland } = invocation.container.spec.image;
  if (userland === 'redhat' || ['bash', 'zsh'].includes(commandName(invocation))) return 'bash';
  return userland === 'debian' || userland === 'ubuntu' ? 'dash' : 'ash';
}

/**
 * A shell as PID 1 ignores SIGTERM, unless a trap was set. The trap runs once the command in the
 * foreground has ended; `wait` doesn't hold it up.
 */
function stopReaction(state: Shell): StopReaction {
  const action = state.traps.get('TERM');
  if (action === undefined || action === '') return state.stop ?? 'ignored';
  const handler = fork(state);
  const discard = (): void => undefined;
  Object.assign(handler, { stdout: discard, stderr: discard });
  const before = handler.atMs;
  const flow = runText(handler, action);
  if (flow.kind !== 'exit') return 'ignored';
  const waitMs = state.waiting ? 0 : state.longestWaitMs;
  if (!Number.isFinite(waitMs)) return 'ignored';
  return { afterMs: waitMs + handler.atMs - before, code: handler.lastCode };
}
