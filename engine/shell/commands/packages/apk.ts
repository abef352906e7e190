import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import { formatTime } from '../system/calendar.ts';
import { textOf } from '../system/proc-files.ts';
import { alpinePackages } from './alpine.ts';
import {
  baseVersions,
  busyboxPackage,
  neededBy,
  needing,
  plainName,
  readInstalled,
  readWorld,
  summary,
  versions,
  written,
} from './apk-database.ts';
import { packageNamed, withNeeds } from './catalogue.ts';
import { begin, downloadMs, goOn, installed, line, type Paced, type PacedLine, reach } from './paced.ts';

const indexFile = '/var/cache/apk/APKINDEX';
const server = 'dl-cdn.alpinelinux.org';
const INDEX_KB = 2400;

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
  fix: (system) => {
    checkRoot(system);
    return begin(system, [line(`${summary(readInstalled(system))}\n`)], 0);
  },
  info,
  search: (system, names) => {
    const found = Object.entries(alpinePackages).filter(([name]) =>
      names.every((part) => name.includes(part)),
    );
    return begin(system, [line(found.map(([name, { version }]) => `${name}-${version}\n`).join(''))], 0);
  },
};

function info(system: System, names: string[], flags: readonly string[]): Next<Paced> {
  const all = new Map([...baseVersions(system), ...versions(readInstalled(system))]);
  const there = names.filter((name) => all.has(name));
  const code = there.length < names.length ? 1 : 0;
  if (names.length === 0 || flags.includes('-e') || flags.includes('--installed')) {
    const shown = names.length === 0 ? [...all.keys()] : there;
    const rows = shown.map((name) => (flags.includes('-v') ? `${name}-${all.get(name)}\n` : `${name}\n`));
    return begin(system, [line(rows.join(''))], code);
  }
  const lines = there.map((name) => {
    const found = packageNamed(alpinePackages, name);
    const full = `${name}-${all.get(name)}`;
    return line(
      `${full} description:\n${found?.about || name}\n\n${full} installed size:\n${found?.installedKb ?? 0} KiB\n\n`,
    );
  });
  return begin(system, lines, code);
}

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

function add(system: System, names: string[], flags: readonly string[]): Next<Paced> {
  checkRoot(system);
  const all = readInstalled(system);
  const cached = textOf(system, indexFile) !== undefined;
  const noCache = flags.includes('--no-cache') || flags.includes('-U') || flags.includes('--update');
  const lines: PacedLine[] = cached && !noCache ? [] : fetchLines(system);
  const problems = unselectable(names, troubled(system));
  if (problems.length > 0) {
    const text = `ERROR: unable to select packages:\n${problems.join('')}`;
    return begin(system, [...lines, { text, afterMs: 0, error: true }], problems.length);
  }
  const virtual = virtualName(system);
  const order = withNeeds(alpinePackages, names.map(plainName), new Set(all.keys()));
  const count = order.length + (virtual === undefined ? 0 : 1);
  for (const [index, name] of order.entries()) {
    const found = packageNamed(alpinePackages, name);
    if (found === undefined) continue;
    all.set(name, { version: found.version, needs: found.needs });
    const text = `(${index + 1}/${count}) Installing ${name} (${found.version})\n`;
    lines.push(line(text, downloadMs(found.downloadKb)), installed('', found));
  }
  if (virtual !== undefined) {
    const version = formatTime('%Y%m%d.%H%M%S', system.now);
    all.set(virtual, { version, needs: names });
    lines.push(line(`(${count}/${count}) Installing ${virtual} (${version})\n`));
  }
  if (count > 0) lines.push(line(`Executing ${busyboxPackage(system)}.trigger\n`, 50));
  if (order.includes('ca-certificates'))
    lines.push(line(`Executing ca-certificates-${all.get('ca-certificates')?.version}.trigger\n`, 200));
  const added = virtual === undefined ? names : [virtual];
  const others = readWorld(system).filter((word) => !added.map(plainName).includes(plainName(word)));
  lines.push(...written(system, all, [...others, ...added]), line(`${summary(all)}\n`));
  return begin(system, lines, 0);
}

/** `-t NAME`: packages that are removed together by that name. */
function virtualName({ argv }: System): string | undefined {
  const at = argv.findIndex((word) => /^(?:-t|--virtual(?:=.*)?)$/s.test(word));
  if (at < 0) return undefined;
  const [, attached] = /^--virtual=(.*)$/s.exec(argv[at] ?? '') ?? [];
  return attached ?? argv[at + 1];
}

/** Why packages can't be chosen. @param unreachable the server: none are known */
function unselectable(names: readonly string[], unreachable: boolean): string[] {
  const unknown = names.filter((name) => packageNamed(alpinePackages, plainName(name)) === undefined);
  const missing = unknown.length > 0 && !unreachable ? unknown : unreachable ? names : [];
  const absent = missing.map(
    (name) => `  ${plainName(name)} (no such package):\n    required by: world[${name}]\n`,
  );
  if (absent.length > 0) return absent;
  return names.flatMap((word) => {
    const [, name = '', sign = '', wanted = ''] = /^([^=<>~@]+)(=|~=?)(.+)$/s.exec(word) ?? [];
    const version = packageNamed(alpinePackages, name)?.version ?? '';
    const fits = sign === '=' ? version === wanted : version.startsWith(wanted);
    return fits ? [] : [`  ${name}-${version}:\n    breaks: world[${word}]\n`];
  });
}

/** What nobody asked for any more goes, too. */
function remove(system: System, names: string[]): Next<Paced> {
  checkRoot(system);
  const all = readInstalled(system);
  const wanted = readWorld(system).filter((word) => !names.includes(plainName(word)));
  const kept = neededBy(all, wanted);
  const gone = [...all].filter(([name]) => !kept.has(name)).reverse();
  const lines: PacedLine[] = gone.map(([name, { version }], index) => {
    const text = `(${index + 1}/${gone.length}) Purging ${name} (${version})\n`;
    all.delete(name);
    return { text, afterMs: 20, remove: Object.keys(packageNamed(alpinePackages, name)?.executables ?? {}) };
  });
  const stays = names.filter((name) => kept.has(name));
  if (stays.length > 0) {
    const why = stays.map((name) => `  ${name}: ${needing(all, name).join(' ')}\n`).join('');
    lines.push(line(`World updated, but the following packages are not removed due to:\n${why}\n`));
  }
  if (gone.length > 0) lines.push(line(`Executing ${busyboxPackage(system)}.trigger\n`, 50));
  lines.push(...written(system, all, wanted), line(`${summary(all)}\n`));
  return begin(system, lines, 0);
}
