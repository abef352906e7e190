import type { Program } from '../../../linux/system.ts';
import { chgrp, chmod, chown } from './attributes.ts';
import { cp, mv } from './cp.ts';
import { dd } from './dd.ts';
import { du } from './du.ts';
import { file } from './file-kind.ts';
import { find } from './find.ts';
import { install } from './install.ts';
import { basename, dirname, link, ln, readlink, realpath, which } from './links.ts';
import { ls } from './ls.ts';
import { mkdir, mkfifo, mknod, rmdir } from './make.ts';
import { mktemp, mount, sync, truncate, umount } from './mounting.ts';
import { mountpoint } from './mountpoint.ts';
import { rm, unlink } from './rm.ts';
import { df } from './space.ts';
import { stat } from './stat.ts';
import { touch } from './touch.ts';
import { tree } from './tree.ts';

/** Name of a command → its program. */
export const fileCommands: Readonly<Record<string, Program>> = {
  basename,
  chgrp,
  chmod,
  chown,
  cp,
  dd,
  df,
  dirname,
  du,
  file,
  find,
  install,
  link,
  ln,
  ls,
  mkdir,
  mkfifo,
  mknod,
  mktemp,
  mount,
  mountpoint,
  mv,
  readlink,
  realpath,
  rm,
  rmdir,
  stat,
  sync,
  touch,
  tree,
  truncate,
  umount,
  unlink,
  which,
};
