import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';

/** What moves in a pod so long after a probe is what that has set in motion: servers close connections, and log. */
const ECHO_MS = 20;

/** Whether anything moves in a pod besides what its probes set in motion. */
interface Motion {
  /** When a process of it last did something by itself, or for somebody else. */
  movedAtMs: number;
  /** Probes that are under way. */
  probing: number;
  probedAtMs: number;
  /** Its probes rest until something moves. */
  quiet: boolean;
}

/**
 * Which pods stand still. A probe that succeeded will succeed again while nothing in its pod has moved, so it needn't
 * be made: a thousand pods that are well cost nothing.
 */
export class Motions {
  readonly #motions: Records<Motion>;
  readonly #now: () => number;
  /** cgroup of a container → the uid of its pod. */
  readonly #pods = new Map<string, string>();

  constructor(simulation: Simulation) {
    this.#motions = simulation.records.of('kubelet_motions');
    this.#now = simulation.now;
  }

  /** Watches a container's processes. @param moved false: it has been watched before the sandbox was loaded */
  watch(uid: string, cgroup: string, moved = true): void {
    this.#pods.set(cgroup, uid);
    if (!moved) return;
    const motion = this.#motions.get(uid) ?? { movedAtMs: 0, probing: 0, probedAtMs: 0, quiet: false };
    this.#motions.set(uid, { ...motion, movedAtMs: this.#now(), quiet: false });
  }

  ignore(cgroup: string): void {
    this.#pods.delete(cgroup);
  }

  forget(uid: string): void {
    this.#motions.delete(uid);
  }

  /** A process does something. @returns the uid of the pod that was quiet until now */
  step(cgroup: string, byItself: boolean): string | undefined {
    const uid = this.#pods.get(cgroup);
    const motion = uid === undefined ? undefined : this.#motions.get(uid);
    if (uid === undefined || motion === undefined) return undefined;
    const now = this.#now();
    const isEcho = motion.probing > 0 || now <= motion.probedAtMs + ECHO_MS;
    if ((isEcho && !byItself) || (motion.movedAtMs === now && !motion.quiet)) return undefined;
    const woken = motion.quiet;
    motion.movedAtMs = now;
    motion.quiet = false;
    this.#motions.set(uid, motion);
    return woken ? uid : undefined;
  }

  beginProbe(uid: string): void {
    const motion = this.#motions.get(uid);
    if (motion === undefined) return;
    motion.probing++;
    this.#motions.set(uid, motion);
  }

  endProbe(uid: string): void {
    const motion = this.#motions.get(uid);
    if (motion === undefined) return;
    motion.probing = Math.max(0, motion.probing - 1);
    motion.probedAtMs = this.#now();
    this.#motions.set(uid, motion);
  }

  /** When something in the pod last moved. */
  movedAtMs(uid: string): number {
    return this.#motions.get(uid)?.movedAtMs ?? 0;
  }

  isQuiet(uid: string): boolean {
    return this.#motions.get(uid)?.quiet === true;
  }

  rest(uid: string): void {
    const motion = this.#motions.get(uid);
    if (motion === undefined) return;
    motion.quiet = true;
    this.#motions.set(uid, motion);
  }
}
