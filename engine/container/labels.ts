import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { Filesystems } from '../filesystem/filesystems.ts';
import type { Random } from '../simulation/random.ts';
import type { ContainerSpec } from './runtime-spec.ts';

/** SELinux labels of a container's processes (empty: they aren't confined) and of its files. */
export type Labels = NonNullable<ContainerSpec['selinux']>;

const MCS_CATEGORIES = 1024;
/** Pairs that are tried before one is taken that another container has as well. */
const PAIRS_TRIED_MAX = 100;
/** Folders in folders that a relabelling goes down. */
const DEPTH_MAX = 200;

/** The level of a new container: a pair of categories that no other has. @param taken labels of others */
export function freeLevel(random: Random, taken: Iterable<Labels | undefined>): string {
  const pairs = new Set([...taken].map((labels) => labels?.files.split(':')[4]));
  for (let tried = 1; ; tried++) {
    const first = random.below(MCS_CATEGORIES);
    const other = random.below(MCS_CATEGORIES - 1);
    const second = other < first ? other : other + 1;
    const pair = `c${Math.min(first, second)},c${Math.max(first, second)}`;
    if (!pairs.has(pair) || tried === PAIRS_TRIED_MAX) return `s0:${pair}`;
  }
}

/**
 * Gives a file, or a folder with all that is in it, an SELinux context: the folder itself last. What has it already is not
 * touched, what is not there needs none, and synthetic files can have none.
 * @throws SystemError
 */
export function relabel(
  filesystems: Filesystems,
  caller: Caller,
  path: string,
  context: string,
  depth = 0,
): void {
  const place = placeAt(filesystems, caller, path, depth === 0);
  if (place === undefined || place.node !== undefined || depth > DEPTH_MAX) return;
  const stat = filesystems.statPlace(caller, place);
  if (stat.type === 'directory') {
    for (const { name } of filesystems.list(caller, path))
      relabel(filesystems, caller, `${path}/${name}`, context, depth + 1);
  }
  if (stat.context !== context) filesystems.setContext(caller, place.path, context);
}

function placeAt(filesystems: Filesystems, caller: Caller, path: string, follows: boolean) {
  try {
    return filesystems.place(caller, path, follows);
  } catch (error) {
    if (error instanceof SystemError && ['ENOENT', 'ENOTDIR'].includes(error.code)) return undefined;
    throw error;
  }
}
