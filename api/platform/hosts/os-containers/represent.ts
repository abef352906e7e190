import type { CommandView, OsContainerView, SnapshotView } from '../../../../engine/lxc/views.ts';
import { timestamp } from '../../sandboxes/representation.ts';

/** A moment of a view under its name in the API, if it has come. */
function moment<Name extends string>(
  name: Name,
  ms: number | undefined,
): { readonly [key in Name]?: string } {
  const none: { readonly [key in Name]?: string } = {};
  return ms === undefined ? none : { ...none, [name]: timestamp(ms) };
}

export function osContainer(view: OsContainerView) {
  const { createdAtMs, startedAtMs, runningAtMs, readyAtMs, stoppedAtMs, ...facts } = view;
  return {
    ...facts,
    limits: { ...facts.limits },
    createdAt: timestamp(createdAtMs),
    ...moment('startedAt', startedAtMs),
    ...moment('runningAt', runningAtMs),
    ...moment('readyAt', readyAtMs),
    ...moment('stoppedAt', stoppedAtMs),
  };
}

export function snapshot({ createdAtMs, ...facts }: SnapshotView) {
  return { ...facts, createdAt: timestamp(createdAtMs) };
}

export function command({ startedMs, endedMs, argv, ...facts }: CommandView) {
  return { ...facts, argv: [...argv], startedAt: timestamp(startedMs), ...moment('endedAt', endedMs) };
}
