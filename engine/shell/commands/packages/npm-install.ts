import type { Next, System } from '../../../linux/system.ts';
import { joined } from '../files/path.ts';
import { linkStat } from '../files/troubles.ts';
import { nodePackage } from './node-packages.ts';
import { errorText, npmError } from './npm-words.ts';
import { begin, downloadMs, line, type Paced, type PacedLine, reach } from './paced.ts';
import { jsonText, type PackageJson, projectName, projectOrFail, readProject } from './package-json.ts';
import { chosenVersion, compareVersions } from './requirements.ts';

/** What npm itself takes. */
const START_MS = 500;
const REGISTRY = 'registry.npmjs.org';
const NPM_FILES_KB_PER_MS = 10;

interface Asked {
  readonly name: string;
  /** A range, a version, or `latest`. */
  readonly range: string;
}

export interface InstallFlags {
  readonly global: boolean;
  readonly dev: boolean;
  readonly production: boolean;
  readonly save: boolean;
}

/** `npm install`: what is asked for, or what package.json says. */
export function npmInstall(system: System, words: readonly string[], flags: InstallFlags): Next<Paced> {
  const project = flags.global ? undefined : readProject(system);
  const asked = words.map((word) => askedFor(system, word));
  const listed = flags.global ? [] : dependenciesOf(project, flags);
  const all = [...listed.filter(({ name }) => asked.every((each) => each.name !== name)), ...asked];
  const failure = all.length === 0 ? undefined : unavailable(system, all);
  if (failure !== undefined) return failure;
  const root = flags.global ? '/usr/local/lib/node_modules' : joined(system.workingDirectory, 'node_modules');
  const fresh = all.filter(({ name }) => linkStat(system, `${root}/${name}/package.json`) === undefined);
  const lines = placed(fresh, root, flags.global ? '/usr/local/bin' : `${root}/.bin`);
  if (!flags.global && all.length > 0) lines.push(...saved(system, project, asked, all, flags));
  return begin(system, [...lines, line(summary(all, fresh, lines))], 0);
}

/** `npm ci`: exactly what the lock file says. */
export function npmCi(system: System, flags: InstallFlags): Next<Paced> {
  const project = projectOrFail(system);
  const isLocked = ['package-lock.json', 'npm-shrinkwrap.json'].some(
    (name) => linkStat(system, joined(system.workingDirectory, name)) !== undefined,
  );
  if (!isLocked) {
    throw npmError(
      system,
      [
        'code EUSAGE',
        '',
        'The `npm ci` command can only install with an existing package-lock.json or',
        'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
        'later to generate a package-lock.json file, then try again.',
        '',
        'Clean install a project',
        '',
        'Usage:',
        'npm ci',
      ],
      1,
    );
  }
  const all = dependenciesOf(project, flags);
  const failure = all.length === 0 ? undefined : unavailable(system, all);
  if (failure !== undefined) return failure;
  const root = joined(system.workingDirectory, 'node_modules');
  const lines: PacedLine[] = [
    { text: '', afterMs: 0, removeTree: root },
    ...placed(all, root, `${root}/.bin`),
  ];
  return begin(system, [...lines, line(summary(all, all, lines))], 0);
}

function askedFor(system: System, word: string): Asked {
  const [, name = '', range = 'latest'] = /^(@[\w.-]+\/[\w.-]+|[\w.-]+)(?:@(.+))?$/.exec(word) ?? [];
  if (name !== '' && !/^\.{1,2}$/.test(name)) return { name, range };
  throw npmError(
    system,
    ['code ENOTSUP', `installing from a folder, a file or an address is not simulated: ${word}`],
    1,
  );
}

function dependenciesOf(project: PackageJson | undefined, flags: InstallFlags): Asked[] {
  const both = { ...project?.dependencies, ...(flags.production ? {} : project?.devDependencies) };
  return Object.entries(both).map(([name, range]) => ({ name, range }));
}

function unavailable(system: System, all: readonly Asked[]): Next<Paced> | undefined {
  const { trouble, latencyMs } = reach(system, REGISTRY);
  if (trouble !== undefined) {
    const [code, words] =
      trouble === 'name'
        ? ['EAI_AGAIN', `getaddrinfo EAI_AGAIN ${REGISTRY}`]
        : ['EHOSTUNREACH', `connect EHOSTUNREACH 104.16.24.35:443`];
    const url = `https://${REGISTRY}/${all[0]?.name ?? ''}`;
    const text = errorText(system, [
      `code ${code}`,
      `syscall ${trouble === 'name' ? 'getaddrinfo' : 'connect'}`,
      `errno ${code}`,
      `request to ${url} failed, reason: ${words}`,
    ]);
    // Two more tries, after ten seconds and a minute.
    return begin(system, [{ text, afterMs: START_MS + 3 * latencyMs + 70_000, error: true }], 1);
  }
  for (const { name, range } of all) {
    const found = nodePackage(name);
    if (found === undefined)
      return begin(
        system,
        [{ text: errorText(system, notFoundLines(name)), afterMs: START_MS + latencyMs, error: true }],
        1,
      );
    if (versionFor(found.version, range) !== undefined) continue;
    const text = errorText(system, [
      'code ETARGET',
      `notarget No matching version found for ${name}@${range}.`,
      'notarget In most cases you or one of your dependencies are requesting',
      "notarget a package version that doesn't exist.",
    ]);
    return begin(system, [{ text, afterMs: START_MS + latencyMs, error: true }], 1);
  }
  return undefined;
}

