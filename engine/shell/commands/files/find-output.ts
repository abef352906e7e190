import type { System } from '../../../linux/system.ts';
import { names } from '../system/accounts.ts';
import { formatTime } from '../system/calendar.ts';
import type { Candidate } from './find-tests.ts';
import { blocksOf } from './listing.ts';
import { modeText } from './mode.ts';
import { parentOf } from './path.ts';

/** What is older is shown with its year. */
const HALF_YEAR_MS = 15_778_476_000;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '\0', '\\': '\\' };
const typeNames: Readonly<Record<string, string>> = {
  file: 'f',
  directory: 'd',
  'symbolic link': 'l',
  fifo: 'p',
  'character device': 'c',
  'block device': 'b',
  socket: 's',
};

/** A line of -ls. */
export function listed(system: System, { path, stat }: Candidate): string {
  const known = names(system);
  const ageMs = system.now - stat.modifiedMs;
  const recent = ageMs >= 0 && ageMs < HALF_YEAR_MS;
  const cells = [
    String(stat.inode).padStart(9),
    String(blocksOf(stat) / 2).padStart(6),
    modeText(stat),
    String(stat.links).padStart(3),
    known.user(stat.uid).padEnd(8),
    known.group(stat.gid).padEnd(8),
    String(stat.size).padStart(8),
    formatTime(recent ? '%b %e %H:%M' : '%b %e  %Y', stat.modifiedMs),
    path,
  ];
  return `${cells.join(' ')}${stat.type === 'symbolic link' ? ` -> ${system.readLink(path)}` : ''}\n`;
}

/** What -printf prints. */
export function printed(system: System, format: string, { path, name, depth, stat }: Candidate): string {
  const known = names(system);
  const values: Readonly<Record<string, () => string>> = {
    p: () => path,
    f: () => name,
    h: () => parentOf(path),
    // Below the starting point: as many components as it is deep.
    P: () => (depth === 0 ? '' : path.split('/').slice(-depth).join('/')),
    d: () => String(depth),
    s: () => String(stat.size),
    m: () => stat.mode.toString(8),
    M: () => modeText(stat),
    n: () => String(stat.links),
    i: () => String(stat.inode),
    y: () => typeNames[stat.type] ?? '?',
    u: () => known.user(stat.uid),
    g: () => known.group(stat.gid),
    U: () => String(stat.uid),
    G: () => String(stat.gid),
    l: () => (stat.type === 'symbolic link' ? system.readLink(path) : ''),
    t: () => formatTime('%a %b %e %H:%M:%S.%N %Y', stat.modifiedMs),
    '%': () => '%',
  };
  return format.replace(/\\(.)|%T([@+a-zA-Z])|%([a-zA-Z%])/g, (whole, escaped, time, letter) => {
    if (escaped !== undefined) return escapes[escaped] ?? whole;
    if (time === '@') return `${(stat.modifiedMs / 1000).toFixed(10)}`;
    if (time === '+') return formatTime('%Y-%m-%d+%H:%M:%S.%N0', stat.modifiedMs);
    if (time !== undefined) return formatTime(`%${time}`, stat.modifiedMs);
    return Object.hasOwn(values, letter) ? (values[letter]?.() ?? whole) : whole;
  });
}
