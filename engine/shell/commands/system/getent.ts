import type { System } from '../../../linux/system.ts';
import { immediate } from '../command.ts';
import { lookUp, nameOf } from '../network/names.ts';
import { Quit } from '../options.ts';
import { textOf } from './proc-files.ts';

const NOT_FOUND = 2;

export const getent = immediate((system) => {
  const [database, ...keys] = system.argv.slice(1).filter((word) => !word.startsWith('-'));
  if (database === undefined)
    throw new Quit(
      "getent: wrong number of arguments\nTry `getent --help' or `getent --usage' for more information.\n",
      1,
    );
  if (/^(?:hosts|ahosts|ahostsv4)$/.test(database)) return hosts(system, database, keys);
  const file = {
    passwd: '/etc/passwd',
    group: '/etc/group',
    shadow: '/etc/shadow',
    services: '/etc/services',
    protocols: '/etc/protocols',
  }[database];
  if (file === undefined)
    throw new Quit(
      `Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.\n`,
      1,
    );
  const lines = (textOf(system, file) ?? '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) {
    system.write(1, lines.map((line) => `${line}\n`).join(''));
    return 0;
  }
  let code = 0;
  for (const key of keys) {
    const found = lines.find((line) =>
      line.includes(':') ? isEntry(line.split(':'), key) : line.split(/\s+/)[0] === key,
    );
    if (found === undefined) code = NOT_FOUND;
    else system.write(1, `${found}\n`);
  }
  return code;
});

/** By name or number. */
function isEntry([name, , id]: readonly string[], key: string): boolean {
  return name === key || (/^\d+$/.test(key) && id === key);
}

function hosts(system: System, database: string, keys: readonly string[]): number {
  if (keys.length === 0) {
    const lines = (textOf(system, '/etc/hosts') ?? '')
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
    for (const [address = '', ...names] of lines)
      if (names.length > 0) system.write(1, `${address.padEnd(15)} ${names.join(' ')}\n`);
    return 0;
  }
  let code = 0;
  for (const key of keys) {
    if (/^\d+(?:\.\d+){3}$/.test(key) && database === 'hosts') {
      const name = nameOf(system, key);
      if (name === undefined) code = NOT_FOUND;
      else system.write(1, `${key.padEnd(15)} ${name}\n`);
      continue;
    }
    const found = lookUp(system, key);
    if ('problem' in found) code = NOT_FOUND;
    else if (database === 'hosts')
      system.write(
        1,
        found.addresses.map((address) => `${address.padEnd(15)} ${found.canonicalName}\n`).join(''),
      );
    else {
      const rows = found.addresses.flatMap((address, index) =>
        ['STREAM', 'DGRAM', 'RAW'].map(
          (type, place) =>
            `${address.padEnd(15)} ${type}${index === 0 && place === 0 ? `${' '.repeat(7 - type.length)}${found.canonicalName}` : ''}\n`,
        ),
      );
      system.write(1, rows.join(''));
    }
  }
  return code;
}
