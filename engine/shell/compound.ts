import { evaluateCondition } from './conditions.ts';
import { Expansion } from './expand.ts';
import type { CommandFrame, Frame } from './frame-kinds.ts';
import { finish, pushList, releaseUnit } from './frames.ts';
import { addJob, fork, giveTerminal } from './jobs.ts';
import { matches, parsePattern } from './pattern.ts';
import { closeSubstitutionsAfter } from './process-substitution.ts';
import { expandRedirects, installDescriptors, openRedirections } from './redirect.ts';
import { Replay } from './replay.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { runSimple } from './simple.ts';
import type { Case, Command, ForArithmetic, FunctionDefinition } from './syntax/tree.ts';
import { lookUp, put } from './table.ts';
import { traceCompound } from './trace.ts';
import { beforeCommand } from './traps.ts';
import { assign, calculate, calculateCommand } from './variables.ts';

type FrameOf<Is extends Frame['is']> = Extract<Frame, { is: Is }>;

/** Begins a command of any kind. It may be called again, when commands in its words have run. */
export function advanceCommand(shell: Shell, frame: CommandFrame): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind === 'list' || node.kind === 'and-or' || node.kind === 'pipeline') return undefined;
  shell.state.line = shell.lineOf(frame.unit, node.line);
  if (beforeCommand(shell, frame, node.kind)) return undefined;
  const expansion = new Expansion(shell, new Replay(frame.journal));
  if (node.kind === 'simple') return runSimple(shell, frame, node, expansion);
  if (node.kind === 'subshell' && frame.forked !== true) {
    runSubshell(shell, frame);
    return undefined;
  }
  const redirections = expandRedirects(expansion, node.redirects);
  const start = starter(shell, frame, node, expansion);
  shell.pop();
  closeSubstitutionsAfter(shell);
  if (redirections.length > 0) {
    const saved = installDescriptors(shell, openRedirections(shell, redirections));
    shell.push({ is: 'redirected', saved });
  }
  start();
  return undefined;
}

function runSubshell(shell: Shell, frame: CommandFrame): void {
  const jobControl = shell.option('m');
  const pid = fork(shell, {
    frames: [{ ...frame, journal: [], forked: true }],
    ...(jobControl ? { group: 0 } : {}),
  });
  shell.pop();
  const job = addJob(shell, [pid], '( … )', { background: false, hidden: false });
  if (jobControl) giveTerminal(shell, job.group);
  shell.push({ is: 'job', job: job.id });
}

/** Expands what a compound command begins with. @returns puts it under way */
function starter(
  shell: Shell,
  frame: CommandFrame,
  node: Exclude<Command, { kind: 'simple' }>,
  expansion: Expansion,
): () => void {
  const { unit, node: place } = frame;
  const { state } = shell;
  switch (node.kind) {
    case 'group':
    case 'subshell':
      return () => pushList(shell, unit, node.body);
    case 'if':
      return () => shell.push({ is: 'if', unit, node: place, branch: -1, tested: true });
    case 'while':
    case 'until':
      return () => shell.push({ is: 'loop', unit, node: place, phase: 'start', tested: true, last: 0 });
    case 'for': {
      const values = node.words === undefined ? [...state.parameters] : expansion.fields(node.words);
      return () => {
        state.status = 0;
        shell.push({ is: 'for', unit, node: place, values, index: 0 });
      };
    }
    case 'select': {
      const values = node.words === undefined ? [...state.parameters] : expansion.fields(node.words);
      return () => {
        state.status = 0;
        if (values.length > 0)
          shell.push({ is: 'select', unit, node: place, values, phase: 'menu', traced: false });
      };
    }
    case 'for arithmetic':
      return () =>
        shell.push({ is: 'for arithmetic', unit, node: place, phase: 'start', journal: [], last: 0 });
    case 'case': {
      const subject = expansion.single(node.subject);
      return () => {
        traceCompound(shell, () => `case ${node.written} in`);
        state.status = 0;
        shell.push({ is: 'case', unit, node: place, item: 0, falls: false, subject, journal: [] });
      };
    }
    case 'function':
      return () => defineFunction(shell, unit, node);
    case 'arithmetic': {
      const expression = expansion.single(node.expression);
      return () => {
        shell.count();
        traceCompound(shell, () => `(( ${expression} ))`);
        state.status = calculateCommand(shell, expression) === 0n ? 1 : 0;
      };
    }
    case 'conditional': {
      shell.count();
      const holds = evaluateCondition(expansion, node.expression);
      return () => {
        state.status = holds ? 0 : 1;
      };
    }
  }
}

function defineFunction(shell: Shell, unit: number, { name, body }: FunctionDefinition): void {
  const { state } = shell;
  const before = lookUp(state.functions, name);
  put(state.functions, name, { unit, node: body });
  if (before !== undefined) releaseUnit(shell, before.unit);
  state.status = 0;
  shell.count();
}

