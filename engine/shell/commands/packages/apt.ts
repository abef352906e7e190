import { systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded, immediate } from '../command.ts';
import { Quit } from '../options.ts';
import { textOf } from '../system/proc-files.ts';
import { type Catalogue, debianPackages, type Package, packageNamed, withNeeds } from './catalogue.ts';
import { readStatus, statusFile, statusText } from './dpkg.ts';
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

const lists = '/var/lib/apt/lists';
const FAILED = 100;
/** Files of the base system, as dpkg counts them. */
const BASE_FILES = 6090;
const READING_MS = 400;

interface Distribution {
  readonly host: string;
  readonly base: string;
  readonly release: string;
  /** What `update` fetches: name → kilobytes. */
  readonly indexes: readonly (readonly [url: string, name: string, kilobytes: number])[];
}

function distribution(system: System): Distribution {
  const release = textOf(system, '/etc/os-release') ?? '';
  const codename = /^VERSION_CODENAME=(\S+)/m.exec(release)?.[1] ?? 'bookworm';
  const ubuntu = /^ID=ubuntu/m.test(release);
  const host = ubuntu ? 'archive.ubuntu.com' : 'deb.debian.org';
  const base = `http://${host}/${ubuntu ? 'ubuntu' : 'debian'}`;
  const security = ubuntu ? 'http://security.ubuntu.com/ubuntu' : `http://${host}/debian-security`;
  return {
    host,
    base,
    release: codename,
    indexes: [
      [base, `${codename} InRelease`, ubuntu ? 270 : 151],
      [base, `${codename}-updates InRelease`, ubuntu ? 128 : 55.4],
      [security, `${codename}-security InRelease`, ubuntu ? 129 : 48],
      [base, `${codename}/main amd64 Packages`, ubuntu ? 1792 : 8793],
      [base, `${codename}-updates/main amd64 Packages`, ubuntu ? 1500 : 6.9],
      [security, `${codename}-security/main amd64 Packages`, ubuntu ? 1300 : 281],
    ],
  };
}

function aptProgram(friendly: boolean): Program<Paced> {
  return guarded({
    start(system) {
      if (friendly && !system.isTerminal(1)) {
        system.write(
          2,
          '\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n',
        );
      }
      const words = system.argv.slice(1);
      const flags = words.filter((word) => word.startsWith('-'));
      const [command, ...names] = words.filter(
        (word, index) => !word.startsWith('-') && !/^-[ot]$/.test(words[index - 1] ?? ''),
      );
      const run = command === undefined || !Object.hasOwn(commands, command) ? undefined : commands[command];
      if (run !== undefined) return run(system, names, flags, friendly);
      if (command === undefined)
        throw new Quit(
          `apt 2.6.1 (amd64)\nUsage: ${friendly ? 'apt [options] command' : 'apt-get [options] command\n       apt-get [options] install|remove pkg1 [pkg2 ...]'}\n`,
          0,
          'out',
        );
      throw new Quit(`E: Invalid operation ${command}\n`, FAILED);
    },
    step: goOn,
  });
}

export const aptGet = aptProgram(false);
export const apt = aptProgram(true);

type Command = (system: System, names: string[], flags: readonly string[], friendly: boolean) => Next<Paced>;

const commands: Readonly<Record<string, Command>> = {
  update,
  install,
  remove: (system, names) => remove(system, names),
  purge: (system, names) => remove(system, names),
  upgrade: (system) => begin(system, [...reading(system), line(counts(0, 0))], 0),
  'dist-upgrade': (system) => begin(system, [...reading(system), line(counts(0, 0))], 0),
  autoremove: (system) => begin(system, [...reading(system), line(counts(0, 0))], 0),
  clean: (system) => begin(system, [], 0),
  autoclean: (system) => begin(system, reading(system), 0),
  list: (system, _, flags) => {
    const all = readStatus(system);
    const known = Object.entries(debianPackages).filter(
      ([name]) => !flags.includes('--installed') || all.has(name),
    );
    const rows = known.map(
      ([name, { version }]) =>
        `${name}/${distribution(system).release} ${version} amd64${all.has(name) ? ' [installed]' : ''}\n`,
    );
    return begin(
      system,
      [line(`Listing...${system.isTerminal(1) ? ' Done' : ''}\n`, READING_MS), line(rows.join(''))],
      0,
    );
  },
};

function checkRoot(system: System, what: 'dpkg' | 'lists'): void {
  if (system.uid === 0) return;
  const text =
    what === 'dpkg'
      ? 'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n'
      : 'Reading package lists...\nE: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/\n';
  throw new Quit(text, FAILED);
}

function reading(system: System): PacedLine[] {
  const done = system.isTerminal(1) ? ' Done' : '';
  return [
    line(`Reading package lists...${done}\n`, READING_MS),
    line(`Building dependency tree...${done}\n`, 100),
    line(`Reading state information...${done}\n`),
  ];
}

