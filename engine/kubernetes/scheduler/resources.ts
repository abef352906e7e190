import { milliValue, parseQuantity, value } from '../apiserver/quantity.ts';
import { podRequests } from '../kinds/pod-spec/resources.ts';
import type { Container, PodSpec } from '../schemas/generated/types.ts';

/** Amounts by resource name: cpu in millicores, everything else in whole units (bytes, pieces). */
export type Amounts = ReadonlyMap<string, number>;

/** What a container without requests counts as when nodes are scored (upstream's DefaultMilliCPURequest …). */
const UNREQUESTED = { cpu: '100m', memory: '200Mi' };

/** Of valid quantities. */
export function amountsOf(list: Readonly<Record<string, string>> | undefined): Amounts {
  const amounts = new Map<string, number>();
  for (const [resource, quantity] of Object.entries(list ?? {})) {
    const parsed = parseQuantity(quantity);
    amounts.set(resource, Number(resource === 'cpu' ? milliValue(parsed) : value(parsed)));
  }
  return amounts;
}

/** What a pod asks of its node. */
export function requestsOf(spec: PodSpec): Amounts {
  const { milliCpu, memoryBytes, ephemeralBytes, other } = podRequests(spec);
  const amounts = new Map(Object.entries(other));
  if (milliCpu > 0) amounts.set('cpu', milliCpu);
  if (memoryBytes > 0) amounts.set('memory', memoryBytes);
  if (ephemeralBytes > 0) amounts.set('ephemeral-storage', ephemeralBytes);
  return amounts;
}

/** As `requestsOf`, with the scheduler's defaults for cpu and memory where a container asks for none. */
export function scoredRequestsOf(spec: PodSpec): Amounts {
  const withDefaults = (container: Container): Container => ({
    ...container,
    resources: { requests: { ...UNREQUESTED, ...container.resources?.requests } },
  });
  return requestsOf({
    ...spec,
    containers: spec.containers.map(withDefaults),
    initContainers: (spec.initContainers ?? []).map(withDefaults),
  });
}
