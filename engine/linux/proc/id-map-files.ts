import { SystemError } from '../../filesystem/errors.ts';
import { file, type SyntheticNode } from '../../filesystem/synthetic.ts';
import type { Kernel } from '../kernel.ts';
import type { IdRange } from '../namespaces.ts';
import type { Process } from '../process.ts';
import { type IdKind, isCapableIn, mapId, shownId } from '../user-namespaces.ts';

/** Lines of a map (user_namespaces(7)). */
const RANGES_MAX = 340;
const ID_MAX = 4_294_967_295;

/** /proc/<pid>/uid_map and gid_map: which ids of its parent those of a process's user namespace are. */
export function idMapFile(kernel: Kernel, process: Process, viewer: Process, kind: IdKind): SyntheticNode {
  return file(
    () => mapText(kernel, process, viewer, kind),
    (text) => setMap(kernel, process, viewer, kind, text),
  );
}

/** /proc/<pid>/setgroups */
export function setGroupsFile(kernel: Kernel, process: Process, viewer: Process): SyntheticNode {
  const { namespaces } = kernel;
  const { host } = process;
  const { user } = process.namespaces;
  return file(
    () => (namespaces.get(host, user)?.setGroupsDenied === true ? 'deny\n' : 'allow\n'),
    (text) => {
      const word = text.trim();
      if (word !== 'deny' && word !== 'allow') throw new SystemError('EINVAL');
      if (user === namespaces.initial().user || !isCapableIn(kernel, viewer, 'CAP_SYS_ADMIN', user))
        throw new SystemError('EPERM');
      const found = namespaces.get(host, user);
      const isLate = word === 'deny' ? found?.gidMap !== undefined : found?.setGroupsDenied === true;
      if (isLate) throw new SystemError('EPERM');
      namespaces.change(host, user, { setGroupsDenied: word === 'deny' });
    },
  );
}

/** Outer ids as the reader's own user namespace shows them; from within, as the one around it does. */
function mapText({ namespaces }: Kernel, process: Process, viewer: Process, kind: IdKind): string {
  const { user } = process.namespaces;
  const found = namespaces.get(process.host, user);
  const whole: IdRange = { inside: 0, outside: 0, count: ID_MAX };
  const map = user === namespaces.initial().user ? [whole] : found?.[kind === 'uid' ? 'uidMap' : 'gidMap'];
  const around = viewer.namespaces.user === user ? (found?.parent ?? user) : viewer.namespaces.user;
  const outer = { host: process.host, namespaces: { ...viewer.namespaces, user: around } };
  const column = (id: number) => String(id).padStart(10);
  return (map ?? [])
    .map(({ inside, outside, count }) => {
      const shown = shownId(namespaces, outer, kind, outside);
      return `${column(inside)} ${column(shown)} ${column(count)}\n`;
    })
    .join('');
}

/** Once only, by who may do everything in the namespace. @throws SystemError EPERM, EINVAL */
function setMap(kernel: Kernel, process: Process, writer: Process, kind: IdKind, text: string): void {
  const { namespaces } = kernel;
  const { host } = process;
  const { user } = process.namespaces;
  const found = namespaces.get(host, user);
  const key = kind === 'uid' ? 'uidMap' : 'gidMap';
  const { parent } = found ?? {};
  if (found === undefined || parent === undefined || found[key] !== undefined) throw new SystemError('EPERM');
  if (writer.namespaces.user !== user && writer.namespaces.user !== parent) throw new SystemError('EPERM');
  if (!isCapableIn(kernel, writer, 'CAP_SYS_ADMIN', user)) throw new SystemError('EPERM');
  const outer = { host, namespaces: { ...writer.namespaces, user: parent } };
  const ranges = rangesIn(text).map((range) => {
    const outside = mapId(namespaces, outer, kind, range.outside, 'outside');
    const last = mapId(namespaces, outer, kind, range.outside + range.count - 1, 'outside');
    if (outside === undefined || last !== outside + range.count - 1) throw new SystemError('EPERM');
    return { ...range, outside };
  });
  const capability = kind === 'uid' ? 'CAP_SETUID' : 'CAP_SETGID';
  const own = kind === 'uid' ? writer.uid : writer.gid;
  const [only] = ranges;
  const mapsItself =
    ranges.length === 1 &&
    only?.count === 1 &&
    only.outside === own &&
    found.ownerUid === writer.uid &&
    (kind === 'uid' || found.setGroupsDenied === true);
  if (!mapsItself && !isCapableIn(kernel, writer, capability, parent)) throw new SystemError('EPERM');
  namespaces.change(host, user, { [key]: ranges });
}

/** @throws SystemError EINVAL */
function rangesIn(text: string): IdRange[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || lines.length > RANGES_MAX) throw new SystemError('EINVAL');
  const ranges = lines.map((line): IdRange => {
    const [, inside, outside, count] = /^\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*$/.exec(line) ?? [];
    const range = { inside: Number(inside), outside: Number(outside), count: Number(count) };
    const isValid =
      range.count > 0 && range.inside + range.count <= ID_MAX && range.outside + range.count <= ID_MAX;
    if (!isValid) throw new SystemError('EINVAL');
    return range;
  });
  const overlap = (a: IdRange, b: IdRange, side: 'inside' | 'outside') =>
    a[side] < b[side] + b.count && b[side] < a[side] + a.count;
  for (const [at, range] of ranges.entries()) {
    for (const other of ranges.slice(0, at)) {
      if (overlap(range, other, 'inside') || overlap(range, other, 'outside'))
        throw new SystemError('EINVAL');
    }
  }
  return ranges;
}
