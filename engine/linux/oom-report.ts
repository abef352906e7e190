import type { Cgroup } from './cgroup.ts';
import { isWithin } from './cgroups.ts';
import { commandName } from './command-name.ts';
import { KERNEL_RELEASE } from './hosts.ts';
import type { Kernel } from './kernel.ts';
import { SEVERITY } from './kernel-log.ts';
import type { Process } from './process.ts';

const PAGE_BYTES = 4096;
/** Of the processes that it might have been, the log shows so many. */
const TASKS_MAX = 20;

/** What the OOM killer decided. */
export interface OomDecision {
  /** Whose memory.max was reached; the root's is the machine's memory. */
  readonly group: Cgroup;
  readonly victim: Process;
  /** Who wanted more. Undefined: a limit was lowered. */
  readonly invoker: Process | undefined;
}

/** Writes into the kernel's log what the OOM killer does (mm/oom_kill.c, mm/memcontrol.c). */
export function reportOutOfMemory(kernel: Kernel, { group, victim, invoker }: OomDecision): void {
  const isGlobal = group.path === '/';
  const by = invoker ?? victim;
  const notice = [
    `${commandName(by)} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=${by.oomScoreAdjust}`,
    `CPU: 0 PID: ${by.pid} Comm: ${commandName(by)} Not tainted ${KERNEL_RELEASE} #1  Debian 6.1.119-1`,
    ...(isGlobal ? [] : usage(group)),
    'Tasks state (memory values in pages):',
    '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
    ...tasks(kernel, group).map(taskLine),
    decisionLine(group, victim),
  ];
  const kilobytes = (bytes: number) => `${Math.floor(bytes / 1024)}kB`;
  const rss = Math.min(victim.memoryBytes, group.limits.memoryMax ?? victim.memoryBytes);
  const killed =
    `${isGlobal ? 'Out of memory' : 'Memory cgroup out of memory'}: Killed process ${victim.pid} (${commandName(victim)}) ` +
    `total-vm:${kilobytes(victim.memoryBytes * 4)}, anon-rss:${kilobytes(rss)}, file-rss:0kB, shmem-rss:0kB, ` +
    `UID:${victim.uid} pgtables:52kB oom_score_adj:${victim.oomScoreAdjust}`;
  kernel.log.add(victim.host, [
    ...notice.map((text) => ({ severity: SEVERITY.info, text })),
    { severity: SEVERITY.error, text: killed },
  ]);
}

function usage(group: Cgroup): string[] {
  const limit = Math.floor((group.limits.memoryMax ?? 0) / 1024);
  return [
    `memory: usage ${limit}kB, limit ${limit}kB, failcnt ${group.localEvents.max}`,
    `swap: usage 0kB, limit ${Math.floor((group.limits.swapMax ?? 0) / 1024)}kB, failcnt 0`,
    `Memory cgroup stats for ${group.path}:`,
  ];
}

function tasks(kernel: Kernel, { host, path }: Cgroup): Process[] {
  return kernel.processes
    .of(host)
    .filter(({ cgroup, status }) => status === 'alive' && isWithin(cgroup, path))
    .slice(0, TASKS_MAX);
}

function taskLine(process: Process): string {
  const pages = Math.ceil(process.memoryBytes / PAGE_BYTES);
  const column = (value: number, width: number) => String(value).padStart(width);
  return (
    `[${column(process.pid, 7)}] ${column(process.uid, 5)} ${column(process.pid, 5)} ${column(pages * 4, 8)} ${column(pages, 8)} ` +
    `${column(53_248, 8)} ${column(0, 8)}         ${column(process.oomScoreAdjust, 5)} ${commandName(process)}`
  );
}

function decisionLine(group: Cgroup, victim: Process): string {
  const name = victim.cgroup.slice(victim.cgroup.lastIndexOf('/') + 1) || '/';
  const where = group.path === '/' ? 'global_oom' : `oom_memcg=${group.path}`;
  const constraint = group.path === '/' ? 'CONSTRAINT_NONE' : 'CONSTRAINT_MEMCG';
  return (
    `oom-kill:constraint=${constraint},nodemask=(null),cpuset=${name},mems_allowed=0,${where},` +
    `task_memcg=${victim.cgroup},task=${commandName(victim)},pid=${victim.pid},uid=${victim.uid}`
  );
}
