import type { Next, System } from '../../../linux/system.ts';
import type { Options } from '../options.ts';
import { begin, downloadMs, line, type Paced, type PacedLine, reach } from './paced.ts';
import { type Wanted, wantedBy } from './pip-wanted.ts';
import { externallyManaged } from './pip-words.ts';
import { normalName, type PythonPackage, pythonPackage } from './python-packages.ts';
import { chosenVersion, parseRequirement, satisfies } from './requirements.ts';
import {
  type InstalledPackage,
  installedPackages,
  mayWrite,
  type Site,
  siteOf,
  userSite,
} from './site-packages.ts';

/** What pip itself takes to start and to look for conflicts. */
const START_MS = 600;
const INDEX_MS = 60;
/** Downloads from so many kilobytes on have a bar. */
const BAR_FROM_KB = 40;
/** Unpacked kilobytes a millisecond. */
const UNPACK_KB_PER_MS = 8;
const BAR = '━'.repeat(40);

interface Chosen {
  readonly found: PythonPackage;
  readonly version: string;
}

export function install(system: System, options: Options): Next<Paced> {
  const wanted = wantedBy(system, options);
  const global = siteOf(system);
  if (global.managed !== 'no' && !options.has('break-system-packages'))
    throw externallyManaged(global.managed);
  const isUser = options.has('user') || !mayWrite(system, global);
  const site = isUser ? userSite(system, global) : global;
  const lines: PacedLine[] = [line('', START_MS)];
  if (isUser && !options.has('user')) {
    lines.push(line('Defaulting to user installation because normal site-packages is not writeable\n'));
  }
  const quiet = options.has('q');
  const plan = new Plan(system, site, options.has('U'));
  const shown = () => [...lines, ...plan.lines.filter((each) => !quiet || each.error === true)];
  for (const each of wanted) {
    const failure = plan.add(each);
    if (failure === undefined) continue;
    return begin(system, [...shown(), { text: failure, afterMs: 0, error: true }], 1);
  }
  const rest = plan.finish();
  return begin(
    system,
    [...shown(), ...rest.map((each) => (quiet && each.error !== true ? { ...each, text: '' } : each))],
    0,
  );
}

/** What is going to be installed, and what is said on the way there. */
class Plan {
  readonly lines: PacedLine[] = [];
  readonly #system: System;
  readonly #site: Site;
  readonly #upgrade: boolean;
  readonly #installed: ReadonlyMap<string, InstalledPackage>;
  readonly #chosen = new Map<string, Chosen>();
  #online: ReturnType<typeof reach> | undefined;

  constructor(system: System, site: Site, upgrade: boolean) {
    this.#system = system;
    this.#site = site;
    this.#upgrade = upgrade;
    this.#installed = installedPackages(system, site);
  }

