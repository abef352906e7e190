import type { Cgroup, MemoryEvents } from '../cgroup.ts';
import { bytesOrMax, type CgroupFile, numberBetween, orMax } from './cgroup-file.ts';

function memoryLimit(
  key: 'memoryMax' | 'memoryHigh' | 'memoryMin' | 'memoryLow' | 'swapMax',
  absent?: number,
): CgroupFile {
  return {
    read: (_, { limits }) => orMax(limits[key] ?? absent),
    limits: (text) => ({ [key]: bytesOrMax(text) }),
    notInRoot: true,
  };
}

/** The memory.* files of a cgroup, but for its pressure. */
export const MEMORY_FILES: Readonly<Record<string, CgroupFile>> = {
  'memory.current': { read: (_, { memoryBytes }) => `${memoryBytes}\n`, notInRoot: true },
  'memory.peak': { read: (_, { memoryPeak }) => `${memoryPeak}\n`, notInRoot: true },
  'memory.max': memoryLimit('memoryMax'),
  'memory.high': memoryLimit('memoryHigh'),
  'memory.min': memoryLimit('memoryMin', 0),
  'memory.low': memoryLimit('memoryLow', 0),
  'memory.swap.max': memoryLimit('swapMax'),
  'memory.swap.current': { read: () => '0\n', notInRoot: true },
  'memory.events': { read: (_, { events }) => eventsText(events), notInRoot: true },
  'memory.events.local': { read: (_, { localEvents }) => eventsText(localEvents), notInRoot: true },
  'memory.oom.group': {
    read: (_, { limits }) => `${limits.oomGroup === true ? 1 : 0}\n`,
    limits: (text) => ({ oomGroup: numberBetween(text, 0, 1) === 1 }),
    notInRoot: true,
  },
  'memory.stat': { read: (_, group) => memoryStat(group) },
  'memory.swap.events': { read: () => 'high 0\nmax 0\nfail 0\n', notInRoot: true },
  'memory.swap.high': { read: () => 'max\n', notInRoot: true },
  'memory.zswap.current': { read: () => '0\n', notInRoot: true },
  'memory.zswap.max': { read: () => 'max\n', notInRoot: true },
};

/** The fields of memory.stat; only anonymous memory and files in memory are counted. */
const MEMORY_FIELDS =
  'anon file kernel kernel_stack pagetables sec_pagetables percpu sock vmalloc shmem zswap zswapped file_mapped file_dirty file_writeback swapcached anon_thp file_thp shmem_thp inactive_anon active_anon inactive_file active_file unevictable slab_reclaimable slab_unreclaimable slab workingset_refault_anon workingset_refault_file workingset_activate_anon workingset_activate_file workingset_restore_anon workingset_restore_file workingset_nodereclaim pgscan pgsteal pgfault pgmajfault pgrefill pgactivate pgdeactivate pglazyfree pglazyfreed thp_fault_alloc thp_collapse_alloc'.split(
    ' ',
  );

function memoryStat({ memoryBytes, shmemBytes }: Cgroup): string {
  const anon = memoryBytes - shmemBytes;
  const counted: Readonly<Record<string, number>> = {
    anon,
    active_anon: anon,
    file: shmemBytes,
    shmem: shmemBytes,
    inactive_anon: shmemBytes,
  };
  return MEMORY_FIELDS.map((name) => `${name} ${counted[name] ?? 0}\n`).join('');
}

function eventsText({ high, max, oom, oomKill }: MemoryEvents): string {
  return `low 0\nhigh ${high}\nmax ${max}\noom ${oom}\noom_kill ${oomKill}\noom_group_kill 0\n`;
}