function kilobytes(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} MB`;
  return value < 100 && !Number.isInteger(value) ? `${value.toFixed(1)} kB` : `${Math.round(value)} kB`;
}

function update(system: System): Next<Paced> {
  checkRoot(system, 'lists');
  const { host, indexes } = distribution(system);
  const { latencyMs, trouble } = reach(system, host);
  const done = system.isTerminal(1) ? ' Done' : '';
  if (trouble !== undefined) return updateFailed(system, indexes, host, latencyMs, trouble);
  let total = 0;
  let elapsed = latencyMs;
  const lines = indexes.map(([url, name, size], index) => {
    const afterMs = downloadMs(size);
    total += size;
    elapsed += afterMs;
    return line(
      `Get:${index + 1} ${url} ${name} [${kilobytes(size)}]\n`,
      afterMs + (index === 0 ? latencyMs : 0),
    );
  });
  lines.push(line(fetched(total, elapsed)), line(`Reading package lists...${done}\n`, READING_MS));
  makeFolders(system, lists);
  const path = `${lists}/${host}_dists_${distribution(system).release}_main_binary-amd64_Packages`;
  lines.push({ text: '', afterMs: 0, write: { path, text: packagesText(debianPackages) } });
  return begin(system, lines, 0);
}

function packagesText(catalogue: Catalogue): string {
  return Object.entries(catalogue)
    .map(([name, { version }]) => `Package: ${name}\nVersion: ${version}\n\n`)
    .join('');
}

function updateFailed(
  system: System,
  indexes: Distribution['indexes'],
  host: string,
  latencyMs: number,
  trouble: 'name' | 'route',
): Next<Paced> {
  const releases = indexes.filter(([, name]) => name.endsWith('InRelease'));
  const why =
    trouble === 'name'
      ? `Temporary failure resolving '${host}'`
      : `Could not connect to ${host}:80, connection timed out`;
  const lines = releases.map(([url, name], index) =>
    line(`Err:${index + 1} ${url} ${name}\n  ${why}\n`, index === 0 ? latencyMs : 0),
  );
  lines.push(line(`Reading package lists...\n`, READING_MS));
  const failed = releases
    .map(([url, name]) => `W: Failed to fetch ${url}/dists/${name.replace(' ', '/')}  ${why}\n`)
    .join('');
  const warning =
    'W: Some index files failed to download. They have been ignored, or old ones used instead.\n';
  lines.push({ text: failed + warning, afterMs: 0, error: true });
  return begin(system, lines, 0);
}

function fetched(total: number, elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return `Fetched ${kilobytes(total)} in ${seconds}s (${kilobytes((total * 1000) / Math.max(1, elapsedMs))}/s)\n`;
}

function counts(fresh: number, gone: number): string {
  return `0 upgraded, ${fresh} newly installed, ${gone} to remove and 0 not upgraded.\n`;
}

function hasLists(system: System): boolean {
  try {
    return system.readDirectory(lists).some(({ name }) => name.endsWith('_Packages'));
  } catch (error) {
    systemError(error);
    return false;
  }
}

function install(system: System, names: string[], flags: readonly string[]): Next<Paced> {
  checkRoot(system, 'dpkg');
  const all = readStatus(system);
  const plain = [...new Set(names.map((name) => name.replace(/[=/:].*$/, '')))];
  const known = hasLists(system);
  const unknown = plain.filter(
    (name) => !all.has(name) && (!known || packageNamed(debianPackages, name) === undefined),
  );
  const lines = reading(system);
  if (unknown.length > 0) {
    lines.push({
      text: unknown.map((name) => `E: Unable to locate package ${name}\n`).join(''),
      afterMs: 0,
      error: true,
    });
    return begin(system, lines, FAILED);
  }
  for (const name of plain.filter((each) => all.has(each)))
    lines.push(line(`${name} is already the newest version (${all.get(name)}).\n`));
  const order = withNeeds(debianPackages, plain, new Set(all.keys()));
  const extra = order.filter((name) => !plain.includes(name));
  if (extra.length > 0)
    lines.push(line(`The following additional packages will be installed:\n${wrapped(extra)}`));
  if (order.length > 0)
    lines.push(line(`The following NEW packages will be installed:\n${wrapped(order.toSorted())}`));
  lines.push(line(counts(order.length, 0)));
  if (order.length === 0) return begin(system, lines, 0);
  const packages = order.flatMap((name): (readonly [string, Package])[] => {
    const found = packageNamed(debianPackages, name);
    return found === undefined ? [] : [[name, found]];
  });
  const download = packages.reduce((sum, [, each]) => sum + each.downloadKb, 0);
  const disk = packages.reduce((sum, [, each]) => sum + each.installedKb, 0);
  lines.push(
    line(
      `Need to get ${kilobytes(download)} of archives.\nAfter this operation, ${kilobytes(disk)} of additional disk space will be used.\n`,
    ),
  );
  const agreed = flags.some((flag) => /^(?:-(?=[a-z]*y)[a-z]*|--yes|--assume-yes|-qq)$/.test(flag));
  if (!agreed && extra.length > 0)
    return begin(system, [...lines, line('Do you want to continue? [Y/n] Abort.\n')], 1);
  return begin(system, [...lines, ...unpacking(system, packages, all, download)], 0);
}

function unpacking(
  system: System,
  packages: readonly (readonly [string, Package])[],
  all: Map<string, string>,
  download: number,
): PacedLine[] {
  const { base, release } = distribution(system);
  let elapsed = 0;
  const lines = packages.map(([name, each], index) => {
    const afterMs = downloadMs(each.downloadKb);
    elapsed += afterMs;
    return line(
      `Get:${index + 1} ${base} ${release}/main amd64 ${name} amd64 ${each.version} [${kilobytes(each.downloadKb)}]\n`,
      afterMs,
    );
  });
  lines.push({
    text: 'debconf: delaying package configuration, since apt-utils is not installed\n',
    afterMs: 0,
    error: true,
  });
  lines.push(line(fetched(download, elapsed)));
  for (const [index, [name, each]] of packages.entries()) {
    lines.push(line(`Selecting previously unselected package ${name}.\n`, 30));
    if (index === 0)
      lines.push(
        line(
          `(Reading database ... ${BASE_FILES + 40 * all.size} files and directories currently installed.)\n`,
          50,
        ),
      );
    lines.push(
      line(`Preparing to unpack .../${name}_${each.version.replace(':', '%3a')}_amd64.deb ...\n`, 20),
    );
    lines.push(installed(`Unpacking ${name} (${each.version}) ...\n`, each));
  }
  for (const [name, each] of packages) {
    all.set(name, each.version);
    lines.push(line(`Setting up ${name} (${each.version}) ...\n`, 40));
  }
  makeFolders(system, '/var/lib/dpkg');
  lines.push({ text: '', afterMs: 0, write: { path: statusFile, text: statusText(all) } });
  return lines;
}

function wrapped(names: readonly string[]): string {
  return `  ${names.join(' ')}\n`;
}

function remove(system: System, names: string[]): Next<Paced> {
  checkRoot(system, 'dpkg');
  const all = readStatus(system);
  const lines = reading(system);
  const unknown = names.filter((name) => !all.has(name) && packageNamed(debianPackages, name) === undefined);
  if (unknown.length > 0) {
    return begin(
      system,
      [
        ...lines,
        {
          text: unknown.map((name) => `E: Unable to locate package ${name}\n`).join(''),
          afterMs: 0,
          error: true,
        },
      ],
      FAILED,
    );
  }
  const present = names.filter((name) => all.has(name));
  for (const name of names.filter((each) => !all.has(each)))
    lines.push(line(`Package '${name}' is not installed, so not removed\n`));
  if (present.length > 0) lines.push(line(`The following packages will be REMOVED:\n${wrapped(present)}`));
  lines.push(line(counts(0, present.length)));
  for (const name of present) {
    const found = packageNamed(debianPackages, name);
    lines.push({
      text: `Removing ${name} (${all.get(name)}) ...\n`,
      afterMs: 60,
      remove: Object.keys(found?.executables ?? {}),
    });
    all.delete(name);
  }
  if (present.length > 0)
    lines.push({ text: '', afterMs: 0, write: { path: statusFile, text: statusText(all) } });
  return begin(system, lines, 0);
}

export const aptCache = immediate((system) => {
  const [command, ...names] = system.argv.slice(1);
  if (command !== 'search' && command !== 'show' && command !== 'policy')
    throw new Quit(`E: Invalid operation ${command ?? ''}\n`, FAILED);
  if (!hasLists(system)) {
    if (command === 'search') return 0;
    throw new Quit(
      names.map((name) => `N: Unable to locate package ${name}\n`).join('') +
        (command === 'show' ? 'E: No packages found\n' : ''),
      command === 'show' ? FAILED : 0,
    );
  }
  const found = Object.entries(debianPackages).filter(([name]) =>
    names.some((part) => (command === 'search' ? name.includes(part) : name === part)),
  );
  for (const [name, each] of found) {
    if (command === 'search') system.write(1, `${name} - ${each.about}\n`);
    else
      system.write(
        1,
        `Package: ${name}\nVersion: ${each.version}\nInstalled-Size: ${each.installedKb}\nDescription: ${each.about}\n\n`,
      );
  }
  return 0;
});
