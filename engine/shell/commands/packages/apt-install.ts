import type { Next, System } from '../../../linux/system.ts';
import { distribution, hasLists } from './apt-sources.ts';
import {
  checkRoot,
  counts,
  databaseLine,
  FAILED,
  fetched,
  heard,
  isSimulated,
  kilobytes,
  question,
  reading,
  unlocatable,
  wrapped,
} from './apt-words.ts';
import { type Package, packageNamed, withNeeds } from './catalogue.ts';
import { debianPackages } from './debian.ts';
import { readStatus, statusFile, statusText } from './dpkg.ts';
import { begin, downloadMs, installed, line, makeFolders, type Paced, type PacedLine } from './paced.ts';

export function install(system: System, names: readonly string[], flags: readonly string[]): Next<Paced> {
  const simulated = isSimulated(flags);
  if (!simulated) checkRoot(system, 'dpkg');
  const all = readStatus(system);
  const plain = [...new Set(names.map((name) => name.replace(/[=/:].*$/, '')))];
  const lines = reading(system);
  const trouble = wrongNames(system, names, plain, all);
  if (trouble !== undefined) return begin(system, heard([...lines, trouble], flags), FAILED);
  for (const name of plain.filter((each) => all.has(each)))
    lines.push(line(`${name} is already the newest version (${all.get(name)}).\n`));
  const order = withNeeds(debianPackages, plain, new Set(all.keys()));
  const extra = order.filter((name) => !plain.includes(name));
  if (extra.length > 0)
    lines.push(line(`The following additional packages will be installed:\n${wrapped(extra)}`));
  if (order.length > 0)
    lines.push(line(`The following NEW packages will be installed:\n${wrapped(order.toSorted())}`));
  lines.push(line(counts(order.length, 0)));
  if (order.length === 0) return begin(system, heard(lines, flags), 0);
  const packages = order.flatMap((name): (readonly [string, Package])[] => {
    const found = packageNamed(debianPackages, name);
    return found === undefined ? [] : [[name, found]];
  });
  if (simulated) return begin(system, [...lines, ...simulation(system, packages)], 0);
  const download = packages.reduce((sum, [, each]) => sum + each.downloadKb, 0);
  const disk = packages.reduce((sum, [, each]) => sum + each.installedKb, 0);
  lines.push(
    line(
      `Need to get ${kilobytes(download)} of archives.\nAfter this operation, ${kilobytes(disk)} of additional disk space will be used.\n`,
    ),
  );
  if (extra.length > 0) lines.push(...question(flags));
  return begin(system, heard([...lines, ...unpacking(system, packages, all, download)], flags), 0);
}

/** Names and versions that there aren't. */
function wrongNames(
  system: System,
  names: readonly string[],
  plain: readonly string[],
  all: ReadonlyMap<string, string>,
): PacedLine | undefined {
  const known = hasLists(system);
  const unknown = plain.filter(
    (name) => !all.has(name) && (!known || packageNamed(debianPackages, name) === undefined),
  );
  if (unknown.length > 0) return unlocatable(unknown);
  for (const word of names) {
    const [, name = '', version = ''] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    const found = packageNamed(debianPackages, name)?.version ?? all.get(name);
    if (version === '' || version === found) continue;
    return { text: `E: Version '${version}' for '${name}' was not found\n`, afterMs: 0, error: true };
  }
  return undefined;
}

function simulation(system: System, packages: readonly (readonly [string, Package])[]): PacedLine[] {
  const { origin, suite } = distribution(system);
  const lines = (verb: string) =>
    packages.map(([name, { version }]) => `${verb} ${name} (${version} ${origin}/${suite} [amd64])\n`);
  return [line([...lines('Inst'), ...lines('Conf')].join(''))];
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
    if (index === 0) lines.push(databaseLine(all.size));
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
