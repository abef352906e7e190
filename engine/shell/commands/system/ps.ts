import type { ProcessView, System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { isBusybox } from '../options.ts';
import { findUid, names } from './accounts.ts';
import { memoryUse, textOf } from './proc-files.ts';
import { type Column, columnNamed, type Listing } from './process-columns.ts';
import { busyboxPs } from './ps-busybox.ts';
import { type PsRequest, parsePs, psColumns, wrong } from './ps-request.ts';

export const ps = immediate((system) => (isBusybox(system) ? busyboxPs(system) : procpsPs(system)));

function procpsPs(system: System): number {
  const request = parsePs(system.argv.slice(1));
  const pidWidth = Math.max(
    5,
    String(Number(textOf(system, '/proc/sys/kernel/pid_max') ?? 4_194_304) - 1).length,
  );
  const columns = psColumns(request, pidWidth);
  const { now, pid, processGroup: foregroundGroup } = system;
  const terminal = system.processes().find((each) => each.pid === pid)?.terminal;
  const listing: Listing = {
    now,
    self: { pid, foregroundGroup, ...(terminal === undefined ? {} : { terminal }) },
    names: names(system),
    memoryTotal: memoryUse(system).total,
    pidWidth,
  };
  const chosen = sortedProcesses(selected(system, request), request.sort, listing);
  const rows = request.forest ? forest(chosen) : chosen.map((process) => ({ process, prefix: '' }));
  const lines = rows.map(({ process, prefix }) =>
    row(columns, (column) => cellOf(column, process, prefix, listing)),
  );
  const hidden = !request.headers || columns.every((column) => column.header === '');
  if (!hidden) lines.unshift(row(columns, (column) => column.header));
  const width = request.wide ? undefined : system.windowSize(1)?.columns;
  system.write(1, lines.map((line) => `${width === undefined ? line : line.slice(0, width)}\n`).join(''));
  return chosen.length === 0 ? 1 : 0;
}

/** @param prefix what draws the tree */
export function cellOf(column: Column, process: ProcessView, prefix: string, listing: Listing): string {
  const text = column.text(process, listing);
  return /^(?:COMMAND|CMD)$/.test(column.header) ? prefix + text : text;
}

function row(columns: readonly Column[], text: (column: Column) => string): string {
  return columns
    .map((column, index) => {
      const { width } = column;
      const last = index === columns.length - 1;
      if (width < 0) return last ? text(column) : text(column).padEnd(-width);
      return text(column).padStart(width);
    })
    .join(' ')
    .trimEnd();
}

function selected(system: System, request: PsRequest): ProcessView[] {
  const processes = [...system.processes()];
  const { commands, parents, pids } = request;
  const uids = request.users?.map((name) => {
    const uid = findUid(system, name);
    if (uid === undefined) throw fail(system, 'error: user name does not exist');
    return uid;
  });
  if (pids || commands || parents || uids) {
    return processes.filter(
      ({ pid, parentPid, command, uid }) =>
        pids?.includes(pid) ||
        parents?.includes(parentPid) ||
        commands?.includes(command) ||
        uids?.includes(uid),
    );
  }
  if (request.all || (request.others && request.detached)) return processes;
  const own = processes.find(({ pid }) => pid === system.pid);
  return processes.filter(({ uid, terminal }) => {
    if (request.detached) return uid === system.uid;
    if (request.others) return terminal !== undefined;
    return uid === system.uid && terminal === own?.terminal;
  });
}

const numericKeys: Readonly<Record<string, (process: ProcessView) => number>> = {
  pid: ({ pid }) => pid,
  ppid: ({ parentPid }) => parentPid,
  pcpu: ({ cpuMs }) => cpuMs,
  '%cpu': ({ cpuMs }) => cpuMs,
  time: ({ cpuMs }) => cpuMs,
  pmem: ({ memoryBytes }) => memoryBytes,
  '%mem': ({ memoryBytes }) => memoryBytes,
  rss: ({ memoryBytes }) => memoryBytes,
  vsz: ({ virtualBytes }) => virtualBytes,
  start_time: ({ startedMs }) => startedMs,
  uid: ({ uid }) => uid,
};

/** @throws Quit where there is no such key */
export function sortedProcesses(
  processes: readonly ProcessView[],
  keys: readonly string[],
  listing: Listing,
): ProcessView[] {
  let result = [...processes];
  for (const key of keys.toReversed()) {
    const name = key.replace(/^[-+]/, '');
    const number = Object.hasOwn(numericKeys, name) ? numericKeys[name] : undefined;
    const column = columnNamed(name, 0);
    if (number === undefined && column === undefined) throw wrong('unknown sort specifier');
    const compare = (a: ProcessView, b: ProcessView) => {
      if (number !== undefined) return number(a) - number(b);
      const [left, right] = [a, b].map((each) => column?.text(each, listing) ?? '');
      return (left ?? '') < (right ?? '') ? -1 : Number((left ?? '') > (right ?? ''));
    };
    result = result.toSorted(key.startsWith('-') ? (a, b) => compare(b, a) : compare);
  }
  return result;
}

/** @param isUnderOthers those at the top have parents that aren't listed */
export function forest(
  processes: readonly ProcessView[],
  isUnderOthers = false,
): { process: ProcessView; prefix: string }[] {
  const shown = new Set(processes.map(({ pid }) => pid));
  const isTop = ({ pid, parentPid }: ProcessView) => !shown.has(parentPid) || parentPid === pid;
  const childrenOf = Map.groupBy(
    processes.filter((process) => !isTop(process)),
    ({ parentPid }) => parentPid,
  );
  const rows: { process: ProcessView; prefix: string }[] = [];
  const visit = (process: ProcessView, indent: string, prefix: string) => {
    rows.push({ process, prefix });
    visitAll(childrenOf.get(process.pid) ?? [], indent);
  };
  const visitAll = (siblings: readonly ProcessView[], indent: string) => {
    for (const [index, child] of siblings.entries()) {
      const last = index === siblings.length - 1;
      visit(child, `${indent}${last ? '    ' : '|   '}`, `${indent}\\_ `);
    }
  };
  const tops = processes.filter(isTop);
  if (isUnderOthers) visitAll(tops, ' ');
  else for (const process of tops) visit(process, ' ', '');
  return rows;
}
