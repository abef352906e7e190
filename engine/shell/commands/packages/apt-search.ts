import type { Next, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { immediate } from '../command.ts';
import { globMatches } from '../files/glob.ts';
import { Quit } from '../options.ts';
import { compilePattern } from '../text/regex/pattern.ts';
import { distribution, hasLists } from './apt-sources.ts';
import { FAILED, kilobytes, READING_MS } from './apt-words.ts';
import { type Package, packageNamed } from './catalogue.ts';
import { debianPackages } from './debian.ts';
import { readStatus } from './dpkg.ts';
import { begin, line, type Paced } from './paced.ts';

type Known = readonly [name: string, found: Package];

/** `apt list`: all packages, those that are installed, or those that patterns name. */
export function list(system: System, names: readonly string[], flags: readonly string[]): Next<Paced> {
  const all = readStatus(system);
  const rows = known(system)
    .filter(([name]) => !flags.includes('--installed') || all.has(name))
    .filter(([name]) => names.length === 0 || names.some((pattern) => globMatches(pattern, name)))
    .map(([name, found]) => `${title(system, all, name, found)}\n`);
  const done = system.isTerminal(1) ? ' Done' : '';
  return begin(system, [line(`Listing...${done}\n`, READING_MS), line(rows.join(''))], 0);
}

/** Without lists only what is installed is known. */
function known(system: System): Known[] {
  const all = readStatus(system);
  const listed = hasLists(system);
  return Object.entries(debianPackages).filter(([name]) => listed || all.has(name));
}

function title(system: System, all: ReadonlyMap<string, string>, name: string, found: Package): string {
  const has = all.has(name);
  const suite = hasLists(system) ? distribution(system).suite : '';
  const place = [...(suite === '' ? [] : [suite]), ...(has ? ['now'] : [])].join(',');
  const mark = has ? ` [installed${suite === '' ? ',local' : ''}]` : '';
  return `${name}/${place} ${found.version} amd64${mark}`;
}

/** `apt search`: what names and descriptions say. */
export function search(system: System, words: readonly string[]): Next<Paced> {
  if (words.length === 0) throw new Quit('E: You must give at least one search pattern\n', FAILED);
  const all = readStatus(system);
  const done = system.isTerminal(1) ? ' Done' : '';
  const rows = matching(system, words).map(
    ([name, found]) => `${title(system, all, name, found)}\n  ${found.about}\n\n`,
  );
  return begin(
    system,
    [line(`Sorting...${done}\n`, READING_MS), line(`Full Text Search...${done}\n`), line(rows.join(''))],
    0,
  );
}

function matching(system: System, words: readonly string[]): Known[] {
  const patterns = words.map((word) =>
    compilePattern(encode(word), { dialect: 'extended', ignoreCase: true }),
  );
  return known(system).filter(([name, { about }]) =>
    patterns.every((pattern) => pattern.test(name) || pattern.test(encode(about))),
  );
}

/** `apt show` */
export function show(system: System, names: readonly string[]): Next<Paced> {
  const { base, release } = distribution(system);
  const all = readStatus(system);
  const texts = named(system, names, 'show').map(([name, found]) =>
    [
      ...fields(name, found),
      `Installed-Size: ${kilobytes(found.installedKb)}`,
      `Download-Size: ${kilobytes(found.downloadKb)}`,
      ...(all.has(name) ? ['APT-Manual-Installed: yes'] : []),
      `APT-Sources: ${base} ${release}/main amd64 Packages`,
      `Description: ${found.about}`,
      '\n',
    ].join('\n'),
  );
  return begin(system, [line(texts.join(''), READING_MS)], 0);
}

function fields(name: string, { needs, version }: Package): string[] {
  const depends = needs.length === 0 ? [] : [`Depends: ${needs.join(', ')}`];
  return [`Package: ${name}`, `Version: ${version}`, 'Priority: optional', ...depends];
}

/** Those of these names that there are. Complains of the others, and throws where there are none. */
function named(system: System, names: readonly string[], command: 'show' | 'policy'): Known[] {
  const all = known(system);
  const found = names.flatMap((name): Known[] => {
    const each = all.some(([other]) => other === name) ? packageNamed(debianPackages, name) : undefined;
    if (each === undefined) system.write(2, `N: Unable to locate package ${name}\n`);
    return each === undefined ? [] : [[name, each]];
  });
  if (found.length > 0) return found;
  throw new Quit(command === 'show' ? 'E: No packages found\n' : '', command === 'show' ? FAILED : 0);
}

export const aptCache = immediate((system) => {
  const [command, ...names] = system.argv.slice(1).filter((word) => !word.startsWith('-'));
  if (command === 'search') {
    if (!hasLists(system)) return 0;
    const rows = matching(system, names).map(([name, { about }]) => `${name} - ${about}\n`);
    system.write(1, rows.join(''));
    return 0;
  }
  if (command !== 'show' && command !== 'policy')
    throw new Quit(`E: Invalid operation ${command ?? ''}\n`, FAILED);
  const text = command === 'show' ? paragraph : policy;
  for (const [name, found] of named(system, names, command)) system.write(1, text(system, name, found));
  return 0;
});

function paragraph(_system: System, name: string, found: Package): string {
  const size = `Installed-Size: ${found.installedKb}`;
  return `${[...fields(name, found), 'Architecture: amd64', size, `Description: ${found.about}`].join('\n')}\n\n`;
}

function policy(system: System, name: string, { version }: Package): string {
  const { base, release } = distribution(system);
  const has = readStatus(system).get(name);
  const listed = hasLists(system);
  const places = [
    ...(listed ? [`        500 ${base} ${release}/main amd64 Packages\n`] : []),
    ...(has === undefined ? [] : ['        100 /var/lib/dpkg/status\n']),
  ];
  const row = `${has === undefined ? '    ' : ' ***'} ${version} ${listed ? 500 : 100}\n`;
  return `${name}:\n  Installed: ${has ?? '(none)'}\n  Candidate: ${version}\n  Version table:\n${row}${places.join('')}`;
}
