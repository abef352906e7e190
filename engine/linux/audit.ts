import type { Access, Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { Filesystems } from '../filesystem/filesystems.ts';
import type { Stat } from '../filesystem/node.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { commandName } from './command-name.ts';
import type { Process } from './process.ts';

/** Lines that each host's audit log keeps. */
const LINES_MAX = 500;
/** Where auditd writes, and how large the file becomes before it begins anew. */
const LOG_PATH = '/var/log/audit/audit.log';
const LOG_BYTES_MAX = 262_144;

interface AuditLog {
  readonly lines: readonly string[];
  readonly serial: number;
}

/** An access that SELinux refuses, or would refuse if it were enforcing. */
export interface Denial {
  readonly stat: Stat;
  readonly name: string;
  readonly target: string;
  readonly access: Access;
  readonly permissive: boolean;
}

const CLASSES: Partial<Record<Stat['type'], string>> = {
  directory: 'dir',
  'symbolic link': 'lnk_file',
  'character device': 'chr_file',
  'block device': 'blk_file',
  fifo: 'fifo_file',
  socket: 'sock_file',
};

/** The device that every host's files are on. */
const DISK_DEVICE = 254 * 256 + 1;

/** The audit log of each host: /var/log/audit/audit.log. */
export class Audit {
  readonly #logs: Records<AuditLog>;
  readonly #filesystems: Filesystems;
  readonly #now: () => number;

  constructor(simulation: Simulation, filesystems: Filesystems) {
    this.#logs = simulation.records.of('audit_logs');
    this.#filesystems = filesystems;
    this.#now = simulation.now;
  }

  lines(host: string): readonly string[] {
    return this.#logs.get(host)?.lines ?? [];
  }

  forget(host: string): void {
    this.#logs.delete(host);
  }

  /** An access vector cache denial. @param root of the process's host */
  denied(process: Process, { stat, name, target, access, permissive }: Denial, root: Caller): void {
    const { lines, serial } = this.#logs.get(process.host) ?? { lines: [], serial: 100 };
    const permission = stat.type === 'directory' && access === 'execute' ? 'search' : access;
    const device = stat.device === DISK_DEVICE ? 'vda1' : 'tmpfs';
    const line =
      `type=AVC msg=audit(${(this.#now() / 1000).toFixed(3)}:${serial}): avc:  denied  { ${permission} } for  ` +
      `pid=${process.pid} comm="${commandName(process)}" name="${name}" dev="${device}" ino=${stat.inode} ` +
      `scontext=${process.context} tcontext=${target} tclass=${CLASSES[stat.type] ?? 'file'} ` +
      `permissive=${permissive ? 1 : 0}`;
    this.#logs.set(process.host, { lines: [...lines, line].slice(-LINES_MAX), serial: serial + 1 });
    this.#append(root, `${line}\n`);
  }

  /** A full disk loses lines, as auditd does. */
  #append(root: Caller, line: string): void {
    const files = this.#filesystems;
    try {
      files.makeDirectories(root, LOG_PATH.slice(0, LOG_PATH.lastIndexOf('/')));
      const place = files.open(root, LOG_PATH, { write: true, create: true, mode: 0o600 });
      const id = place.mount.filesystem;
      if (id === undefined) return;
      if (files.size(id, place.inode) > LOG_BYTES_MAX) files.truncate(id, place.inode, 0);
      files.write(id, place.inode, files.size(id, place.inode), new TextEncoder().encode(line));
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
}
