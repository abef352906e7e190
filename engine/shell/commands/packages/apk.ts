import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import { textOf } from '../system/proc-files.ts';
import { alpinePackages } from './alpine.ts';
import { packageNamed, withNeeds } from './catalogue.ts';
import {
  begin,
  downloadMs,
  goOn,
  installed,
  line,
  makeFolders,
  type Paced,
  type PacedLine,
  reach,
} from './paced.ts';

const database = '/lib/apk/db';
const installedFile = `${database}/installed`;
const world = '/etc/apk/world';
const indexFile = '/var/cache/apk/APKINDEX';
const server = 'dl-cdn.alpinelinux.org';
const INDEX_KB = 2400;
/** The base system: what it takes, in kilobytes, and how many packages it is. */
const BASE_KB = 7400;
const BASE_PACKAGES = 16;
const BUSYBOX = 'busybox-1.37.0-r18';

const usage = `apk-tools 2.14.9, compiled for x86_64.

usage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]

Package installation and removal:
  add        Add packages to WORLD and commit changes
  del        Remove packages from WORLD and commit changes

System maintenance:
  update     Update repository indexes
  upgrade    Install upgrades available from repositories

Querying package information:
  info       Give detailed information about packages or repositories
  search     Search for packages by name or description
`;

export const apk: Program<Paced> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const flags = words.filter((word) => word.startsWith('-'));
    const [command, ...names] = operands(words);
    if (flags.includes('--version') || flags.includes('-V'))
      throw new Quit('apk-tools 2.14.9, compiled for x86_64.\n', 0, 'out');
    const run = command === undefined || !Object.hasOwn(commands, command) ? undefined : commands[command];
    if (run === undefined) {
      if (command === undefined) throw new Quit(usage, 1, 'out');
      throw new Quit(`ERROR: '${command}' is not an apk command. See 'apk --help'.\n`, 1);
    }
    return run(system, names, flags);
  },
  step: goOn,
});

const withValue = new Set(['-t', '--virtual', '-X', '--repository', '-p', '--root']);

function operands(words: readonly string[]): string[] {
  return words.filter((word, index) => !word.startsWith('-') && !withValue.has(words[index - 1] ?? ''));
}

type Command = (system: System, names: string[], flags: readonly string[]) => Next<Paced>;

const commands: Readonly<Record<string, Command>> = {
  add,
  del: remove,
  update: (system) =>
    begin(
      system,
      [...fetchLines(system), line(`OK: 25395 distinct packages available\n`)],
      troubled(system) ? 1 : 0,
    ),
  upgrade: (system) => begin(system, [...fetchLines(system), line(`${summary(readInstalled(system))}\n`)], 0),
  info: (system, names, flags) => {
    const all = readInstalled(system);
    if (names.length === 0) {
      return begin(
        system,
        [
          line(
            [...all]
              .map(([name, version]) => `${flags.includes('-v') ? `${name}-${version}` : name}\n`)
              .join(''),
          ),
        ],
        0,
      );
    }
    const missing = names.some((name) => !all.has(name));
    const lines = names
      .filter((name) => all.has(name))
      .map((name) => {
        const found = packageNamed(alpinePackages, name);
        return line(
          `${name}-${all.get(name)} description:\n${found?.about || name}\n\n${name}-${all.get(name)} installed size:\n${found?.installedKb ?? 0} KiB\n\n`,
        );
      });
    return begin(system, lines, missing ? 1 : 0);
  },
  search: (system, names) => {
    const found = Object.entries(alpinePackages).filter(([name]) =>
      names.every((part) => name.includes(part)),
    );
    return begin(system, [line(found.map(([name, { version }]) => `${name}-${version}\n`).join(''))], 0);
  },
};

function checkRoot(system: System): void {
  if (system.uid !== 0) {
    throw new Quit(
      'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n',
      99,
    );
  }
}

function troubled(system: System): boolean {
  return reach(system, server).trouble !== undefined;
}

function repositories(system: System): string[] {
  const lines = (textOf(system, '/etc/apk/repositories') ?? '').split('\n');
  return lines.map((each) => each.trim()).filter((each) => /^https?:/.test(each));
}

