import type { Cgroup } from './cgroup.ts';

const CPUS_MAX = 1024;

/** The CPUs of a list such as `0-2,4` (cpuset(7)), in order. Undefined: it is no such list. */
export function parseCpus(list: string): number[] | undefined {
  const cpus = new Set<number>();
  for (const part of list.split(',')) {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(last) >= CPUS_MAX) return undefined;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** As the kernel writes a list: `0-2,4`. @param cpus in order */
export function cpuList(cpus: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const cpu of cpus) {
    const range = ranges.at(-1);
    if (range?.[1] === cpu - 1) range[1] = cpu;
    else ranges.push([cpu, cpu]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** A bit for each. */
export function cpuMask(cpus: readonly number[]): bigint {
  return cpus.reduce((mask, cpu) => mask | (1n << BigInt(cpu)), 0n);
}

/**
 * The CPUs that a group's processes may run on, in order: of those of the group above it, what its cpuset.cpus has;
 * all of them, where that is nothing.
 * @param ancestry the group and those above it, the root last
 * @param count how many the machine has
 */
export function effectiveCpus(ancestry: readonly Cgroup[], count: number): readonly number[] {
  let effective: readonly number[] = Array.from({ length: count }, (_, cpu) => cpu);
  for (const { limits } of ancestry.toReversed()) {
    const own = new Set(parseCpus(limits.cpuset ?? ''));
    const both = effective.filter((cpu) => own.has(cpu));
    if (both.length > 0) effective = both;
  }
  return effective;
}
