import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import { formatTime } from '../system/calendar.ts';
import { textOf } from '../system/proc-files.ts';
import { type Package, packageNamed, withNeeds } from './catalogue.ts';
import { amount, downloadRow, plan, step, WIDTH } from './dnf-rows.ts';
import { begin, downloadMs, goOn, installed, line, type Paced, type PacedLine, reach } from './paced.ts';
import { redhatPackages } from './redhat.ts';
import { architectureOf, fullName, installedRpms, rpmFile, rpmFileText } from './rpm-database.ts';

const START_MS = 700;
const repositories = [
  ['AppStream', 8100],
  ['BaseOS', 6700],
  ['Extras', 20],
] as const;

/** When the lists were fetched, in ms since the epoch. */
const cacheFile = '/var/cache/dnf/fetched';

/** dnf, yum and microdnf. */
export const dnf: Program<Paced> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const flags = words.filter((word) => word.startsWith('-'));
    const [command, ...names] = words.filter((word) => !word.startsWith('-'));
    if (flags.includes('--version')) return begin(system, [line('4.14.0\n', START_MS)], 0);
    if (command === undefined) throw new Quit(usage(system), 1, 'out');
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (run !== undefined) return run(system, names, flags);
    const own = ownName(system);
    throw new Quit(
      `No such command: ${command}. Please use /usr/bin/${own} --help\nIt could be a ${own.toUpperCase()} plugin command, try: "${own} install 'dnf-command(${command})'"\n`,
      1,
    );
  },
  step: goOn,
});

function ownName(system: System): string {
  return system.argv[0]?.split('/').pop() ?? 'dnf';
}

function usage(system: System): string {
  return `usage: ${ownName(system)} [options] COMMAND\n\nList of Main Commands:\n\ncheck-update              check for available package upgrades\nclean                     remove cached data\ninstall                   install a package or packages on your system\nlist                      list a package or groups of packages\nmakecache                 generate the metadata cache\nremove                    remove a package or packages from your system\nsearch                    search package details for the given string\nupgrade                   upgrade a package or packages on your system\n`;
}

type Command = (system: System, names: readonly string[], flags: readonly string[]) => Next<Paced>;

const upgrade: Command = (system) => {
  checkRoot(system);
  const made = lists(system);
  return made.failed
    ? begin(system, made.lines, 1)
    : begin(
        system,
        [...made.lines, line('Dependencies resolved.\nNothing to do.\nComplete!\n', START_MS)],
        0,
      );
};

const commands: Readonly<Record<string, Command>> = {
  clean: (system) => {
    checkRoot(system);
    return begin(system, [{ text: '12 files removed\n', afterMs: 100, removeTree: '/var/cache/dnf' }], 0);
  },
  'check-update': (system) => begin(system, lists(system).lines, 0),
  erase: remove,
  install,
  list,
  makecache: (system) => begin(system, [...lists(system, true).lines, line('Metadata cache created.\n')], 0),
  remove,
  search,
  update: upgrade,
  upgrade,
};

function checkRoot(system: System): void {
  if (system.uid === 0) return;
  throw new Quit(
    'Error: This command has to be run with superuser privileges (under the root user on most systems).\n',
    1,
  );
}

/** Where distributions keep the list of their mirrors, by ID in os-release. */
const hosts: Readonly<Record<string, string>> = {
  almalinux: 'mirrors.almalinux.org',
  centos: 'mirrorlist.centos.org',
  fedora: 'mirrors.fedoraproject.org',
  rocky: 'mirrors.rockylinux.org',
};

