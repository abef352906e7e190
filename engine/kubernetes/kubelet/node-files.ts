import type { Caller } from '../../filesystem/caller.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Filesystems } from '../../filesystem/filesystems.ts';

export function exists(files: Filesystems, caller: Caller, path: string): boolean {
  try {
    files.lstat(caller, path);
    return true;
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** rm -rf: what can't be removed because something is mounted there stays. */
export function removeTree(files: Filesystems, caller: Caller, path: string): void {
  // Deeper than any path may be long, so no recursion.
  const folders = [path];
  for (const folder of folders) {
    if (!exists(files, caller, folder)) continue;
    for (const { name, type } of files.list(caller, folder)) {
      const entry = `${folder}/${name}`;
      if (type === 'directory') folders.push(entry);
      else files.unlink(caller, entry);
    }
  }
  for (const folder of folders.reverse()) {
    try {
      files.removeDirectory(caller, folder);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
}