  /** @returns why it can't be installed */
  add({ requirement, from }: Wanted): string | undefined {
    const queue: Wanted[] = [{ requirement, from }];
    let isAsked = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const failure = this.#one(next, queue, isAsked && this.#upgrade);
      if (failure !== undefined) return failure;
      isAsked = false;
    }
    return undefined;
  }

  #one({ requirement, from }: Wanted, queue: Wanted[], upgrade: boolean): string | undefined {
    const { name, text } = requirement;
    const present = this.#installed.get(name);
    const before = this.#chosen.get(name);
    if (before !== undefined) {
      if (satisfies(before.version, requirement)) return undefined;
      return `ERROR: Cannot install ${text}${from} because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts\n`;
    }
    if (present !== undefined && satisfies(present.version, requirement) && !upgrade) {
      this.lines.push(
        line(`Requirement already satisfied: ${text} in ${present.folder}${from} (${present.version})\n`),
      );
      const found = pythonPackage(name);
      queue.push(...needsOf(found, requirement.extras));
      this.#chosen.set(name, { found: found ?? unknown(present), version: present.version });
      return undefined;
    }
    const offline = this.#checkNetwork(name);
    if (offline !== undefined) return offline + noMatch(text, 'none');
    const found = pythonPackage(name);
    if (found === undefined) return noMatch(text, 'none');
    const version = chosenVersion(found.version, requirement);
    if (version === undefined) return noMatch(text, found.version);
    if (present?.version === version) {
      this.lines.push(
        line(`Requirement already satisfied: ${text} in ${present.folder}${from} (${version})\n`),
      );
    } else {
      if (present !== undefined)
        this.lines.push(
          line(`Requirement already satisfied: ${text} in ${present.folder}${from} (${present.version})\n`),
        );
      this.lines.push(
        line(
          `Collecting ${text}${from}\n  Downloading ${wheel(found, version, this.#site)}.metadata (${metadataSize(found)} kB)\n`,
          INDEX_MS,
        ),
      );
    }
    this.#chosen.set(name, { found, version });
    queue.push(...needsOf(found, requirement.extras));
    return undefined;
  }

  /** Without a network, pip tries five times more before it gives up. */
  #checkNetwork(name: string): string | undefined {
    this.#online ??= reach(this.#system, 'pypi.org');
    const { trouble, latencyMs } = this.#online;
    if (trouble === undefined) return undefined;
    const reason =
      trouble === 'name' ? '[Errno -3] Temporary failure in name resolution' : '[Errno 113] No route to host';
    for (let left = 4; left >= 0; left--) {
      const address = (0x7f0000000000 + Math.floor(this.#system.random() * 2 ** 32) * 16).toString(16);
      this.lines.push({
        text: `WARNING: Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x${address}>: Failed to establish a new connection: ${reason}')': /simple/${name}/\n`,
        afterMs: latencyMs + (left === 4 ? 0 : 250 * 2 ** (4 - left)),
        error: true,
      });
    }
    return '';
  }

  /** The downloads, and the installation. */
  finish(): PacedLine[] {
    const chosen = [...this.#chosen].filter(
      ([name, { version }]) => this.#installed.get(name)?.version !== version,
    );
    if (chosen.length === 0) return [];
    const lines: PacedLine[] = chosen.map(([, each]) => downloadLine(each, this.#site));
    const order = chosen.toReversed().map(([, { found }]) => found.title);
    lines.push(line(`Installing collected packages: ${order.join(', ')}\n`));
    for (const [name, each] of chosen) {
      const old = this.#installed.get(name);
      if (old !== undefined) lines.push(...uninstalled(each.found.title, old));
      lines.push(...unpacked(each, this.#site));
    }
    const done = chosen
      .map(([, { found, version }]) => `${found.title}-${version}`)
      .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    lines.push(line(`Successfully installed ${done.join(' ')}\n`));
    if (this.#system.uid === 0) lines.push({ text: ROOT_WARNING, afterMs: 0, error: true });
    return lines;
  }
}

const ROOT_WARNING =
  "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv\n";

function noMatch(text: string, versions: string): string {
  return `ERROR: Could not find a version that satisfies the requirement ${text} (from versions: ${versions})\nERROR: No matching distribution found for ${text}\n`;
}

/** What extras bring, of what the catalogue has. */
const EXTRAS: Readonly<Record<string, readonly string[]>> = {
  'fastapi[standard]': [
    'uvicorn[standard]>=0.12.0',
    'jinja2>=3.1.5',
    'python-multipart>=0.0.18',
    'httpx>=0.23.0',
  ],
  'uvicorn[standard]': ['python-dotenv>=0.13', 'pyyaml>=5.1'],
};

function needsOf(found: PythonPackage | undefined, extras: readonly string[]): Wanted[] {
  const name = normalName(found?.title ?? '');
  const more = extras.flatMap((extra) => EXTRAS[`${name}[${extra}]`] ?? []);
  return [...(found?.needs ?? []), ...more].flatMap((text) => {
    const requirement = parseRequirement(text);
    return requirement === undefined
      ? []
      : [{ requirement, from: ` (from ${normalName(found?.title ?? '')})` }];
  });
}

function unknown({ title, version }: InstalledPackage): PythonPackage {
  return { title, version, kilobytes: 0, compiled: false, needs: [], commands: [], summary: '' };
}

function metadataSize({ title, needs }: PythonPackage): string {
  return ((title.length + 10 * needs.length + 24) / 10).toFixed(1);
}

function wheel({ title, compiled }: PythonPackage, version: string, { python }: Site): string {
  const tag = `cp${python.replace('.', '')}`;
  const kind = compiled ? `${tag}-${tag}-manylinux_2_17_x86_64.manylinux2014_x86_64` : 'py3-none-any';
  return `${title.toLowerCase().replace(/[-.]/g, '_')}-${version}-${kind}.whl`;
}

function size(kilobytes: number): string {
  return kilobytes < 1000 ? `${kilobytes} kB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

function downloadLine({ found, version }: Chosen, site: Site): PacedLine {
  const { kilobytes } = found;
  const exact =
    kilobytes < 1000
      ? [`${kilobytes.toFixed(1)}/${kilobytes.toFixed(1)}`, 'kB']
      : [`${(kilobytes / 1000).toFixed(1)}/${(kilobytes / 1000).toFixed(1)}`, 'MB'];
  const afterMs = downloadMs(kilobytes);
  const speed = (kilobytes / afterMs).toFixed(1);
  const bar = kilobytes < BAR_FROM_KB ? '' : `     ${BAR} ${exact.join(' ')} ${speed} MB/s eta 0:00:00\n`;
  return line(`Downloading ${wheel(found, version, site)} (${size(kilobytes)})\n${bar}`, afterMs);
}

function uninstalled(title: string, old: InstalledPackage): PacedLine[] {
  return [
    line(
      `  Attempting uninstall: ${title}\n    Found existing installation: ${old.title} ${old.version}\n    Uninstalling ${old.title}-${old.version}:\n`,
    ),
    {
      text: `      Successfully uninstalled ${old.title}-${old.version}\n`,
      afterMs: 80,
      ...(old.infoFolder === '' ? {} : { removeTree: old.infoFolder }),
    },
  ];
}

/** The files of a package: what pip knows of it, its module, and its commands. */
function unpacked({ found, version }: Chosen, site: Site): PacedLine[] {
  const module = found.title.toLowerCase().replace(/[-.]/g, '_');
  const info = `${site.folder}/${module}-${version}.dist-info`;
  const needs = found.needs.map((need) => `Requires-Dist: ${need}\n`).join('');
  const metadata = `Metadata-Version: 2.1\nName: ${found.title}\nVersion: ${version}\nSummary: ${found.summary}\n${needs}`;
  const files = [
    { path: `${info}/METADATA`, text: metadata },
    { path: `${info}/INSTALLER`, text: 'pip\n' },
    { path: `${site.folder}/${module}/__init__.py`, text: `__version__ = "${version}"\n` },
    // The command that runs stays what it is.
    ...(module === 'pip' ? [] : found.commands).map((command) => ({
      path: `${site.commands}/${command}`,
      text: `#!${site.managed === 'no' ? '/usr/local/bin/python' : '/usr/bin/python3'}\nimport sys\nfrom ${module}.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n`,
      mode: 0o755,
    })),
  ];
  return files.map((write, index) => ({
    text: '',
    afterMs: index === 0 ? 20 + Math.ceil(found.kilobytes / UNPACK_KB_PER_MS) : 0,
    write,
  }));
}
