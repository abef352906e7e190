import { SystemError } from '../../filesystem/errors.ts';
import { credentialsAfter } from '../credentials.ts';
import type { NamespaceView } from '../namespace-system.ts';
import { NAMESPACE_TYPES, type Namespaces, type NamespaceType } from '../process.ts';
import { joinNamespace, unshareNamespaces } from '../unsharing.ts';
import { ProcessCalls } from './process-calls.ts';

/** System calls on namespaces. */
export class NamespaceCalls extends ProcessCalls {
  get namespaces(): Namespaces {
    return this.process.namespaces;
  }

  unshare(types: readonly NamespaceType[]): void {
    unshareNamespaces(this.kernel, this.process, types);
    this.changed();
  }

  setNamespace(descriptor: number): void {
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'namespace') throw new SystemError('EINVAL');
    joinNamespace(this.kernel, this.process, target.type, target.inode);
    this.changed();
  }

  checkExecutable(path: string): void {
    this.access(path, { execute: true });
    const { filesystems } = this.kernel;
    const isPlain = filesystems.mountOf(this.caller, path).options.includes('nosuid');
    credentialsAfter(this.kernel, this.process, { stat: filesystems.stat(this.caller, path), isPlain });
  }

  namespaceViews(): readonly NamespaceView[] {
    const { host } = this.process;
    const pids = new Map<number, number[]>();
    for (const process of this.kernel.processes.of(host)) {
      const pid = this.pidOf(process);
      if (pid === undefined || process.status !== 'alive') continue;
      for (const type of NAMESPACE_TYPES) {
        const inode = process.namespaces[type];
        pids.set(inode, [...(pids.get(inode) ?? []), pid]);
      }
    }
    const held = new Map<number, string[]>();
    for (const { path, synthetic } of this.kernel.filesystems.mounts.of(this.caller.mounts)) {
      if (synthetic?.name !== 'nsfs') continue;
      const inode = Number(synthetic.root.split(':')[1]);
      held.set(inode, [...(held.get(inode) ?? []), path]);
    }
    const initialUser = this.kernel.namespaces.initial().user;
    return this.kernel.namespaces.of(host).flatMap(({ type, inode, owner = initialUser, parent }) => {
      const [inside, mountPoints] = [pids.get(inode) ?? [], held.get(inode) ?? []];
      if (inside.length === 0 && mountPoints.length === 0) return [];
      const sorted = inside.sort((a, b) => a - b);
      return [{ type, inode, owner, ...(parent === undefined ? {} : { parent }), pids: sorted, mountPoints }];
    });
  }
}
