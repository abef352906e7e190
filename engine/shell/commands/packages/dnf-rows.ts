import type { Package } from './catalogue.ts';
import { architectureOf } from './rpm-database.ts';

/** Columns that dnf fills where there is no terminal. */
export const WIDTH = 80;
const RULE = '='.repeat(WIDTH);

/** `name   2.1 MB/s | 789 kB     00:01    ` */
export function downloadRow(name: string, kilobytes: number, ms: number): string {
  const rate = amount((kilobytes * 1000) / ms);
  const time = `00:${String(Math.floor(ms / 1000)).padStart(2, '0')}`;
  return `${name.slice(0, 46).padEnd(46)} ${rate}B/s | ${amount(kilobytes)}B     ${time}    \n`;
}

/** Four characters and a unit. */
export function amount(kilobytes: number): string {
  if (kilobytes < 1000) return `${String(Math.round(kilobytes)).padStart(3)} k`;
  return `${(kilobytes / 1000).toFixed(1).padStart(3)} M`;
}

/** The table of what is going to be done. */
export function plan(title: string, count: string, chosen: readonly (readonly [string, Package])[]): string {
  const name = Math.max(10, ...chosen.map(([each]) => each.length + 1));
  const version = Math.max(10, ...chosen.map(([, each]) => each.version.length + 1));
  const row = (first: string, arch: string, third: string, repository: string, size: string) =>
    ` ${first.padEnd(name)} ${arch.padEnd(13)} ${third.padEnd(version)} ${repository.padEnd(13)} ${size.padStart(6)}\n`;
  const rows = chosen
    .map(([each, found]) =>
      row(each, architectureOf(each), found.version, 'appstream', amount(found.downloadKb)),
    )
    .join('');
  const number = `${count}  ${chosen.length} Package${chosen.length === 1 ? '' : 's'}\n`;
  return `${RULE}\n${row('Package', 'Architecture', 'Version', 'Repository', 'Size')}${RULE}\n${title}:\n${rows}\nTransaction Summary\n${RULE}\n${number}\n`;
}

/** A line of the transaction. */
export function step(what: string, name: string, number: number, count: number): string {
  const end = `${number}/${count} `;
  return `${`  ${what.padEnd(16)} : ${name}`.padEnd(WIDTH - end.length)}${end}\n`;
}
