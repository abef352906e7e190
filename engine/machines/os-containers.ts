import { type CommandRequest, commandOf, commandsOf, removeCommand, runCommand } from '../lxc/commands.ts';
import type { OsContainer, Snapshot } from '../lxc/container.ts';
import { type CreateRequest, createContainer, destroyContainer } from '../lxc/create.ts';
import {
  freezeContainer,
  type StopRequest,
  startContainer,
  stopContainer,
  unfreezeContainer,
} from '../lxc/life.ts';
import { removeSnapshot, restoreSnapshot, snapshotsOf, takeSnapshot } from '../lxc/snapshots.ts';
import {
  type CommandView,
  commandView,
  consoleText,
  type OsContainerView,
  osContainerView,
  type SnapshotView,
} from '../lxc/views.ts';
import { containerNamed, containersOf, LxcRefusal, type LxcWorld } from '../lxc/world.ts';
import { hasCpus, type LimitChanges, withoutNulls } from './limit-changes.ts';
import type { MachineRefusal } from './refusal.ts';
import type { MachineWorld } from './world.ts';

type Answer<T> = T | MachineRefusal;

/** Calls with LXC of a host. */
function onHost<T>({ machines, lxc }: MachineWorld, host: string, call: (world: LxcWorld) => T): Answer<T> {
  if (machines.kernel.hosts.get(host) === undefined) return { refused: 'unknown host' };
  try {
    return call(lxc.world);
  } catch (error) {
    if (error instanceof LxcRefusal) return { refused: error.reason };
    throw error;
  }
}

/** The same, where the answer is a container. */
function container(
  world: MachineWorld,
  host: string,
  call: (world: LxcWorld) => OsContainer,
): Answer<OsContainerView> {
  return onHost(world, host, (lxc) => osContainerView(lxc, call(lxc)));
}

/** The same, where the answer is a container with limits that a host must be able to hold. */
function limited(
  world: MachineWorld,
  name: string,
  limits: LimitChanges,
  call: (world: LxcWorld) => OsContainer,
): Answer<OsContainerView> {
  const host = world.machines.kernel.hosts.get(name);
  if (host !== undefined && !hasCpus(host, limits)) return { refused: 'unknown cpus' };
  return container(world, name, call);
}

function snapshotView({ name, createdMs, comment }: Snapshot): SnapshotView {
  return { name, createdAtMs: createdMs, comment };
}

/** What a platform may ask of OS containers. */
export const OS_CONTAINER_OPERATIONS = {
  listOsContainers: (world: MachineWorld, host: string): Answer<OsContainerView[]> =>
    onHost(world, host, (lxc) => containersOf(lxc, host).map((each) => osContainerView(lxc, each))),

  getOsContainer: (world: MachineWorld, host: string, name: string): Answer<OsContainerView> =>
    container(world, host, (lxc) => containerNamed(lxc, host, name)),

  createOsContainer: (world: MachineWorld, host: string, request: CreateRequest): Answer<OsContainerView> => {
    world.wake(host);
    return limited(world, host, request.limits, (lxc) => createContainer(lxc, host, request));
  },

  limitOsContainer: (
    world: MachineWorld,
    host: string,
    name: string,
    limits: LimitChanges,
  ): Answer<OsContainerView> =>
    limited(world, host, limits, () => world.lxc.limit(host, name, withoutNulls(limits))),

  destroyOsContainer: (
    world: MachineWorld,
    host: string,
    name: string,
    options: { readonly force: boolean; readonly snapshots: boolean },
  ): Answer<{ readonly removed: true }> =>
    onHost(world, host, (lxc) => {
      destroyContainer(lxc, host, name, options);
      return { removed: true };
    }),

  startOsContainer: (world: MachineWorld, host: string, name: string): Answer<OsContainerView> =>
    container(world, host, (lxc) => startContainer(lxc, host, name)),

  stopOsContainer: (
    world: MachineWorld,
    host: string,
    name: string,
    request: StopRequest,
  ): Answer<OsContainerView> => container(world, host, (lxc) => stopContainer(lxc, host, name, request)),

  freezeOsContainer: (world: MachineWorld, host: string, name: string): Answer<OsContainerView> =>
    container(world, host, (lxc) => freezeContainer(lxc, host, name)),

  unfreezeOsContainer: (world: MachineWorld, host: string, name: string): Answer<OsContainerView> =>
    container(world, host, (lxc) => unfreezeContainer(lxc, host, name)),

  readConsole: (world: MachineWorld, host: string, name: string): Answer<{ readonly text: string }> =>
    onHost(world, host, (lxc) => ({ text: consoleText(lxc, containerNamed(lxc, host, name)) })),

  listSnapshots: (world: MachineWorld, host: string, name: string): Answer<SnapshotView[]> =>
    onHost(world, host, (lxc) => snapshotsOf(lxc, host, name).map(snapshotView)),

  takeSnapshot: (world: MachineWorld, host: string, name: string, comment: string): Answer<SnapshotView> =>
    onHost(world, host, (lxc) => snapshotView(takeSnapshot(lxc, host, name, comment))),

  removeSnapshot: (
    world: MachineWorld,
    host: string,
    name: string,
    snapshot: string,
  ): Answer<{ readonly removed: true }> =>
    onHost(world, host, (lxc) => {
      removeSnapshot(lxc, host, name, snapshot);
      return { removed: true };
    }),

  restoreSnapshot: (
    world: MachineWorld,
    host: string,
    name: string,
    snapshot: string,
    newName?: string,
  ): Answer<OsContainerView> =>
    container(world, host, (lxc) => restoreSnapshot(lxc, host, name, snapshot, newName)),

  runCommand: (
    world: MachineWorld,
    host: string,
    name: string,
    request: CommandRequest,
  ): Answer<CommandView> => onHost(world, host, (lxc) => commandView(runCommand(lxc, host, name, request))),

  listCommands: (world: MachineWorld, host: string, name: string): Answer<CommandView[]> =>
    onHost(world, host, (lxc) => commandsOf(lxc, host, name).map(commandView)),

  getCommand: (world: MachineWorld, host: string, name: string, id: string): Answer<CommandView> =>
    onHost(world, host, (lxc) => commandView(commandOf(lxc, host, name, id))),

  removeCommand: (
    world: MachineWorld,
    host: string,
    name: string,
    id: string,
  ): Answer<{ readonly removed: true }> =>
    onHost(world, host, (lxc) => {
      removeCommand(lxc, host, name, id);
      return { removed: true };
    }),
} as const;
