import { localized } from './architecture.ts';
import {
  alpineAccounts,
  busyboxAccounts,
  debianAccounts,
  redhatAccounts,
  ubuntuAccounts,
} from './base-systems/accounts.ts';
import { alpineSystem, busyboxSystem } from './base-systems/busybox.ts';
import { debianSystem } from './base-systems/debian.ts';
import { redhatSystem } from './base-systems/redhat.ts';
import { findRepository } from './catalogue/index.ts';
import type { BuildStep, ImageConfig } from './catalogue/repository.ts';
import { imageByTag } from './catalogue/repository.ts';
import {
  baseOf,
  createdOf,
  isLayer,
  layerPrefix,
  platformsOf,
  type Source,
  sourceOf,
  stepsOf,
} from './construction.ts';
import type { Userland } from './image.ts';
import {
  directory,
  executable,
  file,
  type Layer,
  type LayerEntry,
  type LayerExecutable,
  symbolicLink,
} from './layer.ts';
import { HOST_PLATFORM, platformParts } from './platform.ts';

/** Layers that are kept unpacked in memory. */
const cachedMax = 64;
const cache = new Map<string, Layer>();

/**
 * The files of a layer of the catalogue: a pure function of its key.
 * @param key as in `ImageLayer`, e.g. `docker.io/library/nginx:1.27.5#2`, or `…:1.27.5@linux/arm64/v8#2`
 */
export function catalogueLayer(key: string): Layer | undefined {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const layer = unpack(key);
  if (layer === undefined) return undefined;
  if (cache.size >= cachedMax) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  cache.set(key, layer);
  return layer;
}

