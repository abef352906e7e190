import type { System } from '../../../linux/system.ts';
import { hasMusl } from './release.ts';

/** Applets that name a file they can't open as fopen(3)'s callers do: `NAME: words`. */
const plainly = new Set(
  (
    'base32 base64 cmp comm cut expand fold grep egrep fgrep head hexdump hd nl od paste rev sed shuf sort strings tac ' +
    'tee unexpand wc xxd zcat'
  ).split(' '),
);

export function cannotOpenWords(applet: string, name: string, message: string): string {
  return plainly.has(applet) ? `${name}: ${message}` : `can't open '${name}': ${message}`;
}

type Words = (name: string, message: string, system: System) => string;

const silent: Words = () => '';
const named: Words = (name, message) => `${name}: ${message}`;
const failedStream: Words = (name, _message, system) =>
  `${name}: ${hasMusl(system) ? 'I/O error' : 'Input/output error'}`;

/** What they say of a folder, or of whatever else opens and can't be read. Empty: nothing. */
const reading: Readonly<Record<string, Words>> = {
  awk: (_, message) => `cmd. line:1: ${message}`,
  base32: silent,
  base64: silent,
  cksum: named,
  cmp: (name) => `${name}: I/O error`,
  comm: silent,
  cut: silent,
  fold: failedStream,
  grep: silent,
  head: failedStream,
  md5sum: (name, message) => `can't read '${name}': ${message}`,
  nl: silent,
  od: (name) => `${name}: read error`,
  paste: silent,
  rev: silent,
  sed: silent,
  sha1sum: (name, message) => `can't read '${name}': ${message}`,
  sha256sum: (name, message) => `can't read '${name}': ${message}`,
  sha512sum: (name, message) => `can't read '${name}': ${message}`,
  shuf: silent,
  sort: silent,
  strings: silent,
  tac: named,
  uniq: (name) => `${name}: I/O error`,
  wc: named,
};

export function cannotReadWords(system: System, applet: string, name: string, message: string): string {
  return (reading[applet] ?? ((_, words) => `read error: ${words}`))(name, message, system);
}
