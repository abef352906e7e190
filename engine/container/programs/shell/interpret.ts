import type { Output, Run } from '../program.ts';
import { ExpansionProblem, expandFields, expandText, reportExpansion } from './expand.ts';
import { cannotStart } from './messages.ts';
import { redirected } from './redirection.ts';
import { shellPrograms } from './shell-programs.ts';
import {
  blocked,
  environmentOf,
  exiting,
  type Flow,
  fork,
  isExhausted,
  next,
  print,
  type Shell,
  setVariable,
} from './state.ts';
import type { AndOr, Command, List, Pipeline } from './syntax.ts';

/** What is around a command. */
export interface Context {
  /** Nothing comes after it: the shell replaces itself with it, so signals reach it. */
  readonly last: boolean;
  /** It is a condition, so set -e lets it fail. */
  readonly tested: boolean;
}

const inner: Context = { last: false, tested: false };
const condition: Context = { last: false, tested: true };

/** Programs that show a script nothing it could decide by. */
const blindPrograms = new Set(['sleep', 'true', ':', 'wait']);

export function runList(shell: Shell, list: List, context: Context): Flow {
  for (const [index, item] of list.entries()) {
    const flow = runAndOr(shell, item, { ...context, last: context.last && index === list.length - 1 });
    if (flow.kind !== 'next') return flow;
  }
  return next;
}

/** Runs `$(…)` in a subshell and gives what it printed. */
function substitute(shell: Shell, body: List): string {
  const pieces: Output[] = [];
  const sub = fork(shell);
  sub.stdout = (piece) => pieces.push(piece);
  const flow = runList(sub, body, inner);
  shell.atMs = sub.atMs;
  shell.lastCode = sub.lastCode;
  shell.observations++;
  if (flow.kind === 'blocked') shell.stuck = true;
  return pieces.map((piece) => piece.text).join('');
}

function runAndOr(shell: Shell, item: AndOr, context: Context): Flow {
  if (item.background) return runInBackground(shell, item);
  let pipeline = item.first;
  for (const { operator, pipeline: following } of item.rest) {
    const flow = runPipeline(shell, pipeline, condition);
    if (flow.kind !== 'next') return flow;
    if ((operator === '&&') !== (shell.lastCode === 0)) {
      // Skipped: what follows in the chain looks at the same code.
      pipeline = { negated: false, commands: [] };
      continue;
    }
    pipeline = following;
  }
  return runPipeline(shell, pipeline, context);
}

function runInBackground(shell: Shell, item: AndOr): Flow {
  const job = fork(shell);
  job.stdin = '';
  const flow = runAndOr(job, { ...item, background: false }, inner);
  shell.jobsEndMs.push(flow.kind === 'blocked' ? Number.POSITIVE_INFINITY : job.atMs);
  shell.killed ??= job.killed;
  shell.lastCode = 0;
  return next;
}

function runPipeline(shell: Shell, pipeline: Pipeline, context: Context): Flow {
  const [first, ...rest] = pipeline.commands;
  if (first === undefined) return next;
  const tested = context.tested || pipeline.negated;
  const flow =
    rest.length === 0
      ? runCommand(shell, first, { last: context.last && !pipeline.negated, tested })
      : runPipe(shell, first, rest);
  if (flow.kind !== 'next') return flow;
  if (pipeline.negated) shell.lastCode = shell.lastCode === 0 ? 1 : 0;
  return shell.options.has('e') && !tested && shell.lastCode !== 0 ? exiting : next;
}

/** Each command reads what the one before it printed. One that never ends is followed piece by piece. */
function runPipe(shell: Shell, first: Command, rest: readonly Command[]): Flow {
  const pieces: Output[] = [];
  const left = fork(shell);
  left.stdout = (piece) => pieces.push(piece);
  const flow = runCommand(left, first, inner);
  if (flow.kind === 'blocked') {
    for (const piece of pieces) feed(shell, rest, piece.text, piece.atMs);
    return blocked;
  }
  return feed(shell, rest, pieces.map((piece) => piece.text).join(''), left.atMs) === 'blocked'
    ? blocked
    : next;
}

function feed(shell: Shell, commands: readonly Command[], text: string, atMs: number): Flow['kind'] {
  const [first, ...rest] = commands;
  if (first === undefined) return 'next';
  const right = fork(shell);
  right.stdin = text;
  right.atMs = atMs;
  const flow = rest.length === 0 ? runCommand(right, first, inner) : runPipe(right, first, rest);
  shell.atMs = Math.max(shell.atMs, right.atMs);
  shell.lastCode = right.lastCode;
  return flow.kind;
}

function runCommand(shell: Shell, command: Command, context: Context): Flow {
  if (isExhausted(shell)) return blocked;
  if (command.kind === 'simple') return runSimple(shell, command, context);
  const flow = redirected(shell, command.redirects, substitute, () => runCompound(shell, command, context));
  if (flow !== undefined) return flow;
  shell.lastCode = 1;
  return next;
}

function runCompound(shell: Shell, command: Exclude<Command, { kind: 'simple' }>, context: Context): Flow {
  switch (command.kind) {
    case 'group':
      return command.subshell ? runSubshell(shell, command.body) : runList(shell, command.body, context);
    case 'if': {
      for (const branch of command.branches) {
        const flow = runList(shell, branch.condition, condition);
        if (flow.kind !== 'next') return flow;
        if (shell.lastCode === 0) return runList(shell, branch.body, context);
      }
      shell.lastCode = 0;
      return runList(shell, command.otherwise ?? [], context);
    }
    case 'for': {
      const values =
        command.words === undefined ? shell.positional : expandFields(shell, command.words, substitute);
      return runFor(shell, command.name, values, command.body);
    }
    case 'loop':
      return runLoop(shell, command);
  }
}

