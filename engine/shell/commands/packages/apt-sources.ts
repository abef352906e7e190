import { systemError } from '../../../filesystem/errors.ts';
import type { Next, System } from '../../../linux/system.ts';
import { textOf } from '../system/proc-files.ts';
import { checkRoot, fetched, heard, kilobytes, READING_MS } from './apt-words.ts';
import type { Catalogue } from './catalogue.ts';
import { debianPackages } from './debian.ts';
import { begin, downloadMs, line, makeFolders, type Paced, reach } from './paced.ts';

const lists = '/var/lib/apt/lists';

export interface Distribution {
  readonly host: string;
  readonly base: string;
  /** `bookworm` */
  readonly release: string;
  /** `stable`: what lists call it. */
  readonly suite: string;
  /** `Debian:12`: where simulations say that packages are from. */
  readonly origin: string;
  /** What `update` fetches: name → kilobytes. */
  readonly indexes: readonly (readonly [url: string, name: string, kilobytes: number])[];
}

/** What Debian calls its releases by now. */
const suites: Readonly<Record<string, string>> = { bookworm: 'oldstable', bullseye: 'oldoldstable' };

export function distribution(system: System): Distribution {
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
    suite: ubuntu ? codename : (suites[codename] ?? 'stable'),
    origin: `${ubuntu ? 'Ubuntu' : 'Debian'}:${/^VERSION_ID="?([\d.]+)/m.exec(release)?.[1] ?? '12'}`,
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

export function update(system: System, _names: readonly string[], flags: readonly string[]): Next<Paced> {
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
  return begin(system, heard(lines, flags), 0);
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

/** Whether `update` has been here: without that, no package is known. */
export function hasLists(system: System): boolean {
  try {
    return system.readDirectory(lists).some(({ name }) => name.endsWith('_Packages'));
  } catch (error) {
    systemError(error);
    return false;
  }
}