/** What npm says of a package that the registry doesn't know. */
export function notFoundLines(name: string): string[] {
  const path = name.replace('/', '%2f');
  return [
    'code E404',
    `404 Not Found - GET https://${REGISTRY}/${path} - Not found`,
    '404',
    `404  '${name}@*' is not in this registry.`,
    '404',
    '404 Note that you can also install from a',
    '404 tarball, folder, http url, or git folder.',
  ];
}

/** The version for a range; older ones than the newest are taken to exist where they are named. */
function versionFor(newest: string, range: string): string | undefined {
  if (/^(?:latest|\*|x|)$/.test(range)) return newest;
  const [, operator = '', version = ''] = /^(\^|~|>=|<=|=|v)?\s*(\d[\w.-]*)$/.exec(range.trim()) ?? [];
  if (version === '') return newest;
  const whole = [...version.split('.'), '0', '0'].slice(0, 3).join('.');
  if (operator === '>=' || (operator === '^' && newest.split('.')[0] === version.split('.')[0])) {
    return compareVersions(newest, whole) >= 0 ? newest : undefined;
  }
  return chosenVersion(newest, { bounds: [['==', whole]] });
}

function placed(all: readonly Asked[], root: string, commands: string): PacedLine[] {
  return all.flatMap(({ name, range }) => {
    const found = nodePackage(name);
    if (found === undefined) return [];
    const version = versionFor(found.version, range) ?? found.version;
    const bin = Object.fromEntries(found.commands.map((command) => [command, `bin/${command}.js`]));
    const description = { name, version, ...(found.commands.length > 0 ? { bin } : {}) };
    const afterMs =
      downloadMs(found.kilobytes) + Math.ceil(found.kilobytes / NPM_FILES_KB_PER_MS) + 4 * found.count;
    return [
      { text: '', afterMs, write: { path: `${root}/${name}/package.json`, text: jsonText(description) } },
      ...found.commands.map((command) => ({
        text: '',
        afterMs: 0,
        write: {
          path: `${commands}/${command}`,
          text: `#!/usr/bin/env node\nrequire('${root}/${name}/bin/${command}.js');\n`,
          mode: 0o755,
        },
      })),
    ];
  });
}

function saved(
  system: System,
  project: PackageJson | undefined,
  asked: readonly Asked[],
  all: readonly Asked[],
  flags: InstallFlags,
): PacedLine[] {
  const versions = Object.fromEntries(
    all.map(({ name, range }) => [name, versionFor(nodePackage(name)?.version ?? '', range) ?? range]),
  );
  const key = flags.dev ? 'devDependencies' : 'dependencies';
  const added = Object.fromEntries(
    asked.map(({ name, range }) => [
      name,
      /^\d/.test(range) ? (versions[name] ?? range) : range === 'latest' ? `^${versions[name]}` : range,
    ]),
  );
  const merged = Object.fromEntries(
    Object.entries({ ...project?.[key], ...added }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const changed = asked.length > 0 && flags.save ? { ...project, [key]: merged } : { ...project };
  const name = projectName(system, project);
  const packages = Object.fromEntries(
    Object.entries(versions).map(([each, version]) => [
      `node_modules/${each}`,
      { version, resolved: `https://${REGISTRY}/${each}/-/${each.split('/').pop()}-${version}.tgz` },
    ]),
  );
  const top = { name, ...(project?.version === undefined ? {} : { version: project.version }) };
  const lock = {
    ...top,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { ...top, dependencies: changed.dependencies }, ...packages },
  };
  const folder = system.workingDirectory;
  const manifest = { path: joined(folder, 'package.json'), text: jsonText(changed) };
  return [
    ...(asked.length > 0 && flags.save ? [{ text: '', afterMs: 0, write: manifest }] : []),
    { text: '', afterMs: 0, write: { path: joined(folder, 'package-lock.json'), text: jsonText(lock) } },
  ];
}

function summary(all: readonly Asked[], fresh: readonly Asked[], lines: readonly PacedLine[]): string {
  const sum = (asked: readonly Asked[], of: 'count' | 'funding') =>
    asked.reduce((total, { name }) => total + (nodePackage(name)?.[of] ?? 0), 0);
  const took = START_MS + lines.reduce((total, { afterMs }) => total + afterMs, 0);
  const time = took < 1000 ? `${took}ms` : `${Math.round(took / 1000)}s`;
  const added = sum(fresh, 'count');
  const audited = sum(all, 'count') + 1;
  const what = added === 0 ? 'up to date' : `added ${added} package${added === 1 ? '' : 's'}`;
  const comma = added === 0 ? ', audited' : ', and audited';
  const funding = sum(all, 'funding');
  const look =
    funding === 1 ? '1 package is looking for funding' : `${funding} packages are looking for funding`;
  const ask = funding === 0 ? '' : `\n${look}\n  run \`npm fund\` for details\n`;
  return `\n${what}${comma} ${audited} package${audited === 1 ? '' : 's'} in ${time}\n${ask}\nfound 0 vulnerabilities\n`;
}
