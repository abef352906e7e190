import { RuntimeError } from '../../container/runtime-spec.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Cluster } from '../cluster.ts';
import type { Container, EphemeralContainer, LifecycleHandler, Probe } from '../schemas/generated/types.ts';
import { beginConnection, lookAtConnection } from './connection-attempt.ts';
import type { PodView } from './downward.ts';
import type { Attempt, AttemptOutcome, Run } from './state.ts';

/** A container that is probed or hooked, with the pod around it. */
export interface Target {
  readonly cluster: Cluster;
  readonly key: string;
  readonly node: string;
  readonly view: PodView;
  readonly container: Container | EphemeralContainer;
  readonly run: Run;
}

/**
 * Begins what a probe or a hook does. Messages are those of pkg/probe.
 * @param name of the attempt, which no other in the container has
 * @param timeoutSeconds after which it has failed; Infinity: a hook has as long as it takes
 */
export function beginAttempt(
  target: Target,
  handler: Probe | LifecycleHandler,
  name: string,
  timeoutSeconds: number,
): Attempt {
  const { now } = target.cluster;
  const untilMs = Number.isFinite(timeoutSeconds) ? now + timeoutSeconds * 1000 : undefined;
  if ('sleep' in handler && handler.sleep !== undefined) {
    return { is: 'sleeping', untilMs: now + handler.sleep.seconds * 1000 };
  }
  if (handler.exec !== undefined) return beginExec(target, handler.exec.command ?? [], name, untilMs);
  return beginConnection(target, handler, timeoutSeconds);
}

/** Sees how far an attempt is. @returns the attempt as it is now, which is over where it has an outcome */
export function lookAtAttempt(target: Target, attempt: Attempt): Attempt {
  const { now } = target.cluster;
  switch (attempt.is) {
    case 'over':
      return attempt;
    case 'sleeping':
      return attempt.untilMs <= now ? over({ result: 'success' }) : attempt;
    case 'executing':
      return lookAtExec(target, attempt);
    default:
      return lookAtConnection(target, attempt);
  }
}

/** Gives an attempt up: nothing of it is left. */
export function abandonAttempt({ cluster, run }: Pick<Target, 'cluster' | 'run'>, attempt: Attempt): void {
  const { instances } = cluster.kubelets;
  if (attempt.is === 'executing') {
    instances.forgetExecution(run.id, attempt.execution);
    cluster.machines.runtime.killExec(run.id, attempt.execution, 'SIGKILL');
  } else if ('socket' in attempt) {
    instances.forgetSocket(attempt.socket);
    cluster.machines.network.close(attempt.socket);
  }
}

/** When to look at it again at the latest. */
export function dueOf(attempt: Attempt): number | undefined {
  return attempt.is === 'over' ? undefined : attempt.untilMs;
}

function over(outcome: AttemptOutcome): Attempt {
  return { is: 'over', outcome };
}

function beginExec(
  { cluster, run }: Target,
  command: readonly string[],
  execution: string,
  untilMs: number | undefined,
): Attempt {
  const { runtime } = cluster.machines;
  const { instances } = cluster.kubelets;
  const spec = runtime.spec(run.id);
  if (spec === undefined) return over({ result: 'error', message: 'container not running' });
  instances.noteExecution(run.id, execution);
  try {
    const { terminal: _none, ...process } = spec.process;
    runtime.exec(run.id, execution, { ...process, argv: command, stdin: false });
  } catch (error) {
    instances.forgetExecution(run.id, execution);
    if (!(error instanceof RuntimeError) && !(error instanceof SystemError)) throw error;
    const why = `OCI runtime exec failed: exec failed: ${error.message}: unknown`;
    return over({ result: 'error', message: failedExec(run, why), cause: why });
  }
  const limit = untilMs === undefined ? {} : { untilMs };
  return { is: 'executing', execution, command, ...limit };
}

function failedExec({ id }: Run, why: string): string {
  return `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${id}": ${why}`;
}

function lookAtExec(target: Target, attempt: Attempt & { readonly is: 'executing' }): Attempt {
  const { cluster, run } = target;
  const { execution, command, untilMs } = attempt;
  const state = cluster.kubelets.instances.execution(run.id, execution);
  if (state === undefined) return over({ result: 'error', message: 'container not running' });
  const { code, output } = state;
  if (code === undefined) {
    if (untilMs === undefined || untilMs > cluster.now) return attempt;
    abandonAttempt(target, attempt);
    return over({ result: 'failure', message: `command "${command.join(' ')}" timed out` });
  }
  cluster.kubelets.instances.forgetExecution(run.id, execution);
  return over(code === 0 ? { result: 'success' } : { result: 'failure', message: output, code });
}
