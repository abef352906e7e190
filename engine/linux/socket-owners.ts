import { commandName } from './command-name.ts';
import type { Kernel } from './kernel.ts';
import { networkName, networkOf } from './network-namespace.ts';
import type { NetworkView } from './network-view.ts';
import { type Process, pidIn } from './process.ts';

/** The network namespace of a process, with whose each socket is as far as the process can see that. */
export function networkSeenBy(kernel: Kernel, viewer: Process): NetworkView {
  const initial = kernel.namespaces.initial().pid;
  return withOwners(kernel, viewer.host, networkOf(viewer), (owner) =>
    pidIn(owner, viewer.namespaces.pid, initial),
  );
}

/** The same as the host's root sees it. */
export function networkOfHost(kernel: Kernel, host: string, namespace: number): NetworkView {
  return withOwners(kernel, host, networkName(host, namespace), ({ pid }) => pid);
}

function withOwners(
  kernel: Kernel,
  host: string,
  namespace: string,
  pidOf: (owner: Process) => number | undefined,
): NetworkView {
  const { interfaces, routes, sockets, unixSockets, neighbours } = kernel.network.view(namespace);
  const owners = kernel.descriptors.socketOwners(host);
  const withOwner = <Facts>({ socket, ...facts }: Facts & { readonly socket: string }) => {
    const owner = owners.get(socket);
    const pid = owner === undefined ? undefined : pidOf(owner);
    return owner === undefined || pid === undefined ? facts : { ...facts, pid, program: commandName(owner) };
  };
  return {
    interfaces,
    routes,
    sockets: sockets.map(withOwner),
    unixSockets: unixSockets.map(withOwner),
    neighbours,
  };
}
