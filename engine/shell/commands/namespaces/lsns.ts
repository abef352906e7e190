import type { NamespaceView } from '../../../linux/namespace-system.ts';
import { NAMESPACE_TYPES } from '../../../linux/process.ts';
import type { ProcessView, System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { parseOptions, type Syntax } from '../options.ts';
import { names } from '../system/accounts.ts';

const syntax: Syntax = {
  letters: 'Jlno:p:ruWt:T::',
  long: {
    json: 'J',
    list: 'l',
    noheadings: 'n',
    output: 'o',
    'output-all': '',
    task: 'p',
    raw: 'r',
    notruncate: 'u',
    nowrap: 'W',
    type: 't',
    tree: 'T',
  },
  manual: {
    package: 'util-linux',
    version: '2.38.1',
    gnu: '[options] [<namespace>]\n\nList system namespaces.',
  },
};

/** What a row is about: a namespace, with its process of the lowest id, or each process of one. */
interface Row {
  readonly namespace: NamespaceView;
  readonly process: ProcessView | undefined;
  readonly branch: string;
}

interface Column {
  readonly right: boolean;
  readonly cell: (row: Row, system: System) => string;
}

const COLUMNS: Readonly<Record<string, Column>> = {
  NS: { right: true, cell: ({ namespace }) => String(namespace.inode) },
  TYPE: { right: false, cell: ({ namespace }) => namespace.type },
  PATH: {
    right: false,
    cell: ({ namespace: { type }, process }) =>
      process === undefined ? '' : `/proc/${process.pid}/ns/${type}`,
  },
  NPROCS: { right: true, cell: ({ namespace }) => String(namespace.pids.length) },
  PID: { right: true, cell: ({ process }) => (process === undefined ? '' : String(process.pid)) },
  PPID: { right: true, cell: ({ process }) => (process === undefined ? '' : String(process.parentPid)) },
  COMMAND: {
    right: false,
    cell: ({ process, branch }) => (process === undefined ? '' : branch + commandOf(process)),
  },
  UID: { right: true, cell: ({ process }) => (process === undefined ? '' : String(process.uid)) },
  USER: {
    right: false,
    cell: ({ process }, system) => (process === undefined ? '' : names(system).user(process.uid)),
  },
  NETNSID: { right: true, cell: ({ namespace }) => (namespace.type === 'net' ? 'unassigned' : '') },
  NSFS: { right: false, cell: ({ namespace }) => namespace.mountPoints.join('\n') },
  PNS: { right: true, cell: ({ namespace }) => String(namespace.parent ?? 0) },
  ONS: { right: true, cell: ({ namespace }) => String(namespace.type === 'user' ? 0 : namespace.owner) },
};

function commandOf({ argv, command }: ProcessView): string {
  return argv.length > 0 ? argv.join(' ') : `[${command}]`;
}

export const lsns = immediate((system) => {
  const options = parseOptions(system, syntax);
  const type = options.value('t');
  if (type !== undefined && !NAMESPACE_TYPES.some((known) => known === type))
    throw fail(system, `unknown namespace type: ${type}`);
  const processes = new Map(system.processes().map((process) => [process.pid, process]));
  const seen = visible(system, processes).filter((each) => type === undefined || each.type === type);
  const [asked] = options.operands;
  if (asked !== undefined && !/^\d{1,15}$/.test(asked))
    throw fail(system, `invalid namespace argument: '${asked}'`);
  const task = options.value('p');
  if (task !== undefined && !processes.has(Number(task)))
    throw fail(system, `not found namespaces for '${task}'`);
  const chosen = seen.filter(
    ({ inode, pids }) =>
      (asked === undefined || inode === Number(asked)) && (task === undefined || pids.includes(Number(task))),
  );
  if (asked !== undefined && chosen.length === 0) throw fail(system, `not found namespace: ${asked}`);
  const byProcess = asked !== undefined;
  const usual = byProcess ? 'PID,PPID,USER,COMMAND' : type === 'net' ? NET_COLUMNS : USUAL_COLUMNS;
  const columns = columnsOf(
    system,
    options.has('output-all') ? Object.keys(COLUMNS).join() : options.value('o'),
    usual,
  );
  const rows = byProcess ? chosen.flatMap((each) => processRows(each, processes)) : rowsOf(chosen, processes);
  if (options.has('J')) system.write(1, json(system, columns, rows));
  else if (options.has('r')) system.write(1, rawText(system, columns, rows, !options.has('n')));
  else system.write(1, table(system, columns, rows, !options.has('n')));
  return 0;
});

const USUAL_COLUMNS = 'NS,TYPE,NPROCS,PID,USER,COMMAND';
const NET_COLUMNS = 'NS,TYPE,NPROCS,PID,USER,NETNSID,NSFS,COMMAND';

/** As far as the files below /proc/<pid>/ns may be read. */
function visible(system: System, processes: ReadonlyMap<number, ProcessView>): NamespaceView[] {
  const mayRead = new Map<number, boolean>();
  const isReadable = (pid: number) => {
    const known = mayRead.get(pid);
    if (known !== undefined) return known;
    let readable = processes.has(pid);
    try {
      system.readLink(`/proc/${pid}/ns/mnt`);
    } catch {
      readable = false;
    }
    mayRead.set(pid, readable);
    return readable;
  };
  return system
    .namespaceViews()
    .map((each) => ({ ...each, pids: each.pids.filter(isReadable) }))
    .filter(({ pids, mountPoints }) => pids.length > 0 || mountPoints.length > 0)
    .sort((a, b) => a.inode - b.inode);
}

function columnsOf(system: System, list: string | undefined, usual: string): string[] {
  const text = list === undefined ? usual : list.startsWith('+') ? `${usual},${list.slice(1)}` : list;
  return text.split(',').map((word) => {
    const name = word.toUpperCase();
    if (!Object.hasOwn(COLUMNS, name)) throw fail(system, `unknown column: ${word}`);
    return name;
  });
}

function rowsOf(chosen: readonly NamespaceView[], processes: ReadonlyMap<number, ProcessView>): Row[] {
  return chosen.map((namespace) => ({
    namespace,
    process: processes.get(namespace.pids[0] ?? -1),
    branch: '',
  }));
}

/** The processes of one namespace, as a tree. */
function processRows(namespace: NamespaceView, processes: ReadonlyMap<number, ProcessView>): Row[] {
  const inside = namespace.pids.flatMap((pid) => processes.get(pid) ?? []);
  const rows: Row[] = [];
  const add = (process: ProcessView, branch: string, indent: string) => {
    rows.push({ namespace, process, branch });
    const children = inside.filter(({ parentPid }) => parentPid === process.pid);
    for (const [at, child] of children.entries()) {
      const isLast = at === children.length - 1;
      add(child, `${indent}${isLast ? '└─' : '├─'}`, `${indent}${isLast ? '  ' : '│ '}`);
    }
  };
  for (const process of inside) {
    if (!inside.some(({ pid }) => pid === process.parentPid)) add(process, '', '');
  }
  return rows;
}

function column(name: string): Column {
  return COLUMNS[name] ?? { right: false, cell: () => '' };
}

function table(system: System, columns: readonly string[], rows: readonly Row[], headings: boolean): string {
  const cells = rows.map((row) => columns.map((name) => column(name).cell(row, system)));
  const lines = headings ? [[...columns], ...cells] : cells;
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0), 0));
  return lines
    .map((line) => {
      const padded = line.map((cell, at) => {
        const width = widths[at] ?? 0;
        if (column(columns[at] ?? '').right) return cell.padStart(width);
        return at === line.length - 1 ? cell : cell.padEnd(width);
      });
      return `${padded.join(' ').trimEnd()}\n`;
    })
    .join('');
}

function rawText(
  system: System,
  columns: readonly string[],
  rows: readonly Row[],
  headings: boolean,
): string {
  const lines = rows.map((row) =>
    columns.map((name) => column(name).cell(row, system).replaceAll(' ', '\\x20')).join(' '),
  );
  return [...(headings ? [columns.join(' ')] : []), ...lines].map((line) => `${line}\n`).join('');
}

const NUMBERS = new Set(['NS', 'NPROCS', 'PID', 'PPID', 'UID', 'PNS', 'ONS']);

function json(system: System, columns: readonly string[], rows: readonly Row[]): string {
  const objects = rows.map((row) => {
    const fields = columns.map((name) => {
      const text = column(name).cell(row, system);
      const value = text === '' ? 'null' : NUMBERS.has(name) ? text : JSON.stringify(text);
      return `         ${JSON.stringify(name.toLowerCase())}: ${value}`;
    });
    return `{\n${fields.join(',\n')}\n      }`;
  });
  return `{\n   "namespaces": [\n      ${objects.join(',')}\n   ]\n}\n`;
}
