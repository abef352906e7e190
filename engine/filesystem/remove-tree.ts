import type { Caller } from './caller.ts';
import type { Filesystems } from './filesystems.ts';
import { joined } from './names.ts';

/** Removes a file or a directory with all that is in it (rm -rf). @throws SystemError EBUSY over mount points … */
export function removeTree(files: Filesystems, caller: Caller, path: string): void {
  if (files.lstat(caller, path).type !== 'directory') {
    files.unlink(caller, path);
    return;
  }
  const stack = [{ path, isOpened: false }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.isOpened) {
      files.removeDirectory(caller, top.path);
      stack.pop();
      continue;
    }
    top.isOpened = true;
    for (const { name, type } of files.list(caller, top.path)) {
      const below = joined(top.path, name);
      if (type === 'directory') stack.push({ path: below, isOpened: false });
      else files.unlink(caller, below);
    }
  }
}
