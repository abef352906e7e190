import type { System } from '../../../linux/system.ts';
import { immediate } from '../command.ts';
import { Quit } from '../options.ts';
import { textOf } from '../system/proc-files.ts';
import { packageNamed } from './catalogue.ts';
import { debianPackages } from './debian.ts';

export const statusFile = '/var/lib/dpkg/status';

/** Installed packages: name → version. */
export function readStatus(system: System): Map<string, string> {
  const all = new Map<string, string>();
  for (const paragraph of (textOf(system, statusFile) ?? '').split('\n\n')) {
    const name = /^Package: (\S+)/m.exec(paragraph)?.[1];
    const version = /^Version: (\S+)/m.exec(paragraph)?.[1];
    if (name !== undefined && version !== undefined) all.set(name, version);
  }
  return all;
}

export function statusText(all: ReadonlyMap<string, string>): string {
  return [...all]
    .map(([name, version]) => {
      const about = packageNamed(debianPackages, name)?.about ?? '';
      return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\nDescription: ${about}\n\n`;
    })
    .join('');
}

const header = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
`;

/** Columns of -l: name, version and architecture, and what a line leaves for all of them and the description. */
const leastWidths = [14, 12, 12];
const LINE = 71;

export const dpkg = immediate((system) => {
  const [option, ...names] = system.argv.slice(1);
  const all = readStatus(system);
  switch (option) {
    case '-l':
    case '--list':
      return list(system, all, names);
    case '-s':
    case '--status':
      return status(system, all, names);
    case '-L':
    case '--listfiles':
      return files(system, all, names);
    case '--version':
      system.write(1, "Debian 'dpkg' package management program version 1.21.22 (amd64).\n");
      return 0;
    case '--print-architecture':
      system.write(1, 'amd64\n');
      return 0;
    case undefined:
      throw new Quit(
        'dpkg: error: need an action option\n\nType dpkg --help for help about installing and deinstalling packages [*];\n',
        2,
      );
    default:
      throw new Quit(
        `dpkg: error: unknown option ${option}\n\nType dpkg --help for help about installing and deinstalling packages [*];\n`,
        2,
      );
  }
});

function list(system: System, all: ReadonlyMap<string, string>, names: readonly string[]): number {
  const chosen = [...all].filter(([name]) => names.length === 0 || names.includes(name));
  if (chosen.length === 0) {
    for (const name of names) system.write(2, `dpkg-query: no packages found matching ${name}\n`);
    return names.length === 0 ? 0 : 1;
  }
  const rows = chosen.map(([name, version]) => [
    name,
    version,
    'amd64',
    packageNamed(debianPackages, name)?.about ?? '',
  ]);
  const titles = ['Name', 'Version', 'Architecture', 'Description'];
  const widths = titles.map((title, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), leastWidths[column] ?? title.length),
  );
  widths[3] = Math.max(
    titles[3]?.length ?? 0,
    LINE - widths.slice(0, 3).reduce((sum, each) => sum + each, 0),
  );
  const cells = (row: readonly string[]) =>
    row.map((cell, column) => (column === 3 ? cell : cell.padEnd(widths[column] ?? 0))).join(' ');
  const rule = widths.map((width) => '='.repeat(width)).join('-');
  system.write(
    1,
    `${header}||/ ${cells(titles)}\n+++-${rule}\n${rows.map((row) => `ii  ${cells(row)}\n`).join('')}`,
  );
  return 0;
}

function status(system: System, all: ReadonlyMap<string, string>, names: readonly string[]): number {
  let code = 0;
  for (const name of names) {
    const version = all.get(name);
    if (version !== undefined) system.write(1, statusText(new Map([[name, version]])));
    else {
      code = 1;
      system.write(
        2,
        `dpkg-query: package '${name}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
      );
    }
  }
  return code;
}

function files(system: System, all: ReadonlyMap<string, string>, names: readonly string[]): number {
  let code = 0;
  for (const name of names) {
    if (all.has(name)) {
      const paths = Object.keys(packageNamed(debianPackages, name)?.executables ?? {});
      system.write(1, ['/.', '/usr', '/usr/bin', ...paths].map((path) => `${path}\n`).join(''));
    } else {
      code = 1;
      system.write(
        2,
        `dpkg-query: package '${name}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
      );
    }
  }
  return code;
}
