import {
  ApiException,
  CoordinationV1Api,
  CoreV1Api,
  type V1Lease,
  V1MicroTime,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { kubeConfigOf } from '../../harness/client-node.ts';
import { newStudent, type Student } from '../../harness/student.ts';

const LEASE_SECONDS = 15;
const lock = { namespace: 'default', name: 'my-controller' };

let atoll: TestAtoll;
let student: Student;
let leases: CoordinationV1Api;
let nowMs = 0;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
  const config = kubeConfigOf(student.kubeconfig);
  leases = config.makeApiClient(CoordinationV1Api);
  const birth = await config.makeApiClient(CoreV1Api).readNamespace({ name: 'default' });
  nowMs = birth.metadata?.creationTimestamp?.getTime() ?? 0;
});

afterAll(() => atoll.stop());

async function pass(seconds: number): Promise<void> {
  await student.advance(seconds);
  nowMs += seconds * 1000;
}

const isCode = (error: unknown, code: number) => error instanceof ApiException && error.code === code;

/** A candidate as in client-go's tools/leaderelection: the lease is its holder's until it was not renewed in time. */
class Candidate {
  readonly #identity: string;
  #observed: V1Lease | undefined;
  #observedMs = 0;

  constructor(identity: string) {
    this.#identity = identity;
  }

  /** Looks at the lease; without it a candidate writes what it last saw, as one that was slow. */
  async look(): Promise<boolean> {
    try {
      const lease = await leases.readNamespacedLease(lock);
      if (lease.metadata?.resourceVersion !== this.#observed?.metadata?.resourceVersion)
        this.#observedMs = nowMs;
      this.#observed = lease;
      return true;
    } catch (error) {
      if (isCode(error, 404)) return false;
      throw error;
    }
  }

  /** True where it leads afterwards. */
  async tryAcquireOrRenew(): Promise<boolean> {
    return (await this.look()) ? this.take() : this.#create();
  }

  async #create(): Promise<boolean> {
    const body = { metadata: { name: lock.name }, spec: this.#spec(0) };
    return this.#write(leases.createNamespacedLease({ namespace: lock.namespace, body }));
  }

  async take(): Promise<boolean> {
    const { spec } = this.#observed ?? {};
    const isMine = spec?.holderIdentity === this.#identity;
    const isHeld = (spec?.holderIdentity ?? '') !== '' && this.#observedMs + LEASE_SECONDS * 1000 > nowMs;
    if (!isMine && isHeld) return false;
    const transitions = (spec?.leaseTransitions ?? 0) + (isMine ? 0 : 1);
    const kept = isMine ? { acquireTime: spec?.acquireTime } : {};
    const body: V1Lease = { ...this.#observed, spec: { ...this.#spec(transitions), ...kept } };
    return this.#write(leases.replaceNamespacedLease({ ...lock, body }));
  }

  async #write(writing: Promise<V1Lease>): Promise<boolean> {
    try {
      this.#observed = await writing;
      this.#observedMs = nowMs;
      return true;
    } catch (error) {
      if (isCode(error, 409)) return false;
      throw error;
    }
  }

  #spec(leaseTransitions: number): NonNullable<V1Lease['spec']> {
    const now = new V1MicroTime(nowMs);
    return {
      holderIdentity: this.#identity,
      leaseDurationSeconds: LEASE_SECONDS,
      acquireTime: now,
      renewTime: now,
      leaseTransitions,
    };
  }
}

test('one leads, renews, dies, and another takes over; the first finds that it lost', async () => {
  const [ann, bob] = [new Candidate('ann'), new Candidate('bob')];
  expect(await Promise.all([ann.tryAcquireOrRenew(), bob.tryAcquireOrRenew()])).toContain(true);
  const first = (await leases.readNamespacedLease(lock)).spec;
  const [leader, other] = first?.holderIdentity === 'ann' ? [ann, bob] : [bob, ann];
  for (let n = 0; n < 5; n++) {
    await pass(10);
    expect([await leader.tryAcquireOrRenew(), await other.tryAcquireOrRenew()]).toEqual([true, false]);
  }
  const renewed = (await leases.readNamespacedLease(lock)).spec;
  expect([renewed?.acquireTime, renewed?.leaseTransitions]).toEqual([first?.acquireTime, 0]);
  expect(new Date(renewed?.renewTime ?? 0).getTime()).toBe(nowMs);

  await pass(LEASE_SECONDS - 1);
  expect(await other.tryAcquireOrRenew()).toBe(false);
  await pass(1);
  expect(await other.tryAcquireOrRenew()).toBe(true);
  expect((await leases.readNamespacedLease(lock)).spec?.leaseTransitions).toBe(1);
  // It writes what it saw before the other took over.
  expect(await leader.take()).toBe(false);
  expect(await leader.tryAcquireOrRenew()).toBe(false);
});

test('of many who see the same free lease, one gets it', async () => {
  await pass(2 * LEASE_SECONDS);
  const candidates = ['a', 'b', 'c', 'd', 'e'].map((identity) => new Candidate(identity));
  await Promise.all(candidates.map((candidate) => candidate.look()));
  await pass(LEASE_SECONDS);
  const leads = await Promise.all(candidates.map((candidate) => candidate.take()));
  expect(leads.filter(Boolean)).toHaveLength(1);
});
