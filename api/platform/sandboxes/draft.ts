import type { SandboxDraft } from '../../actor/tenant/sandboxes.ts';
import { DEFAULT_CLOCK } from '../../actor/tenant/sandboxes.ts';
import { requestDigest } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { nodesOf } from '../nodes.ts';
import type { SandboxCreate } from './schema.ts';

/** The sandbox that a request asks for, with everything it leaves open decided. */
export function draftOf(asked: SandboxCreate, now: number): SandboxDraft {
  const id = newId('sbx', now);
  const { clock = {}, kubernetes = {} } = asked;
  return {
    id,
    name: asked.name ?? null,
    externalId: asked.externalId ?? null,
    labels: asked.labels ?? {},
    request: requestDigest('createSandbox', asked),
    expiresAt: expiry(asked.ttlSeconds ?? null, now),
    birth: {
      spec: {
        seed: asked.seed ?? id,
        startMs: clock.start === undefined ? now : Date.parse(clock.start),
        ...(asked.docker?.hosts === undefined ? {} : { docker: { hosts: asked.docker.hosts } }),
        kubernetes: kubernetes === false ? false : { nodes: nodesOf(kubernetes.nodes) },
        history: 'window',
      },
      clock: {
        mode: clock.mode ?? DEFAULT_CLOCK.mode,
        rate: clock.rate ?? DEFAULT_CLOCK.rate,
        runsWhileIdle: clock.runsWhileIdle ?? DEFAULT_CLOCK.runsWhileIdle,
      },
    },
  };
}

/** When a time to live ends; omitted and null are kept apart. */
export function expiry(ttlSeconds: number | null, now: number): number | null;
export function expiry(ttlSeconds: number | null | undefined, now: number): number | null | undefined;
export function expiry(ttlSeconds: number | null | undefined, now: number): number | null | undefined {
  return typeof ttlSeconds === 'number' ? now + ttlSeconds * 1000 : ttlSeconds;
}