function runSubshell(shell: Shell, body: List): Flow {
  const sub = fork(shell);
  const flow = runList(sub, body, inner);
  shell.atMs = sub.atMs;
  shell.lastCode = sub.lastCode;
  shell.killed ??= sub.killed;
  if (shell.killed !== undefined) return exiting;
  return flow.kind === 'blocked' ? blocked : next;
}

function runFor(shell: Shell, name: string, values: readonly string[], body: List): Flow {
  for (const value of values) {
    setVariable(shell, name, value);
    const flow = afterIteration(runList(shell, body, inner));
    if (flow === 'leave') break;
    if (flow !== 'again') return flow;
  }
  return next;
}

function runLoop(shell: Shell, loop: Command & { kind: 'loop' }): Flow {
  for (;;) {
    const { observations, revision, atMs } = shell;
    const test = runList(shell, loop.condition, condition);
    if (test.kind !== 'next') return test;
    if ((shell.lastCode === 0) === loop.until) {
      shell.lastCode = 0;
      return next;
    }
    const flow = afterIteration(runList(shell, loop.body, inner));
    if (flow === 'leave') return next;
    if (flow !== 'again') return flow;
    // Nothing was looked at and nothing changed: so it will be for ever.
    if (shell.observations === observations && shell.revision === revision) return blocked;
    if (isExhausted(shell)) return blocked;
    // A loop that doesn't sleep still takes time.
    if (shell.atMs === atMs) shell.atMs++;
  }
}

/** What a loop makes of how its body ended. */
function afterIteration(flow: Flow): 'again' | 'leave' | Flow {
  if (flow.kind === 'next') return 'again';
  if (flow.kind !== 'break' && flow.kind !== 'continue') return flow;
  if (flow.levels > 1) return { kind: flow.kind, levels: flow.levels - 1 };
  return flow.kind === 'break' ? 'leave' : 'again';
}

function runSimple(shell: Shell, command: Command & { kind: 'simple' }, context: Context): Flow {
  shell.invocation.container.effort.commands++;
  try {
    const flow = redirected(shell, command.redirects, substitute, () => runWords(shell, command, context));
    if (shell.stuck) return blocked;
    if (flow !== undefined) return flow;
    shell.lastCode = shell.flavour === 'dash' ? 2 : 1;
    return next;
  } catch (problem) {
    if (!(problem instanceof ExpansionProblem)) throw problem;
    reportExpansion(shell, problem);
    shell.lastCode = shell.flavour === 'bash' ? 1 : 2;
    return exiting;
  }
}

function runWords(shell: Shell, command: Command & { kind: 'simple' }, context: Context): Flow {
  const fields = expandFields(shell, command.words, substitute);
  const values = command.assignments.map(
    ({ name, value }) => [name, expandText(shell, value, substitute)] as const,
  );
  if (shell.stuck) return blocked;
  const [name] = fields;
  if (name === undefined) {
    const substituted = command.assignments.some(({ value }) =>
      value.some((part) => part.kind === 'command'),
    );
    for (const [variable, value] of values) setVariable(shell, variable, value);
    if (!substituted) shell.lastCode = 0;
    return next;
  }
  if (shell.options.has('x')) print(shell, 'stderr', `+ ${fields.join(' ')}\n`);
  if (!blindPrograms.has(name)) shell.observations++;
  const builtin = shell.builtins.get(name);
  if (builtin !== undefined) {
    for (const [variable, value] of values) setVariable(shell, variable, value);
    return builtin(shell, fields);
  }
  return runProgram(shell, fields, values, { ...context, line: command.line });
}

/** Starts a program and waits for it. */
export function runProgram(
  shell: Shell,
  fields: readonly string[],
  assignments: readonly (readonly [string, string])[],
  context: Context & { readonly line: number },
): Flow {
  const environment = environmentOf(shell);
  const env = assignments.length === 0 ? environment : new Map([...environment, ...assignments]);
  const { container } = shell.invocation;
  const invocation = {
    argv: fields,
    env,
    workingDir: shell.workingDir,
    atMs: shell.atMs,
    container,
    ...(shell.stdin === undefined ? {} : { stdin: shell.stdin }),
  };
  const own = shellPrograms.get(fields[0] ?? '');
  const run = own === undefined ? container.launch(invocation) : own(invocation);
  if ('problem' in run) {
    const { text, code } = cannotStart(shell, run, context.line);
    print(shell, 'stderr', text);
    shell.lastCode = code;
    return next;
  }
  return waitFor(shell, run, context.last);
}

function waitFor(shell: Shell, run: Run, last: boolean): Flow {
  for (const piece of run.output) print(shell, piece.stream, piece.text, piece.atMs);
  if (last) shell.stop = run.stop;
  if (run.exit === undefined) {
    shell.longestWaitMs = Number.POSITIVE_INFINITY;
    return blocked;
  }
  shell.longestWaitMs = Math.max(shell.longestWaitMs, run.exit.atMs - shell.atMs);
  shell.atMs = Math.max(shell.atMs, run.exit.atMs);
  shell.lastCode = run.exit.code;
  if (run.exit.reason !== 'OOMKilled') return next;
  shell.killed = run.exit;
  return exiting;
}
