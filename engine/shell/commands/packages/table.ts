import type { Program } from '../../../linux/system.ts';
import { apk } from './apk.ts';
import { apt, aptGet } from './apt.ts';
import { aptCache } from './apt-search.ts';
import { dnf } from './dnf.ts';
import { dpkg } from './dpkg.ts';
import { npm, npx } from './npm.ts';
import { pip } from './pip.ts';
import { rpm } from './rpm.ts';

/** Name of a command → its program. */
export const packageCommands: Readonly<Record<string, Program>> = {
  apk,
  apt,
  'apt-cache': aptCache,
  'apt-get': aptGet,
  dnf,
  dpkg,
  microdnf: dnf,
  npm,
  npx,
  pip,
  pip3: pip,
  rpm,
  yum: dnf,
};
