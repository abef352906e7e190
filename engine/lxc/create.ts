import { RuntimeError } from '../container/runtime-spec.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { CgroupLimits } from '../linux/cgroup.ts';
import { findOsTemplate, type OsTemplate } from '../registry/os-templates/catalogue.ts';
import { osTemplateLayers } from '../registry/os-templates/layer.ts';
import { giveLease, takeLease } from './bridge.ts';
import { containerKey, type OsContainer, type TemplateName } from './container.ts';
import { releaseLayers } from './layers.ts';
import { OS_CONTAINERS_MAX } from './limits.ts';
import {
  makeNetwork,
  makeRuntimeContainer,
  removeFolder,
  removeNetwork,
  removeRuntimeContainer,
} from './runtime-container.ts';
import { changed, containersOf, LxcRefusal, type LxcWorld, madeContainer } from './world.ts';

const DOWNLOAD_BYTES_PER_SECOND = 12_500_000;
/** Of compressed bytes. */
const UNPACK_BYTES_PER_SECOND = 40_000_000;
/** Looking at the index of images, which is done each time. */
const INDEX_MS = 400;
const RUNTIME_ID_DIGITS = 64;
/** Of the Xen project, as lxc takes it; the rest is chance. */
const MAC_PREFIX = '00:16:3e';
const MAC_DIGITS = 6;

export interface CreateRequest {
  readonly name: string;
  readonly template: TemplateName;
  readonly limits: CgroupLimits;
}

/** lxc-create: begins to download and unpack a template. @throws LxcRefusal */
export function createContainer(world: LxcWorld, host: string, request: CreateRequest): OsContainer {
  const { readyMs = 0 } = world.machines.kernel.hosts.get(host) ?? {};
  if (readyMs > world.simulation.now()) throw new LxcRefusal('host booting');
  const template = findOsTemplate(request.template);
  if (template === undefined) throw new LxcRefusal('unknown template');
  const { distribution, release, architecture } = template;
  const made = newContainer(world, host, request.name, {
    template: { distribution, release, architecture },
    layers: osTemplateLayers(template),
    limits: request.limits,
  });
  made.dueMs = world.simulation.now() + unpackingMs(world, host, template);
  changed(world, made);
  return made;
}

/** A container that is nothing but a name yet. @throws LxcRefusal */
export function newContainer(
  world: LxcWorld,
  host: string,
  name: string,
  facts: Pick<OsContainer, 'template' | 'layers' | 'limits'>,
): OsContainer {
  if (world.containers.has(containerKey({ host, name }))) throw new LxcRefusal('container exists');
  if (containersOf(world, host).length >= OS_CONTAINERS_MAX) throw new LxcRefusal('too many containers');
  const { random } = world.simulation;
  const digits = random.hex(MAC_DIGITS);
  const mac = [MAC_PREFIX, ...(digits.match(/../g) ?? [])].join(':');
  return {
    ...facts,
    host,
    name,
    mac,
    address: takeLease(world, host, mac),
    network: makeNetwork(world, host),
    runtimeId: random.hex(RUNTIME_ID_DIGITS),
    createdMs: world.simulation.now(),
    state: 'CREATING',
    snapshots: [],
    nextCommand: 1,
  };
}

function unpackingMs(world: LxcWorld, host: string, { image, bytes }: OsTemplate): number {
  const key = `${host} ${image}`;
  const unpack = INDEX_MS + (bytes * 1000) / UNPACK_BYTES_PER_SECOND;
  if (world.downloads.has(key)) return Math.ceil(unpack);
  world.downloads.set(key, world.simulation.now());
  return Math.ceil(unpack + (bytes * 1000) / DOWNLOAD_BYTES_PER_SECOND);
}

/** The template is unpacked. Where the disk has no room, no container is left. */
export function finishCreate(world: LxcWorld, container: OsContainer): void {
  delete container.dueMs;
  try {
    makeRuntimeContainer(world, container);
  } catch (error) {
    if (!(error instanceof SystemError) && !(error instanceof RuntimeError)) throw error;
    forget(world, container);
    return;
  }
  container.state = 'STOPPED';
  changed(world, container);
}

/** lxc-destroy. @throws LxcRefusal */
export function destroyContainer(
  world: LxcWorld,
  host: string,
  name: string,
  { force, snapshots }: { readonly force: boolean; readonly snapshots: boolean },
): void {
  const container = madeContainer(world, host, name);
  if (!force && container.state !== 'STOPPED') throw new LxcRefusal('container running');
  if (!snapshots && container.snapshots.length > 0) throw new LxcRefusal('container has snapshots');
  forget(world, container);
}

/** Leaves nothing of a container. */
export function forget(world: LxcWorld, container: OsContainer): void {
  const { host, name } = container;
  world.containers.delete(containerKey(container));
  world.consoles.delete(containerKey(container));
  for (const [key, command] of [...world.commands.entries()]) {
    if (command.host === host && command.container === name) world.commands.delete(key);
  }
  removeRuntimeContainer(world, container);
  removeFolder(world, container);
  giveLease(world, container);
  removeNetwork(world, container);
  releaseLayers(world, [container.layers, ...container.snapshots.map(({ layers }) => layers)].flat());
}
