import { SystemError } from '../filesystem/errors.ts';
import { type Signal, signalNumber } from '../linux/signals.ts';
import { AGAIN, type ExitStatus } from '../linux/system.ts';
import type { Frame } from './frame-kinds.ts';
import { jobLine } from './job-list.ts';
import { isDone } from './job-status.ts';
import { signalWords } from './messages.ts';
import type { Outcome, Shell } from './shell-process.ts';
import type { Beginning, Job } from './state.ts';
import { ForkRefused } from './trouble.ts';

/** Jobs that ended and that nobody has asked for. */
const FINISHED_JOBS_MAX = 100;

export interface ForkRequest {
  readonly frames: Frame[];
  readonly moves?: Beginning['moves'];
  /** Descriptors that the child doesn't need. */
  readonly close?: number[];
  readonly background?: boolean;
  /** Group of the pipeline; 0: it is the first of one; undefined: no job control. */
  readonly group?: number;
  readonly noInput?: boolean;
  readonly tested?: boolean;
}

/** A subshell: a copy of this shell that does something else. @throws ForkRefused where there can be none */
export function fork(shell: Shell, request: ForkRequest): number {
  const child = shell.copyForChild(request.frames);
  child.subshell = true;
  child.level = shell.state.level + (request.frames[0]?.is === 'script' ? 1 : 0);
  child.interactive = false;
  child.reads = shell.state.reads;
  child.tested = request.tested ?? shell.isTested;
  child.begin = {
    moves: [...(request.moves ?? [])],
    close: [...shell.state.held, ...(request.close ?? [])],
    background: request.background === true,
    ownGroup: request.group !== undefined,
    noInput: request.noInput === true,
  };
  child.held = [];
  child.forkRetries = 0;
  try {
    const pid = shell.system.fork(child);
    if (request.group !== undefined) join(shell, pid, request.group === 0 ? pid : request.group);
    shell.state.forkRetries = 0;
    return pid;
  } catch (error) {
    throw error instanceof SystemError ? new ForkRefused(error) : error;
  }
}

function join({ system }: Shell, pid: number, group: number): void {
  try {
    system.setProcessGroup(pid, group);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}

export function addJob(
  shell: Shell,
  pids: number[],
  text: string,
  facts: Pick<Job, 'background' | 'hidden'>,
): Job {
  const { state } = shell;
  forgetFinished(shell);
  const shown = state.jobs.filter(({ hidden }) => !hidden);
  const id = facts.hidden ? -state.nextJob++ : Math.max(0, ...shown.map((job) => job.id)) + 1;
  const job: Job = { id, group: pids[0] ?? 0, pids, text, statuses: {}, stopped: false, ...facts };
  state.jobs.push(job);
  return job;
}

function forgetFinished({ state }: Shell): void {
  const finished = state.jobs.filter((job) => job.background && isDone(job));
  const isForgotten = (job: Job) => isDone(job) && (job.hidden || job === finished[0]);
  const captured = new Set(state.frames.flatMap((frame) => (frame.is === 'capture' ? [frame.job] : [])));
  if (finished.length > FINISHED_JOBS_MAX || state.jobs.length > FINISHED_JOBS_MAX)
    state.jobs = state.jobs.filter((job) => captured.has(job.id) || !isForgotten(job));
}

export function removeJob({ state }: Shell, job: Job): void {
  state.jobs = state.jobs.filter((each) => each.id !== job.id);
}

/** Takes note of the children that have ended. @returns whether there were any, and whether any are left */
export function reap(shell: Shell): { readonly some: boolean; readonly left: boolean } {
  for (let some = false; ; some = true) {
    const ended = shell.system.wait();
    if (ended === AGAIN || ended === 'none') {
      noticeStopped(shell);
      return { some, left: ended === AGAIN };
    }
    const job = shell.state.jobs.find(({ pids }) => pids.includes(ended.pid));
    if (job === undefined) continue;
    job.statuses[ended.pid] = codeOf(ended.status);
    if ('signal' in ended.status) job.signal = ended.status.signal;
  }
}

/** Jobs in the background that were stopped, or go on, without the shell's doing. */
function noticeStopped(shell: Shell): void {
  const watched = shell.state.jobs.filter((job) => job.background && !isDone(job));
  if (watched.length === 0 || !shell.option('m')) return;
  for (const job of watched) {
    const wasStopped = job.stopped;
    lookWhetherStopped(shell, job);
    if (job.stopped && !wasStopped) job.untold = true;
  }
}

function lookWhetherStopped(shell: Shell, job: Job): boolean {
  const stopped = shell.system.processes().find(({ pid, state }) => state === 'T' && job.pids.includes(pid));
  job.stopped = stopped !== undefined;
  job.stoppedBy = stopped?.stoppedBy;
  return job.stopped;
}

function codeOf(status: ExitStatus): number {
  return 'code' in status ? status.code : 128 + signalNumber(status.signal);
}

/** Waits for a job in the foreground. */
export function advanceJob(shell: Shell, id: number): Outcome {
  reap(shell);
  const job = shell.job(id);
  if (job === undefined) {
    shell.pop();
    return undefined;
  }
  if (!isDone(job)) {
    if (!shell.option('m')) return { until: { child: true } };
    if (!lookWhetherStopped(shell, job)) return { until: { child: true, stops: job.pids } };
    job.background = true;
    takeTerminalBack(shell);
    shell.state.status = 128 + signalNumber(job.stoppedBy ?? 'SIGTSTP');
    shell.raw(`${shell.dialect === 'bash' ? '\n' : ''}${jobLine(shell, job)}`);
    shell.pop();
    return undefined;
  }
  shell.pop();
  removeJob(shell, job);
  takeTerminalBack(shell);
  const statuses = job.pids.map((pid) => job.statuses[pid] ?? 0);
  shell.state.pipeStatus = statuses;
  const failed = statuses.findLast((status) => status !== 0);
  shell.state.status = (shell.setting('pipefail') ? failed : statuses.at(-1)) ?? 0;
  if (job.signal !== undefined) tellSignal(shell, job, job.signal);
  return undefined;
}

function takeTerminalBack(shell: Shell): void {
  giveTerminal(shell, shell.system.processGroup);
}

export function giveTerminal(shell: Shell, group: number): void {
  const { terminal } = shell.state;
  if (terminal === null) return;
  try {
    shell.system.setForeground(terminal, group);
  } catch (error) {
    // The first of the group may be gone already.
    if (!(error instanceof SystemError)) throw error;
  }
}

/** A command that the shell waited for was ended by a signal. */
export function tellSignal(shell: Shell, job: Job, signal: Signal): void {
  const { state, system, dialect } = shell;
  if (signal === 'SIGINT') {
    if (state.interactive) shell.raw('\n');
    else if (shell.state.traps[':SIGINT'] === undefined) system.kill(system.pid, 'SIGINT');
    return;
  }
  const words = signalWords[signal];
  if (words === undefined) return;
  if (dialect !== 'bash' || state.interactive || signal === 'SIGTERM') {
    shell.raw(`${words}\n`);
    return;
  }
  if (state.subshell && job.pids.length === 1 && state.frames.length === 0) return;
  const pid = String(job.pids.at(-1) ?? 0).padStart(5);
  shell.raw(`${shell.prefix()}${pid} ${words.padEnd(23)} ${job.text}\n`);
}
