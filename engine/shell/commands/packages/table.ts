import type { Program } from '../../../linux/system.ts';
import { apk } from './apk.ts';
import { apt, aptCache, aptGet } from './apt.ts';
import { dpkg } from './dpkg.ts';

/** Name of a command → its program. */
export const packageCommands: Readonly<Record<string, Program>> = {
  apk,
  apt,
  'apt-cache': aptCache,
  'apt-get': aptGet,
  dpkg,
};
