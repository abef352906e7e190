import type { EndpointSliceObject } from '../../kinds/endpoint-slice.ts';
import type { Endpoint } from '../../schemas/generated/types.ts';
import { type DesiredEndpoint, endpointFrom, identityOf, isCurrent } from './desired.ts';

/** --max-endpoints-per-slice. */
const SLICE_MAX = 100;

/** What has to be done so that the slices of one list of ports hold the desired endpoints. */
export interface Packing {
  /** The endpoints of each slice to be created. */
  readonly create: Endpoint[][];
  readonly update: { readonly slice: EndpointSliceObject; readonly endpoints: Endpoint[] }[];
  readonly remove: EndpointSliceObject[];
}

interface Filling {
  readonly slice: EndpointSliceObject;
  endpoints: Endpoint[];
  changed: boolean;
}

/**
 * Changes as few slices as it can: endpoints stay where they are; new ones go into slices that change anyway,
 * then into the unchanged one that they fill best, then into slices of their own
 * (upstream's reconcileByPortMapping).
 * @param relabelled tells of slices that have to be written whatever is in them
 */
export function pack(
  slices: readonly EndpointSliceObject[],
  desired: readonly DesiredEndpoint[],
  relabelled: (slice: EndpointSliceObject) => boolean,
): Packing {
  const left = new Map(desired.map((each) => [identityOf(each.pod.metadata.uid, each.address), each]));
  const remove: EndpointSliceObject[] = [];
  const fillings: Filling[] = [];
  for (const slice of slices) {
    const filling = keepDesired(slice, left);
    if (filling.endpoints.length === 0) remove.push(slice);
    else fillings.push({ ...filling, changed: filling.changed || relabelled(slice) });
  }
  const waiting = [...left.values()]
    .sort((a, b) => (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1))
    .map(endpointFrom);
  const changed = fillings.filter((filling) => filling.changed);
  changed.sort((a, b) => b.endpoints.length - a.endpoints.length);
  for (const filling of changed) fill(filling, waiting);
  const create: Endpoint[][] = [];
  while (waiting.length > 0) {
    const best = waiting.length < SLICE_MAX ? bestFit(fillings, waiting.length) : undefined;
    if (best !== undefined) fill(best, waiting);
    else create.push(waiting.splice(0, SLICE_MAX));
  }
  return { create, update: fillings.filter((filling) => filling.changed), remove };
}

/** The slice without what isn't desired any more; what it holds is taken out of `left`. */
function keepDesired(slice: EndpointSliceObject, left: Map<string, DesiredEndpoint>): Filling {
  const before = slice.endpoints ?? [];
  const endpoints: Endpoint[] = [];
  let changed = false;
  for (const endpoint of before) {
    const identity = identityOf(endpoint.targetRef?.uid ?? '', endpoint.addresses[0] ?? '');
    const desired = left.get(identity);
    if (desired === undefined) {
      changed = true;
      continue;
    }
    left.delete(identity);
    const current = isCurrent(endpoint, desired);
    endpoints.push(current ? endpoint : endpointFrom(desired));
    changed ||= !current;
  }
  return { slice, endpoints, changed };
}

function fill(filling: Filling, waiting: Endpoint[]): void {
  const room = SLICE_MAX - filling.endpoints.length;
  if (room <= 0 || waiting.length === 0) return;
  filling.endpoints.push(...waiting.splice(0, room));
  filling.changed = true;
}

/** The unchanged slice that comes closest to full when so many endpoints are added. */
function bestFit(fillings: readonly Filling[], count: number): Filling | undefined {
  let best: Filling | undefined;
  for (const filling of fillings) {
    if (filling.changed || filling.endpoints.length + count > SLICE_MAX) continue;
    if (best === undefined || filling.endpoints.length > best.endpoints.length) best = filling;
  }
  return best;
}
