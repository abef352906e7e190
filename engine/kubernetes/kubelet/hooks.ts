import type { LifecycleHandler } from '../schemas/generated/types.ts';
import { networkLook } from './network-look.ts';
import { makeProbe, type ProbeTarget } from './probe-handlers.ts';
import { liveTimeline, workOut } from './process.ts';
import type { Run } from './state.ts';
import { podText } from './sync.ts';

/** What a lifecycle hook does that is started now. */
interface HookResult {
  /** Infinity: it never returns. */
  readonly durationMs: number;
  /** What the kubelet says of it where it failed. */
  readonly failure?: string;
  /** The run, with what the hook does in the container. */
  readonly run: Run;
}

/** Runs a postStart or preStop hook in a container that runs. */
export function runHook(target: ProbeTarget, hook: LifecycleHandler): HookResult {
  const { run } = target;
  if (hook.sleep !== undefined) return { durationMs: hook.sleep.seconds * 1000, run };
  if (hook.exec !== undefined) return runCommand(target, hook.exec.command ?? []);
  const outcome = makeProbe(target, hook);
  if (outcome.result === 'success') return { durationMs: 0, run };
  return { durationMs: 0, failure: outcome.message, run };
}

function runCommand(target: ProbeTarget, argv: readonly string[]): HookResult {
  const { cluster, view, container, run } = target;
  const look = networkLook(cluster, view);
  const atMs = cluster.now - run.startedAtMs;
  const done = liveTimeline(cluster, view, container, run, look)?.exec(argv, atMs);
  if (done === undefined) return { durationMs: 0, run };
  const changed: Run = { ...run, executed: [...run.executed, { argv, atMs }] };
  const outcome = workOut(cluster, view, container, changed, look);
  const after = 'run' in outcome ? outcome.run : changed;
  if (done.code === 0 && done.failure === undefined) return { durationMs: done.durationMs, run: after };
  const cause = done.failure ?? `command '${argv.join(' ')}' exited with ${done.code}: ${done.output}`;
  const failure = `Exec lifecycle hook ([${argv.join(' ')}]) for Container "${container.name}" in Pod "${podText(view.pod)}" failed - error: ${cause}, message: ${JSON.stringify(done.output)}`;
  return { durationMs: done.durationMs, failure, run: after };
}