function fetchLines(system: System): PacedLine[] {
  checkRoot(system);
  const { latencyMs, trouble } = reach(system, server);
  return repositories(system).flatMap((url) => {
    const index = `${url}/x86_64/APKINDEX.tar.gz`;
    const fetched = line(`fetch ${index}\n`, 0);
    if (trouble === undefined) return [fetched, line('', latencyMs + downloadMs(INDEX_KB / 2))];
    const why =
      trouble === 'name'
        ? 'DNS: transient error (try again later)'
        : 'network error (check Internet connection and firewall)';
    return [fetched, { text: `WARNING: fetching ${url}: ${why}\n`, afterMs: latencyMs, error: true }];
  });
}

function readInstalled(system: System): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', version = ''] of (textOf(system, installedFile) ?? '').matchAll(
    /^P:(\S+)\nV:(\S+)/gm,
  ))
    found.set(name, version);
  return found;
}

function databaseText(all: ReadonlyMap<string, string>): string {
  return [...all].map(([name, version]) => `P:${name}\nV:${version}\nA:x86_64\n\n`).join('');
}

function summary(all: ReadonlyMap<string, string>): string {
  const kilobytes = [...all.keys()].reduce(
    (sum, name) => sum + (packageNamed(alpinePackages, name)?.installedKb ?? 0),
    BASE_KB,
  );
  return `OK: ${Math.round(kilobytes / 1024)} MiB in ${BASE_PACKAGES + all.size} packages`;
}

function add(system: System, names: string[], flags: readonly string[]): Next<Paced> {
  checkRoot(system);
  const all = readInstalled(system);
  const cached = textOf(system, indexFile) !== undefined;
  const noCache = flags.includes('--no-cache') || flags.includes('-U') || flags.includes('--update');
  const lines: PacedLine[] = cached && !noCache ? [] : fetchLines(system);
  const plain = names.map((name) => name.replace(/[=<>~@].*$/, ''));
  const unknown = plain.filter((name) => packageNamed(alpinePackages, name) === undefined);
  if (unknown.length > 0 || troubled(system)) {
    const missing = (unknown.length > 0 && !troubled(system) ? unknown : plain).map(
      (name) => `  ${name} (no such package):\n    required by: world[${name}]\n`,
    );
    return begin(
      system,
      [...lines, { text: `ERROR: unable to select packages:\n${missing.join('')}`, afterMs: 0, error: true }],
      missing.length,
    );
  }
  const order = withNeeds(alpinePackages, plain, new Set(all.keys()));
  for (const [index, name] of order.entries()) {
    const found = packageNamed(alpinePackages, name);
    if (found === undefined) continue;
    all.set(name, found.version);
    lines.push(
      line(
        `(${index + 1}/${order.length}) Installing ${name} (${found.version})\n`,
        downloadMs(found.downloadKb),
      ),
      installed('', found),
    );
  }
  if (order.length > 0) lines.push(line(`Executing ${BUSYBOX}.trigger\n`, 50));
  if (order.includes('ca-certificates'))
    lines.push(line(`Executing ca-certificates-${all.get('ca-certificates')}.trigger\n`, 200));
  makeFolders(system, database);
  const wanted = new Set([
    ...(textOf(system, world) ?? '').split('\n').filter((word) => word !== ''),
    ...plain,
  ]);
  lines.push({ text: '', afterMs: 0, write: { path: installedFile, text: databaseText(all) } });
  lines.push({
    text: '',
    afterMs: 0,
    write: {
      path: world,
      text: [...wanted]
        .toSorted()
        .map((name) => `${name}\n`)
        .join(''),
    },
  });
  lines.push(line(`${summary(all)}\n`));
  return begin(system, lines, 0);
}

function remove(system: System, names: string[]): Next<Paced> {
  checkRoot(system);
  const all = readInstalled(system);
  const present = names.filter((name) => all.has(name));
  const lines: PacedLine[] = present.map((name, index) => {
    const found = packageNamed(alpinePackages, name);
    const text = `(${index + 1}/${present.length}) Purging ${name} (${all.get(name)})\n`;
    all.delete(name);
    return { text, afterMs: 20, remove: Object.keys(found?.executables ?? {}) };
  });
  if (present.length > 0) lines.push(line(`Executing ${BUSYBOX}.trigger\n`, 50));
  makeFolders(system, database);
  const wanted = (textOf(system, world) ?? '')
    .split('\n')
    .filter((name) => name !== '' && !names.includes(name));
  lines.push({ text: '', afterMs: 0, write: { path: installedFile, text: databaseText(all) } });
  lines.push({
    text: `${summary(all)}\n`,
    afterMs: 0,
    write: { path: world, text: wanted.map((name) => `${name}\n`).join('') },
  });
  return begin(system, lines, 0);
}
