import { type Container, createContainer, forkContainer, processEnvironment } from './container.ts';
import { execFailure, launchFailure, limitTooLow, noCommandSpecified } from './failures.ts';
import { absolutePath, type FileChange } from './files.ts';
import { logLines, outputText, printedUntil } from './output.ts';
import type {
  ExecResult,
  Image,
  Listener,
  ProcessExit,
  ProcessSpec,
  StartFailure,
  Timeline,
} from './process.ts';
import { launch } from './programs/launch.ts';
import { exitAt, type Invocation, mebibyte, type Run } from './programs/program.ts';

/** Under that limit runc's init doesn't survive until it becomes the program. */
const initMemoryBytes = 4 * mebibyte;
/** A loop can change a file every second for hours; later changes than these are not announced. */
const changesMax = 1000;
/** What runc's exec ends with where the command doesn't exist. */
const notFoundCode = 127;

/**
 * The command line of a container: the pod's command replaces the image's entrypoint and drops its cmd,
 * args replace cmd alone. Empty where nobody says anything: see `noCommandSpecified`.
 */
export function resolveArgv(
  image: Image,
  command: readonly string[] | undefined,
  args: readonly string[] | undefined,
): readonly string[] {
  const hasCommand = command !== undefined && command.length > 0;
  const entrypoint = hasCommand ? command : image.entrypoint;
  if (args !== undefined && args.length > 0) return [...entrypoint, ...args];
  return hasCommand ? entrypoint : [...entrypoint, ...image.cmd];
}

/**
 * Works out what a container's main process does from its start to its end. `containerId` is named in the
 * message where there is no command at all.
 */
export function startProcess(
  spec: ProcessSpec,
  containerId = '',
): { readonly timeline: Timeline } | { readonly failure: StartFailure } {
  if (spec.argv.length === 0) return { failure: noCommandSpecified(containerId) };
  if ((spec.memoryLimitBytes ?? initMemoryBytes) < initMemoryBytes) return { failure: limitTooLow() };
  const first = play(spec, undisturbed);
  if ('failure' in first) return first;
  if ((spec.executed ?? []).length === 0) return { timeline: toTimeline(first.container, first.run) };
  // Played again with what the executed commands left behind in place, so that a loop that waits for a
  // file sees it.
  const second = play(spec, tracesOf(first.container));
  return 'failure' in second ? second : { timeline: toTimeline(second.container, second.run) };
}

/** What commands run in a container leave behind. */
interface Traces {
  readonly changes: readonly FileChange[];
  readonly listeners: readonly Listener[];
  readonly terminatedAtMs: readonly number[];
}

const undisturbed: Traces = { changes: [], listeners: [], terminatedAtMs: [] };

function play(
  spec: ProcessSpec,
  traces: Traces,
): { readonly container: Container; readonly run: Run } | { readonly failure: StartFailure } {
  const container = createContainer(spec, launch);
  container.files.replay(traces.changes);
  const run = launch(invocation(container, spec.argv, 0));
  if ('problem' in run) return { failure: launchFailure(run) };
  container.listeners.push(...traces.listeners);
  container.terminatedAtMs.push(...traces.terminatedAtMs);
  return { container, run };
}

function tracesOf(container: Container): Traces {
  const { files, listeners, spec } = container;
  const changeCount = files.changeCount;
  const listenerCount = listeners.length;
  const terminatedCount = container.terminatedAtMs.length;
  for (const { argv, atMs } of spec.executed ?? []) {
    container.effort.commands = 0;
    container.effort.outputs = 0;
    launch(invocation(container, argv, atMs));
  }
  return {
    changes: files.changesSince(changeCount),
    listeners: listeners.slice(listenerCount),
    terminatedAtMs: container.terminatedAtMs.slice(terminatedCount),
  };
}

function invocation(container: Container, argv: readonly string[], atMs: number): Invocation {
  const { spec } = container;
  const workingDir = spec.workingDir ?? (spec.image.workingDir || '/');
  return { argv, env: processEnvironment(spec), workingDir, atMs, container };
}

function toTimeline(container: Container, run: Run): Timeline {
  const exit = endOf(container, run);
  const endMs = exit?.atMs ?? Number.POSITIVE_INFINITY;
  const { files } = container;
  return {
    log: logLines(printedUntil(run.output, endMs)),
    listeners: container.listeners.filter((listener) => listener.fromMs < endMs),
    ...(exit === undefined ? {} : { exit }),
    changesAtMs: changes(container, endMs),
    exec: (argv, atMs) => execute(container, argv, atMs),
    readFile: (path, atMs) => files.read(absolutePath(path, '/'), atMs),
    filesUnder: (prefix, atMs) => files.under(prefix, atMs),
    stop: run.stop,
    usesNetwork: container.effort.usesNetwork,
  };
}

/** When the main process ends: by itself, or because something inside sent it SIGTERM and it obeys. */
function endOf(container: Container, run: Run): ProcessExit | undefined {
  const killedAtMs = Math.min(...container.terminatedAtMs);
  if (run.stop === 'ignored' || !Number.isFinite(killedAtMs)) return run.exit;
  const killed = exitAt(killedAtMs + run.stop.afterMs, run.stop.code);
  return run.exit !== undefined && run.exit.atMs <= killed.atMs ? run.exit : killed;
}

function changes(container: Container, endMs: number): number[] {
  const moments = new Set<number>(container.changesAtMs);
  for (const listener of container.listeners) moments.add(listener.fromMs);
  for (const change of container.files.changesSince(0)) moments.add(change.atMs);
  if (Number.isFinite(endMs)) moments.add(endMs);
  return [...moments]
    .filter((atMs) => (atMs > 0 && atMs < endMs) || atMs === endMs)
    .sort((a, b) => a - b)
    .slice(0, changesMax);
}

function execute(container: Container, argv: readonly string[], atMs: number): ExecResult {
  const run = launch(invocation(forkContainer(container), argv, atMs));
  if ('problem' in run) {
    return { code: notFoundCode, output: '', durationMs: 0, failure: execFailure(run) };
  }
  const endMs = run.exit?.atMs ?? Number.POSITIVE_INFINITY;
  return {
    code: run.exit?.code ?? 0,
    output: outputText(printedUntil(run.output, endMs)),
    durationMs: endMs - atMs,
  };
}
