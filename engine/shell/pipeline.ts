import type { Frame } from './frame-kinds.ts';
import { exitShell } from './frames.ts';
import { addJob, type ForkRequest, fork, giveTerminal } from './jobs.ts';
import type { Outcome, Shell } from './shell-process.ts';
import type { Node, Pipeline } from './syntax/tree.ts';
import { lookUp } from './table.ts';
import { runTrapScript } from './traps.ts';
import { variableValue } from './variables.ts';

type FrameOf<Is extends Frame['is']> = Extract<Frame, { is: Is }>;

export function advanceList(shell: Shell, frame: FrameOf<'list'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  const items = node.kind === 'list' ? node.items : [];
  const item = items[frame.index];
  if (item?.background) startBackground(shell, frame.unit, item.andOr);
  frame.index++;
  if (frame.index >= items.length) shell.pop();
  if (item !== undefined && !item.background)
    shell.push({ is: 'and-or', unit: frame.unit, node: item.andOr, index: 0, tested: false });
  return undefined;
}

function startBackground(shell: Shell, unit: number, node: number): void {
  const andOr = shell.node(unit, node);
  const jobControl = shell.option('m');
  const pid = fork(shell, {
    frames: [{ is: 'and-or', unit, node, index: 0, tested: false }],
    background: !jobControl,
    noInput: !jobControl,
    tested: false,
    ...(jobControl ? { group: 0 } : {}),
  });
  const text = andOr.kind === 'and-or' ? andOr.text : '';
  const job = addJob(shell, [pid], text, { background: true, hidden: false });
  shell.state.background = pid;
  shell.state.status = 0;
  if (shell.state.interactive && shell.dialect === 'bash') shell.raw(`[${job.id}] ${pid}\n`);
}

export function advanceAndOr(shell: Shell, frame: FrameOf<'and-or'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  const pipelines = node.kind === 'and-or' ? node.pipelines : [];
  const { status } = shell.state;
  let next = pipelines[frame.index];
  while (next?.operator !== undefined && (next.operator === '&&') !== (status === 0)) {
    next = pipelines[++frame.index];
  }
  frame.index++;
  frame.tested = frame.index < pipelines.length;
  if (!frame.tested) shell.pop();
  if (next !== undefined) startPipeline(shell, frame.unit, next.pipeline);
  return undefined;
}

function startPipeline(shell: Shell, unit: number, place: number): void {
  const node = shell.node(unit, place);
  if (node.kind !== 'pipeline') return;
  const startedMs = shell.system.now;
  shell.push({ is: 'pipeline', unit, node: place, tested: node.negated, startedMs });
  const [only] = node.commands;
  if (node.commands.length === 1 && only !== undefined)
    shell.push({ is: 'command', unit, node: only, journal: [] });
  else shell.push({ is: 'stages', unit, node: place, index: 0, job: null, input: null });
}

/** Each command of a pipeline in a subshell of its own. */
export function advanceStages(shell: Shell, frame: FrameOf<'stages'>): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'pipeline') return undefined;
  while (frame.index < node.commands.length) startStage(shell, frame, node);
  const job = frame.job === null ? undefined : shell.job(frame.job);
  shell.pop();
  if (job === undefined) return undefined;
  if (shell.option('m')) giveTerminal(shell, job.group);
  shell.push({ is: 'job', job: job.id });
  return undefined;
}

/** @throws ForkRefused; the stages before run then, and this one can be tried again */
function startStage(shell: Shell, frame: FrameOf<'stages'>, { commands, text }: Pipeline): void {
  const { unit, index, input } = frame;
  const job = frame.job === null ? undefined : shell.job(frame.job);
  const [read, write] = index === commands.length - 1 ? [null, null] : shell.pipe();
  const moves: [number, number][] = [];
  if (input !== null) moves.push([input, 0]);
  if (write !== null) moves.push([write, 1]);
  const request: ForkRequest = {
    frames: [{ is: 'command', unit, node: commands[index] ?? 0, journal: [], forked: true }],
    moves,
    ...(shell.option('m') ? { group: job?.group ?? 0 } : {}),
  };
  let pid: number;
  try {
    pid = fork(shell, request);
  } catch (error) {
    if (read !== null) shell.release(read);
    throw error;
  } finally {
    if (write !== null) shell.release(write);
  }
  if (input !== null) shell.release(input);
  if (job === undefined) frame.job = addJob(shell, [pid], text, { background: false, hidden: false }).id;
  else job.pids.push(pid);
  frame.input = read;
  frame.index++;
}

/** The commands of a pipeline have ended. */
export function advancePipeline(shell: Shell, frame: FrameOf<'pipeline'>): Outcome {
  shell.pop();
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'pipeline') return undefined;
  const { state } = shell;
  if (node.commands.length === 1) state.pipeStatus = [state.status];
  if (node.timed !== false) printTimes(shell, shell.system.now - frame.startedMs, node.timed === 'posix');
  if (node.negated) {
    state.status = state.status === 0 ? 1 : 0;
    return undefined;
  }
  if (state.status === 0 || !countsAsFailure(shell, frame.unit, node) || shell.isTested) return undefined;
  const trap = lookUp(state.traps, 'ERR');
  if (trap !== undefined && trap !== '')
    runTrapScript(shell, trap, { exits: shell.option('e'), command: node.text });
  else if (shell.option('e')) exitShell(shell, state.status);
  return undefined;
}

/** Of compound commands, the one inside that failed has counted already. */
function countsAsFailure(shell: Shell, unit: number, { commands }: Pipeline): boolean {
  const kinds: readonly Node['kind'][] = ['simple', 'subshell', 'arithmetic', 'conditional'];
  return commands.length > 1 || kinds.includes(shell.node(unit, commands[0] ?? 0).kind);
}

/** `time`: bash's own form, that of POSIX (`-p`), or what TIMEFORMAT says. */
function printTimes(shell: Shell, elapsedMs: number, posix: boolean): void {
  const usual = '\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS';
  const format = posix ? 'real %2R\nuser %2U\nsys %2S' : (variableValue(shell, 'TIMEFORMAT') ?? usual);
  if (format === '') return;
  const times: Readonly<Record<string, number>> = { R: elapsedMs, U: 0, S: 0 };
  const text = format.replace(
    /%(%|P|(\d?)(l?)([RUS]))/g,
    (_all, what: string, digits: string, long: string, which: string) => {
      if (what === '%') return '%';
      if (what === 'P') return '0.00';
      const seconds = (times[which] ?? 0) / 1000;
      const places = digits === '' ? 3 : Math.min(3, Number(digits));
      if (long === '') return seconds.toFixed(places);
      return `${Math.floor(seconds / 60)}m${(seconds % 60).toFixed(places)}s`;
    },
  );
  shell.raw(`${text}\n`);
}