export function advanceIf(shell: Shell, frame: FrameOf<'if'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'if') return undefined;
  const { state } = shell;
  const current = node.branches[frame.branch];
  if (current !== undefined && state.status === 0) {
    shell.pop();
    pushList(shell, frame.unit, current.body);
    return undefined;
  }
  const next = node.branches[++frame.branch];
  if (next !== undefined) {
    pushList(shell, frame.unit, next.condition);
    return undefined;
  }
  shell.pop();
  state.status = 0;
  if (node.otherwise !== undefined) pushList(shell, frame.unit, node.otherwise);
  return undefined;
}

export function advanceLoop(shell: Shell, frame: FrameOf<'loop'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'while' && node.kind !== 'until') return undefined;
  const { state } = shell;
  if (frame.phase === 'condition') {
    if ((state.status === 0) !== (node.kind === 'while')) {
      shell.pop();
      state.status = frame.last;
      return undefined;
    }
    frame.phase = 'body';
    frame.tested = false;
    pushList(shell, frame.unit, node.body);
    return undefined;
  }
  if (frame.phase === 'body') frame.last = state.status;
  frame.phase = 'condition';
  frame.tested = true;
  pushList(shell, frame.unit, node.condition);
  return undefined;
}

export function advanceFor(shell: Shell, frame: FrameOf<'for'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'for') return undefined;
  const value = frame.values[frame.index++];
  if (value === undefined) {
    shell.pop();
    return undefined;
  }
  shell.count();
  traceCompound(shell, () => `for ${node.name} in ${node.written ?? ''}`.trimEnd());
  assign(shell, node.name, value);
  pushList(shell, frame.unit, node.body);
  return undefined;
}

export function advanceForArithmetic(shell: Shell, frame: FrameOf<'for arithmetic'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'for arithmetic') return undefined;
  shell.count();
  const evaluated = (part: ForArithmetic['start']) => {
    const text = new Expansion(shell, new Replay(frame.journal)).single(part);
    frame.journal = [];
    if (text.trim() !== '') traceCompound(shell, () => `(( ${text.trim()} ))`);
    return text.trim() === '' ? 1n : calculate(shell, text);
  };
  if (frame.phase === 'start') {
    shell.state.status = 0;
    evaluated(node.start);
  }
  if (frame.phase === 'next') {
    frame.last = shell.state.status;
    evaluated(node.next);
  }
  frame.phase = 'condition';
  if (evaluated(node.condition) === 0n) {
    shell.pop();
    shell.state.status = frame.last;
    return undefined;
  }
  frame.phase = 'next';
  pushList(shell, frame.unit, node.body);
  return undefined;
}

export function advanceCase(shell: Shell, frame: FrameOf<'case'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'case') return undefined;
  if (!frame.falls && !findItem(shell, frame, node)) {
    shell.pop();
    return undefined;
  }
  const item = node.items[frame.item++];
  frame.journal = [];
  frame.falls = item?.end === ';&';
  if (item === undefined || item.end === ';;') shell.pop();
  if (item?.body !== undefined) pushList(shell, frame.unit, item.body);
  return undefined;
}

/** Goes on to the item that matches. */
function findItem(shell: Shell, frame: FrameOf<'case'>, node: Case): boolean {
  const expansion = new Expansion(shell, new Replay(frame.journal));
  for (let place = frame.item; place < node.items.length; place++) {
    const patterns = node.items[place]?.patterns ?? [];
    if (!patterns.some((word) => matchesCase(shell, expansion.pattern(word), frame.subject))) continue;
    frame.item = place;
    return true;
  }
  return false;
}

function matchesCase(shell: Shell, pattern: string, subject: string): boolean {
  const extended = shell.setting('extglob');
  if (!shell.setting('nocasematch')) return matches(parsePattern(pattern, extended), subject);
  return matches(parsePattern(pattern.toLowerCase(), extended), subject.toLowerCase());
}

/** `break` and `continue` of so many loops. @returns false where there are none */
export function leaveLoops(shell: Shell, count: number, again: boolean): boolean {
  const { frames } = shell.state;
  const isLoop = (frame: Frame) =>
    frame.is === 'loop' || frame.is === 'for' || frame.is === 'select' || frame.is === 'for arithmetic';
  let left = count;
  let target = -1;
  for (let place = frames.length - 1; place >= 0 && left > 0; place--) {
    const frame = frames[place];
    if (frame === undefined || frame.is === 'call') break;
    if (isLoop(frame)) {
      target = place;
      left--;
    }
  }
  shell.state.status = 0;
  if (target < 0) return false;
  while (frames.length > target + 1) finish(shell);
  if (!again) shell.pop();
  return true;
}
