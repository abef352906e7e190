import type { Cluster } from '../cluster.ts';
import { uidOfKey } from '../pod-key.ts';
import { type Attempt, isQueued, type RunningStep } from './state.ts';

/** Finds again, in a sandbox that was loaded, whose the containers and sockets on the nodes are. */
export function attachRuntime({ kubelets, machines }: Cluster): void {
  const { instances } = kubelets;
  for (const [, record] of kubelets.pods.entries()) {
    if (isQueued(record)) continue;
    for (const { run, step } of record.containers) {
      if (step.is !== 'running' || run === undefined) continue;
      const spec = machines.runtime.spec(run.id);
      if (spec !== undefined) instances.motions.watch(uidOfKey(record.key), spec.cgroup.path, false);
      for (const attempt of attemptsOf(step)) {
        if ('socket' in attempt) instances.noteSocket(attempt.socket, record.key);
      }
    }
  }
}

function attemptsOf({ probes, hook, stop }: RunningStep): Attempt[] {
  const { startup, readiness, liveness } = probes;
  const all = [startup?.attempt, readiness?.attempt, liveness?.attempt, hook, stop?.hook];
  return all.filter((attempt) => attempt !== undefined);
}
