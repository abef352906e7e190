import type { System } from '../../../linux/system.ts';
import { textOf } from '../system/proc-files.ts';
import { alpinePackages } from './alpine.ts';
import { packageNamed } from './catalogue.ts';
import { makeFolders, type PacedLine } from './paced.ts';

const database = '/lib/apk/db';
const installedFile = `${database}/installed`;
const world = '/etc/apk/world';
/** What the base system takes, in kilobytes. */
const BASE_KB = 7400;

/** The base system: packages and their versions. */
const base: Readonly<Record<string, string>> = {
  'alpine-baselayout': '3.7.0-r0',
  'alpine-baselayout-data': '3.7.0-r0',
  'alpine-keys': '2.5-r0',
  'alpine-release': '',
  'apk-tools': '2.14.9-r2',
  busybox: '',
  'busybox-binsh': '',
  'ca-certificates-bundle': '20250619-r0',
  libapk2: '2.14.9-r2',
  libcrypto3: '3.5.1-r0',
  libssl3: '3.5.1-r0',
  musl: '1.2.5-r10',
  'musl-utils': '1.2.5-r10',
  scanelf: '1.3.8-r1',
  ssl_client: '',
  zlib: '1.3.1-r2',
};

/** A package that is there: of a virtual one, `needs` are the names that it was made for. */
interface InstalledPackage {
  readonly version: string;
  readonly needs: readonly string[];
}

export type InstalledPackages = Map<string, InstalledPackage>;

export function readInstalled(system: System): InstalledPackages {
  const found: InstalledPackages = new Map();
  for (const [, name = '', version = '', needs = ''] of (textOf(system, installedFile) ?? '').matchAll(
    /^P:(\S+)\nV:(\S+)\nA:x86_64\n(?:D:(.*)\n)?/gm,
  ))
    found.set(name, { version, needs: needs.split(' ').filter((word) => word !== '') });
  return found;
}

function databaseText(all: InstalledPackages): string {
  return [...all]
    .map(([name, { needs, version }]) => {
      const depends = needs.length === 0 ? '' : `D:${needs.join(' ')}\n`;
      return `P:${name}\nV:${version}\nA:x86_64\n${depends}\n`;
    })
    .join('');
}

/** What was asked for, with versions where they were. */
export function readWorld(system: System): string[] {
  return (textOf(system, world) ?? '').split('\n').filter((word) => word !== '');
}

/** Lines that write what is there, and what was asked for. */
export function written(system: System, all: InstalledPackages, wanted: readonly string[]): PacedLine[] {
  makeFolders(system, database);
  const text = [...new Set(wanted)].toSorted().map((word) => `${word}\n`);
  return [
    { text: '', afterMs: 0, write: { path: installedFile, text: databaseText(all) } },
    { text: '', afterMs: 0, write: { path: world, text: text.join('') } },
  ];
}

/** Without a version that it has to have. */
export function plainName(word: string): string {
  return word.replace(/[=<>~@].*$/s, '');
}

/** All that these need, and they themselves. */
export function neededBy(all: InstalledPackages, words: readonly string[]): ReadonlySet<string> {
  const kept = new Set<string>();
  const waiting = words.map(plainName);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const found = all.get(name);
    if (found === undefined || kept.has(name)) continue;
    kept.add(name);
    waiting.push(...found.needs.map(plainName));
  }
  return kept;
}

export function needing(all: InstalledPackages, name: string): string[] {
  return [...all].flatMap(([other, { needs }]) => (needs.map(plainName).includes(name) ? [other] : []));
}

export function versions(all: InstalledPackages): Map<string, string> {
  return new Map([...all].map(([name, { version }]) => [name, version]));
}

export function baseVersions(system: System): Map<string, string> {
  const release = textOf(system, '/etc/alpine-release')?.trim() ?? '3.22.0';
  return new Map(
    Object.entries(base).map(([name, version]) => {
      if (name === 'alpine-release') return [name, `${release}-r0`];
      return [name, version === '' ? busyboxVersion(system) : version];
    }),
  );
}

export function busyboxPackage(system: System): string {
  return `busybox-${busyboxVersion(system)}`;
}

function busyboxVersion(system: System): string {
  const path = system.findExecutable('/bin/busybox');
  return (path === undefined ? undefined : system.stat(path).executable?.version) ?? '1.37.0-r18';
}

export function summary(all: InstalledPackages): string {
  const kilobytes = [...all.keys()].reduce(
    (sum, name) => sum + (packageNamed(alpinePackages, name)?.installedKb ?? 0),
    BASE_KB,
  );
  return `OK: ${Math.round(kilobytes / 1024)} MiB in ${Object.keys(base).length + all.size} packages`;
}
