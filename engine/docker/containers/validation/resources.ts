import { invalidParameter } from '../../docker-error.ts';
import type { Resources } from '../config.ts';

const MEMORY_MIN_BYTES = 6 * 1024 * 1024;
const CPU_SHARES_MIN = 2;
const CPU_SHARES_MAX = 262_144;

/** @throws DockerError in dockerd's words, where limits can't be. @returns what they become, and warnings */
export function checkResources<R extends Resources>(
  wanted: R,
  { cpus, update }: { readonly cpus: number; readonly update: boolean },
): { readonly resources: R; readonly warnings: string[] } {
  checkMemory(wanted, update);
  checkCpu(wanted, cpus);
  checkSet(wanted.CpusetCpus, cpus, 'CPUs', 'cpuset cpus');
  checkSet(wanted.CpusetMems, 1, 'memory nodes', 'cpuset mems');
  if (wanted.BlkioWeight !== 0 && (wanted.BlkioWeight < 10 || wanted.BlkioWeight > 1000)) {
    throw invalidParameter('Range of blkio weight is from 10 to 1000');
  }
  const warnings: string[] = [];
  if (wanted.MemorySwappiness !== null && wanted.MemorySwappiness !== -1) {
    warnings.push(
      'Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.',
    );
  }
  if (wanted.OomKillDisable === true) {
    warnings.push('Your kernel does not support OomKillDisable. OomKillDisable discarded.');
  }
  if (wanted.CpuPercent > 0) warnings.push('linux does not support CPU percent. Percent discarded.');
  return { resources: { ...wanted, ...adapted(wanted, update) }, warnings };
}

/** What dockerd makes of limits that are left open, or that this kernel doesn't know. */
function adapted(wanted: Resources, update: boolean): Partial<Resources> {
  const { CpuShares, Memory, MemorySwap, PidsLimit } = wanted;
  return {
    MemorySwappiness: null,
    OomKillDisable: null,
    ...(CpuShares > 0 ? { CpuShares: Math.min(Math.max(CpuShares, CPU_SHARES_MIN), CPU_SHARES_MAX) } : {}),
    ...(Memory > 0 && MemorySwap === 0 && !update ? { MemorySwap: 2 * Memory } : {}),
    ...(PidsLimit === 0 && !update ? { PidsLimit: null } : {}),
    CpuPercent: 0,
  };
}

function checkMemory({ Memory, MemorySwap, MemoryReservation }: Resources, update: boolean): void {
  if (Memory !== 0 && Memory < MEMORY_MIN_BYTES) {
    throw invalidParameter('Minimum memory limit allowed is 6MB');
  }
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory) {
    throw invalidParameter('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (Memory === 0 && MemorySwap > 0 && !update) {
    throw invalidParameter('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if (MemoryReservation > 0 && MemoryReservation < MEMORY_MIN_BYTES) {
    throw invalidParameter('Minimum memory reservation allowed is 6MB');
  }
  if (Memory > 0 && MemoryReservation > Memory) {
    throw invalidParameter('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
}

function checkCpu({ NanoCpus, CpuPeriod, CpuQuota, CpuShares }: Resources, cpus: number): void {
  if (CpuShares < 0) {
    throw invalidParameter(`invalid CPU shares (${CpuShares}): value must be a positive integer`);
  }
  if (NanoCpus > 0 && CpuPeriod > 0) {
    throw invalidParameter('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  }
  if (NanoCpus > 0 && CpuQuota > 0) {
    throw invalidParameter('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  }
  if (NanoCpus < 0 || NanoCpus > cpus * 1e9) {
    throw invalidParameter(
      `Range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`,
    );
  }
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000)) {
    throw invalidParameter(
      'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)',
    );
  }
  if (CpuQuota > 0 && CpuQuota < 1000) {
    throw invalidParameter('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  }
}

/** As many CPUs as Linux may have. */
const NUMBER_MAX = 8192;

/** A list of numbers and ranges, as `0-2,4`. */
function checkSet(text: string, available: number, what: string, where: string): void {
  if (text === '') return;
  let highest = 0;
  for (const part of text.split(',')) {
    const [, from, to] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part) ?? [];
    if (from === undefined || Number(to ?? from) < Number(from)) {
      throw invalidParameter(`Invalid value ${text} for ${where}: invalid format: ${part}`);
    }
    highest = Math.max(highest, Number(to ?? from));
  }
  if (highest > NUMBER_MAX) {
    throw invalidParameter(
      `Invalid value ${text} for ${where}: value of out range, maximum is ${NUMBER_MAX}`,
    );
  }
  if (highest >= available) {
    const all = available === 1 ? '0' : `0-${available - 1}`;
    throw invalidParameter(`Requested ${what} are not available - requested ${text}, available: ${all}`);
  }
}
