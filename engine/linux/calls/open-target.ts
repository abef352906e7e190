import { SystemError } from '../../filesystem/errors.ts';
import type { OpenRequest } from '../../filesystem/filesystems.ts';
import type { Stat } from '../../filesystem/node.ts';
import type { Place } from '../../filesystem/walk.ts';
import { deviceTarget } from '../devices.ts';
import type { Kernel } from '../kernel.ts';
import type { OpenTarget } from '../open-files.ts';
import { NAMESPACE_TYPES, type Process } from '../process.ts';

/** What opening a file gives a descriptor for. @throws SystemError */
export function openTarget(
  kernel: Kernel,
  process: Process,
  { place, stat, options }: { readonly place: Place; readonly stat: Stat; readonly options: OpenRequest },
): OpenTarget {
  const { path, node, mount, inode } = place;
  if (stat.special !== undefined) return deviceTarget(kernel, process, stat, options);
  if (stat.type === 'fifo') {
    const pipe = `${mount.filesystem}/${inode}`;
    kernel.descriptors.pipes.make(pipe, true);
    return { is: 'pipe', pipe, end: options.write === true && options.read !== true ? 'write' : 'read' };
  }
  if (node?.type === 'file' && node.namespace !== undefined) {
    const type = NAMESPACE_TYPES.find((known) => known === node.namespace?.type);
    if (type === undefined) throw new SystemError('EINVAL');
    return { is: 'namespace', type, inode: node.namespace.inode };
  }
  if (node?.type === 'directory') return { is: 'folder', path };
  if (node !== undefined) {
    const text = node.type === 'file' && options.write !== true ? node.read() : '';
    return { is: 'text', path, text, writable: options.write === true };
  }
  const filesystem = mount.filesystem ?? '';
  kernel.filesystems.hold(filesystem, inode);
  return {
    is: 'file',
    filesystem,
    inode,
    path,
    read: options.read === true,
    write: options.write === true,
    append: options.append === true,
    mode: {
      ...(options.direct === true ? { direct: true } : {}),
      ...(options.sync === true ? { sync: true } : {}),
    },
  };
}
