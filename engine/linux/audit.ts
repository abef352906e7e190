import type { Access } from '../filesystem/caller.ts';
import type { Stat } from '../filesystem/node.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { commandName } from './command-name.ts';
import type { Process } from './process.ts';

/** Lines that each host's audit log keeps. */
const LINES_MAX = 500;

interface AuditLog {
  readonly lines: readonly string[];
  readonly serial: number;
}

const PERMISSIONS: Readonly<Record<Access, string>> = { read: 'read', write: 'write', execute: 'execute' };
const CLASSES: Partial<Record<Stat['type'], string>> = {
  directory: 'dir',
  file: 'file',
  'symbolic link': 'lnk_file',
};

/** The audit log of each host: /var/log/audit/audit.log. */
export class Audit {
  readonly #logs: Records<AuditLog>;
  readonly #now: () => number;

  constructor(simulation: Simulation) {
    this.#logs = simulation.records.of('audit_logs');
    this.#now = simulation.now;
  }

  lines(host: string): readonly string[] {
    return this.#logs.get(host)?.lines ?? [];
  }

  /** An access vector cache denial. */
  denied(process: Process, stat: Stat, target: string, access: Access, permissive: boolean): void {
    const { lines, serial } = this.#logs.get(process.host) ?? { lines: [], serial: 100 };
    const permission = stat.type === 'directory' && access === 'execute' ? 'search' : PERMISSIONS[access];
    const line = `type=AVC msg=audit(${(this.#now() / 1000).toFixed(3)}:${serial}): avc:  denied  { ${permission} } for  pid=${process.pid} comm="${commandName(process)}" dev="vda1" ino=${stat.inode} scontext=${process.context} tcontext=${target} tclass=${CLASSES[stat.type] ?? 'file'} permissive=${permissive ? 1 : 0}`;
    this.#logs.set(process.host, { lines: [...lines, line].slice(-LINES_MAX), serial: serial + 1 });
  }
}