const KEY = /^([^:]+):([^#@]+)(?:@(linux\/[a-z0-9/]+))?#(\d{1,3})$/;

/** The image that brings a layer, by its key; undefined: the catalogue has none such. */
export function imageOfLayer(key: string) {
  const [, name = '', tag = '', platform = HOST_PLATFORM, number = ''] = KEY.exec(key) ?? [];
  const repository = findRepository(name);
  const image = repository === undefined ? undefined : imageByTag(repository, name, tag);
  return image === undefined ? undefined : { image, platform, number };
}

function unpack(key: string): Layer | undefined {
  const { image, platform = HOST_PLATFORM, number } = imageOfLayer(key) ?? {};
  if (image === undefined) return undefined;
  const source = sourceOf(image, platform);
  if (platform !== HOST_PLATFORM && !platformsOf(image).includes(platform)) return undefined;
  const steps = stepsOf(source).filter(isLayer);
  const step = steps[Number(number)];
  if (step === undefined || !key.startsWith(layerPrefix(source))) return undefined;
  return {
    key,
    modifiedMs: createdOf(source),
    entries: withParents(
      entriesOf(source, steps, step).map((entry) => entryFor(entry, platform)),
      source.config,
    ),
  };
}

/** An entry as it is on a platform. */
function entryFor(entry: LayerEntry, platform: string): LayerEntry {
  if (platform === HOST_PLATFORM) return entry;
  const { architecture } = platformParts(platform);
  const path = localized(entry.path, platform);
  if (entry.type === 'file') return { ...entry, path, text: localized(entry.text, platform) };
  if (entry.type !== 'executable') return { ...entry, path };
  return { ...entry, path, executable: { ...entry.executable, architecture } };
}

/** The files a step brings: those it names, or all that no step names for the one with the largest share. */
function entriesOf(source: Source, steps: readonly BuildStep[], step: BuildStep): LayerEntry[] {
  const weight = ({ share = 0, bytes = 0 }: BuildStep): number => share * 1e12 + bytes;
  const main = steps.reduce((most, other) => (weight(other) > weight(most) ? other : most));
  const pathsOf = ({ paths = [] }: BuildStep) => paths.map((path) => placeOf(path, source.config.userland));
  const all = ownEntries(source);
  if (step !== main) {
    const wanted = new Set(pathsOf(step));
    return all.filter(({ path }) => wanted.has(path));
  }
  const elsewhere = new Set(steps.filter((other) => other !== main).flatMap(pathsOf));
  const own = all.filter(({ path }) => !elsewhere.has(path));
  const ownPaths = new Set(own.map(({ path }) => path));
  return [...systemOf(source).filter(({ path }) => !ownPaths.has(path)), ...own];
}

/** Base systems of images that nothing in the catalogue is small enough to be the base of. */
const systems: Readonly<Record<Userland, () => LayerEntry[]>> = {
  none: () => [],
  busybox: () => busyboxSystem('1.34.1'),
  alpine: () => alpineSystem('3.4.6'),
  debian: () => debianSystem('debian', 'stretch'),
  ubuntu: () => debianSystem('ubuntu', '18.04'),
  redhat: () => redhatSystem('oraclelinux', '8'),
};

function systemOf(source: Source): readonly LayerEntry[] {
  const { config } = source;
  if (config.system !== undefined) return config.system();
  return baseOf(source) === undefined ? systems[config.userland]() : [];
}

/** Everything the image's own entry in the catalogue lists. */
function ownEntries({ config, build }: Source): LayerEntry[] {
  const { files = {}, scripts = {}, links = {}, folders = {} } = config;
  const executables = config.executables ?? {};
  const binaries = Object.entries(executables)
    .filter(([path]) => !Object.hasOwn(scripts, path) && !Object.hasOwn(links, path))
    .map(([path, program]) => binary(placeOf(path, config.userland), program, config, build.version));
  return [
    ...Object.entries(folders).map(([path, rights]) => folder(path, rights)),
    ...binaries,
    ...Object.entries(scripts).map(([path, text]) => file(path, text, 0o755)),
    ...Object.entries(files)
      .filter(([path]) => !Object.hasOwn(links, path))
      .map(([path, text]) => file(path, text, text.startsWith('#!') ? 0o755 : 0o644)),
    ...Object.entries(links).map(([path, target]) => symbolicLink(path, target)),
    ...accounts(config),
  ];
}

/** Debian, Ubuntu and Red Hat have merged these folders into /usr. */
function placeOf(path: string, userland: Userland): string {
  const merged = userland === 'debian' || userland === 'ubuntu' || userland === 'redhat';
  return merged && /^\/s?bin\//.test(path) ? `/usr${path}` : path;
}

/** Programs of the catalogue that stand for something nobody has modelled. */
const unmodelled = 'not-modelled';
/** Commands that the shell has nevertheless. */
const modelled: ReadonlySet<string> = new Set(['npx', 'pip', 'pip2', 'pip3']);
/** Versions of what comes along with the software an image is about. */
const companions: Readonly<Record<string, string>> = {
  bash: '5.2.15',
  curl: '7.88.1',
  gosu: '1.17',
  pip: '24.0',
  pip2: '20.0.2',
  pip3: '24.0',
  ps: '4.0.2',
  python3: '3.11.2',
  tini: '0.19.0',
  wget: '1.21.3',
};
/** Python's own images are about it. */
const ownPython = '/usr/local/bin/python3';
const executableBytes = 12_400_000;
const scriptBytes = 14_200;

function binary(path: string, program: string, config: ImageConfig, version: string): LayerEntry {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const shellName = name === 'bash' ? 'bash' : 'sh';
  const known = modelled.has(name) ? name.replace(/^pip\d$/, 'pip') : 'not-modelled';
  const key = program === unmodelled ? known : program === 'shell' ? shellName : program;
  const what: LayerExecutable = {
    program: key,
    flavour: config.userland === 'busybox' ? 'busybox' : 'gnu',
    version: (path === ownPython ? undefined : companions[name]) ?? version,
  };
  return executable(path, what, /\.(?:sh|py|js)$|entrypoint/.test(name) ? scriptBytes : executableBytes);
}

/** @param rights `mode uid:gid` */
function folder(path: string, rights: string): LayerEntry {
  const [mode = '755', owner = '0:0'] = rights.split(' ');
  const [uid, gid] = owner.split(':').map(Number);
  return directory(path, Number.parseInt(mode, 8), uid, gid);
}

const baseAccounts = {
  none: undefined,
  busybox: busyboxAccounts,
  alpine: alpineAccounts,
  debian: debianAccounts,
  ubuntu: ubuntuAccounts,
  redhat: redhatAccounts,
} as const satisfies Record<Userland, unknown>;

/** /etc/passwd and /etc/group with the image's own users, where it has any. */
function accounts({ userland, users = [], groups = [] }: ImageConfig): LayerEntry[] {
  if (users.length === 0) return [];
  const base = baseAccounts[userland] ?? { passwd: '', group: '' };
  const groupNames = new Set(groups.map((line) => line.split(':', 1)[0]));
  const ownGroups = users
    .map((line) => line.split(':'))
    .filter(([name]) => !groupNames.has(name))
    .filter(([, , , gid = '']) => !new RegExp(`^[^:]+:x:${Number(gid)}:`, 'm').test(base.group))
    .map(([name, , , gid]) => `${name}:x:${gid}:`);
  const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');
  return [
    file('/etc/group', base.group + lines([...groups, ...ownGroups])),
    file('/etc/passwd', base.passwd + lines(users)),
  ];
}

/** Folders that are not as most are. */
const folderModes: Readonly<Record<string, number>> = {
  '/root': 0o700,
  '/tmp': 0o1777,
  '/var/tmp': 0o1777,
};

/** Puts the folders that files lie in before them, with the rights that the image gives them. */
function withParents(entries: readonly LayerEntry[], { folders = {} }: ImageConfig): LayerEntry[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const complete = [...entries];
  for (const { path } of entries) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (byPath.has(parent)) continue;
      const rights = folders[parent];
      const entry = rights === undefined ? directory(parent, folderModes[parent]) : folder(parent, rights);
      byPath.set(parent, entry);
      complete.push(entry);
    }
  }
  return complete.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
