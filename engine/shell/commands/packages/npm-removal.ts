import type { Next, System } from '../../../linux/system.ts';
import { joined } from '../files/path.ts';
import { linkStat } from '../files/troubles.ts';
import { nodePackage } from './node-packages.ts';
import { begin, line, type Paced, type PacedLine } from './paced.ts';
import { jsonText, projectOrFail } from './package-json.ts';

const START_MS = 400;

/** `npm uninstall`: packages go from node_modules, from package.json and from the lock file. */
export function npmUninstall(system: System, words: readonly string[]): Next<Paced> {
  const project = projectOrFail(system);
  const folder = system.workingDirectory;
  const there = words.filter(
    (name) => linkStat(system, joined(folder, `node_modules/${name}`)) !== undefined,
  );
  const without = (table: Readonly<Record<string, string>> | undefined) =>
    table === undefined
      ? undefined
      : Object.fromEntries(Object.entries(table).filter(([name]) => !words.includes(name)));
  const changed = { ...project };
  for (const key of ['dependencies', 'devDependencies'] as const) {
    const left = without(project[key]);
    if (left === undefined) continue;
    if (Object.keys(left).length === 0) delete changed[key];
    else changed[key] = left;
  }
  const write = (name: string, value: unknown): PacedLine => ({
    text: '',
    afterMs: 0,
    write: { path: joined(folder, name), text: jsonText(value) },
  });
  const kept = { ...changed.dependencies, ...changed.devDependencies };
  const top = { name: changed.name, ...(changed.version === undefined ? {} : { version: changed.version }) };
  const lock = {
    ...top,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { ...top, dependencies: changed.dependencies, devDependencies: changed.devDependencies },
      ...Object.fromEntries(
        Object.keys(kept).map((name) => [
          `node_modules/${name}`,
          { version: nodePackage(name)?.version ?? kept[name] },
        ]),
      ),
    },
  };
  const sum = (names: readonly string[]) =>
    names.reduce((total, name) => total + (nodePackage(name)?.count ?? 1), 0);
  const [removed, audited] = [sum(there), sum(Object.keys(kept)) + 1];
  const packages = (count: number) => `${count} package${count === 1 ? '' : 's'}`;
  const what =
    removed === 0
      ? `up to date, audited ${packages(audited)}`
      : `removed ${packages(removed)}, and audited ${packages(audited)}`;
  return begin(
    system,
    [
      ...there.map((name) => ({
        text: '',
        afterMs: 0,
        removeTree: joined(folder, `node_modules/${name}`),
        remove: (nodePackage(name)?.commands ?? []).map((each) =>
          joined(folder, `node_modules/.bin/${each}`),
        ),
      })),
      write('package.json', changed),
      write('package-lock.json', lock),
      line(`\n${what} in ${START_MS}ms\n\nfound 0 vulnerabilities\n`, START_MS),
    ],
    0,
  );
}