/** The repositories' lists are fetched where they aren't there yet. */
function lists(system: System, again = false): { readonly lines: PacedLine[]; readonly failed: boolean } {
  const fetched = Number(textOf(system, cacheFile) ?? Number.NaN);
  if (!Number.isNaN(fetched) && !again) {
    const ago = Math.max(0, Math.floor((system.now - fetched) / 1000));
    const age = `${Math.floor(ago / 3600)}:${String(Math.floor(ago / 60) % 60).padStart(2, '0')}:${String(ago % 60).padStart(2, '0')}`;
    const text = `Last metadata expiration check: ${age} ago on ${formatTime('%a %b %e %H:%M:%S %Y', fetched)}.\n`;
    return { lines: [line(text, START_MS)], failed: false };
  }
  const os = textOf(system, '/etc/os-release') ?? '';
  const title = `${/^NAME="?([^"\n]+)/m.exec(os)?.[1] ?? 'Linux'} ${/^VERSION_ID="?(\d+)/m.exec(os)?.[1] ?? '9'}`;
  const host = hosts[/^ID="?([a-z]+)/m.exec(os)?.[1] ?? ''] ?? 'mirrors.almalinux.org';
  const { trouble, latencyMs } = reach(system, host);
  if (trouble !== undefined) return { lines: unreachable(title, host, latencyMs, trouble), failed: true };
  const lines = repositories.map(([name, kilobytes]) => {
    const afterMs = downloadMs(kilobytes);
    return line(downloadRow(`${title} - ${name}`, kilobytes, afterMs), afterMs);
  });
  const seconds = Math.floor(system.now);
  return {
    lines: [...lines, { text: '', afterMs: START_MS, write: { path: cacheFile, text: `${seconds}\n` } }],
    failed: false,
  };
}

function unreachable(title: string, host: string, latencyMs: number, trouble: 'name' | 'route'): PacedLine[] {
  const reason =
    trouble === 'name'
      ? `Curl error (6): Couldn't resolve host name for https://${host}/mirrorlist/9/appstream [Could not resolve host: ${host}]`
      : `Curl error (7): Couldn't connect to server for https://${host}/mirrorlist/9/appstream [Failed to connect to ${host} port 443: No route to host]`;
  const row = `${`${title} - AppStream`.padEnd(47)} 0.0  B/s |   0  B     00:00    \n`;
  return [
    line(row, START_MS + 4 * latencyMs),
    {
      text: `Errors during downloading metadata for repository 'appstream':\n  - ${reason}\nError: Failed to download metadata for repo 'appstream': Cannot prepare internal mirrorlist: ${reason}\n`,
      afterMs: 0,
      error: true,
    },
  ];
}

function install(system: System, names: readonly string[], flags: readonly string[]): Next<Paced> {
  checkRoot(system);
  if (names.length === 0)
    throw new Quit(
      `usage: ${ownName(system)} install [-c [config file]] PACKAGE [PACKAGE ...]\nError: Need to pass a list of pkgs to install\n`,
      1,
    );
  const made = lists(system);
  if (made.failed) return begin(system, made.lines, 1);
  const all = installedRpms(system);
  const unknown = names.filter((name) => packageNamed(redhatPackages, name) === undefined && !all.has(name));
  if (unknown.length > 0) {
    const each = unknown.map((name) => `No match for argument: ${name}\n`).join('');
    const text = `${each}Error: Unable to find a match: ${unknown.join(' ')}\n`;
    return begin(system, [...made.lines, { text, afterMs: START_MS, error: true }], 1);
  }
  const present = names.filter((name) => all.has(name));
  const said = present
    .map((name) => `Package ${fullName(name, all.get(name) ?? '')} is already installed.\n`)
    .join('');
  const chosen = withNeeds(redhatPackages, names, new Set(all.keys())).flatMap(
    (name): (readonly [string, Package])[] => {
      const found = packageNamed(redhatPackages, name);
      return found === undefined ? [] : [[name, found]];
    },
  );
  const lines = [...made.lines, line(`${said}Dependencies resolved.\n`, START_MS)];
  if (chosen.length === 0) return begin(system, [...lines, line('Nothing to do.\nComplete!\n')], 0);
  lines.push(line(plan('Installing', 'Install', chosen)));
  const download = chosen.reduce((sum, [, each]) => sum + each.downloadKb, 0);
  const disk = chosen.reduce((sum, [, each]) => sum + each.installedKb, 0);
  lines.push(
    line(`Total download size: ${amount(download).trim()}\nInstalled size: ${amount(disk).trim()}\n`),
  );
  return begin(system, [...lines, ...question(flags), ...transaction(system, chosen, download)], 0);
}

function question(flags: readonly string[]): PacedLine[] {
  if (flags.some((flag) => /^(?:-(?=[a-z]*y)[a-z]*|--assumeyes)$/.test(flag))) return [];
  const asks = { usually: false, refusal: 'Operation aborted.\n', code: 1 };
  return [{ text: 'Is this ok [y/N]: ', afterMs: 0, asks }];
}

function transaction(
  system: System,
  chosen: readonly (readonly [string, Package])[],
  download: number,
): PacedLine[] {
  const lines = [line('Downloading Packages:\n')];
  let elapsed = 0;
  for (const [name, { version, downloadKb }] of chosen) {
    const afterMs = downloadMs(downloadKb);
    elapsed += afterMs;
    lines.push(line(downloadRow(`${fullName(name, version)}.rpm`, downloadKb, afterMs), afterMs));
  }
  lines.push(line(`${'-'.repeat(WIDTH)}\n${downloadRow('Total', download, Math.max(1, elapsed))}`));
  lines.push(
    line(
      'Running transaction check\nTransaction check succeeded.\nRunning transaction test\nTransaction test succeeded.\nRunning transaction\n',
      300,
    ),
  );
  const count = chosen.length;
  lines.push(line(step('Preparing', '', 1, 1), 100));
  chosen.forEach(([name, found], index) => {
    lines.push(installed(step('Installing', fullName(name, found.version), index + 1, count), found));
  });
  chosen.forEach(([name, { version }], index) => {
    lines.push(line(step('Verifying', fullName(name, version), index + 1, count), 30));
  });
  const done = chosen.map(([name, { version }]) => `  ${fullName(name, version)}\n`).join('');
  const text = rpmFileText(system, new Map(chosen.map(([name, { version }]) => [name, version])));
  return [
    ...lines,
    { text: `\nInstalled:\n${done}\nComplete!\n`, afterMs: 50, write: { path: rpmFile, text } },
  ];
}

function remove(system: System, names: readonly string[], flags: readonly string[]): Next<Paced> {
  checkRoot(system);
  const all = installedRpms(system);
  const present = names.filter((name) => all.has(name));
  const missing = names
    .filter((name) => !all.has(name))
    .map((name) => `No match for argument: ${name}\n`)
    .join('');
  const lines: PacedLine[] = [{ text: missing, afterMs: START_MS, error: true }];
  if (present.length === 0)
    return begin(
      system,
      [
        ...lines,
        line('No packages marked for removal.\nDependencies resolved.\nNothing to do.\nComplete!\n'),
      ],
      0,
    );
  const chosen = present.map((name): readonly [string, Package] => [
    name,
    packageNamed(redhatPackages, name) ?? nothingOf(all.get(name) ?? ''),
  ]);
  lines.push(line(`Dependencies resolved.\n${plan('Removing', 'Remove', chosen)}`));
  lines.push(...question(flags));
  chosen.forEach(([name, found], index) => {
    lines.push({
      text: step('Erasing', fullName(name, found.version), index + 1, chosen.length),
      afterMs: 60,
      remove: Object.keys(found.executables),
    });
  });
  const text = rpmFileText(system, new Map(present.map((name) => [name, '-'])));
  const done = chosen.map(([name, { version }]) => `  ${fullName(name, version)}\n`).join('');
  lines.push({ text: `\nRemoved:\n${done}\nComplete!\n`, afterMs: 50, write: { path: rpmFile, text } });
  return begin(system, lines, 0);
}

function nothingOf(version: string): Package {
  return { version, downloadKb: 0, installedKb: 0, executables: {}, needs: [], about: '' };
}

function list(system: System, names: readonly string[]): Next<Paced> {
  const all = installedRpms(system);
  const isInstalled = names[0] === 'installed';
  const wanted = names.filter((name) => name !== 'installed' && name !== 'available');
  const row = (name: string, version: string, repository: string) =>
    `${`${name}.${architectureOf(name)}`.padEnd(39)} ${version.padEnd(31)} ${repository}\n`;
  const chosen = (name: string) => wanted.length === 0 || wanted.includes(name);
  const present = [...all]
    .filter(([name]) => chosen(name))
    .map(([name, version]) => row(name, version, '@System'));
  const others = isInstalled
    ? []
    : Object.entries(redhatPackages)
        .filter(([name]) => chosen(name) && !all.has(name))
        .map(([name, { version }]) => row(name, version, 'appstream'));
  if (present.length + others.length === 0) {
    return begin(
      system,
      [{ text: 'Error: No matching Packages to list\n', afterMs: START_MS, error: true }],
      1,
    );
  }
  const first =
    present.length === 0 || names[0] === 'available' ? '' : `Installed Packages\n${present.join('')}`;
  return begin(
    system,
    [line(first + (others.length === 0 ? '' : `Available Packages\n${others.join('')}`), START_MS)],
    0,
  );
}

function search(system: System, names: readonly string[]): Next<Paced> {
  const found = Object.entries(redhatPackages).filter(([name]) => names.some((part) => name.includes(part)));
  if (found.length === 0) return begin(system, [line('No matches found.\n', START_MS)], 0);
  const title = ` Name Matched: ${names.join(', ')} `;
  const left = Math.floor((WIDTH - title.length) / 2);
  const rule = '='.repeat(left) + title + '='.repeat(WIDTH - left - title.length);
  return begin(
    system,
    [
      line(
        `${rule}\n${found.map(([name, { about }]) => `${name}.${architectureOf(name)} : ${about}\n`).join('')}`,
        START_MS,
      ),
    ],
    0,
  );
}
