import { type Question, type ResourceRecord, reversed } from './dns-records.ts';
import type { Attachment } from './namespace-table.ts';
import type { World } from './world.ts';

const TTL_S = 600;

/**
 * Docker's name server, as the containers of a namespace see it: containers on the same networks, by name, alias,
 * short id, and with the network's name behind. Undefined: it doesn't know, and asks the servers of the host.
 */
export function askDocker(
  world: World,
  namespaceId: string,
  question: Question,
): ResourceRecord[] | undefined {
  const { name, type } = question;
  if (type === 'PTR') return pointer(world, namespaceId, name);
  if (type !== 'A' && type !== 'AAAA' && type !== 'MX') return undefined;
  const addresses = lookUp(world, namespaceId, name);
  if (addresses.length === 0) return undefined;
  if (type !== 'A') return [];
  return shuffled(world, addresses).map((value) => ({ name, type, ttl: TTL_S, value }));
}

function lookUp(world: World, namespaceId: string, asked: string): string[] {
  const { interfaces, resolver } = world.namespaces.get(namespaceId);
  const links = new Map(Object.entries(resolver.embedded?.links ?? {}));
  const name = links.get(asked)?.toLowerCase() ?? asked;
  for (const { segment } of interfaces) {
    if (segment === undefined) continue;
    const found = neighbours(world, namespaceId, segment).filter((candidate) => isCalled(candidate, name));
    const addresses = found.flatMap((candidate) =>
      candidate.interface.addresses.map(({ address }) => address),
    );
    if (addresses.length > 0) return [...new Set(addresses)];
  }
  return [];
}

/** Those on a wire that belong to the same Docker network. */
function neighbours(world: World, namespaceId: string, segment: string): Attachment[] {
  const { host, interfaces } = world.namespaces.get(namespaceId);
  const own = interfaces.find((candidate) => candidate.segment === segment);
  return world.namespaces
    .onSegment(segment)
    .filter(
      (candidate) =>
        candidate.namespace.host === host &&
        candidate.interface.network === own?.network &&
        candidate.interface.names !== undefined,
    );
}

function isCalled({ interface: { names = [], network } }: Attachment, name: string): boolean {
  return names.some((each) => {
    const own = each.toLowerCase();
    return own === name || `${own}.${network?.toLowerCase()}` === name;
  });
}

function pointer(world: World, namespaceId: string, asked: string): ResourceRecord[] | undefined {
  const address = reversed(asked);
  if (address === undefined) return undefined;
  for (const { segment } of world.namespaces.get(namespaceId).interfaces) {
    if (segment === undefined) continue;
    const holder = neighbours(world, namespaceId, segment).find((candidate) =>
      candidate.interface.addresses.some((own) => own.address === address),
    );
    const name = holder?.interface.names?.[0];
    if (name === undefined) continue;
    return [{ name: asked, type: 'PTR', ttl: TTL_S, value: `${name}.${holder?.interface.network}.` }];
  }
  return undefined;
}

/** Several that share an alias take turns. */
function shuffled(world: World, addresses: readonly string[]): string[] {
  const order = [...addresses];
  for (let at = order.length - 1; at > 0; at--) {
    const other = world.simulation.random.below(at + 1);
    const [a = '', b = ''] = [order[at], order[other]];
    order[at] = b;
    order[other] = a;
  }
  return order;
}
