import { freeAddress } from '../container/host-address.ts';
import { HOST_SERVICES } from '../container/host-services.ts';
import { HOSTS_MAX } from '../limits.ts';
import type { Host } from '../linux/hosts.ts';
import type { MachineRefusal } from './refusal.ts';
import type { MachineWorld } from './world.ts';

/** A virtual machine that is to be added. */
export interface HostRequest {
  readonly name: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly selinux: Host['selinux'];
}

/** From the power button to the login prompt: firmware, kernel, and systemd with its units. */
const BOOT_MS = 18_000;

const ID_DIGITS = 32;

/** Boots another virtual machine with a container engine. */
export function addHost(world: MachineWorld, request: HostRequest): Host | MachineRefusal {
  const { machines, simulation } = world;
  const { hosts } = machines.kernel;
  if (world.isNeeded(request.name) || hosts.get(request.name) !== undefined) return { refused: 'name taken' };
  const all = hosts.all();
  if (all.length >= HOSTS_MAX) return { refused: 'too many hosts' };
  const now = simulation.now();
  return machines.addHost(
    {
      ...request,
      address: freeAddress(all),
      bootedMs: now,
      readyMs: now + BOOT_MS,
      machineId: simulation.random.hex(ID_DIGITS),
    },
    HOST_SERVICES,
  );
}
