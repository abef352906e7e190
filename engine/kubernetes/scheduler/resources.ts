import { milliValue, parseQuantity, QuantityError, value } from '../apiserver/quantity.ts';
import type { Container, PodSpec } from '../schemas/generated/types.ts';

/** Amounts by resource name: cpu in millicores, everything else in whole units (bytes, pieces). */
export type Amounts = ReadonlyMap<string, number>;

/** What a container without requests counts as when nodes are scored: upstream's DefaultMilliCPURequest. */
const UNREQUESTED_MILLICPU = 100;
/** As above, in bytes: upstream's DefaultMemoryRequest. */
const UNREQUESTED_MEMORY = 200 * 1024 * 1024;

/** Parsed quantities by resource and text: the same few texts come again in every pod. */
const parsed = new Map<string, number>();
const PARSED_MAX = 2000;

/** Millicores of `cpu`, whole units of anything else. A text that isn't a quantity counts as nothing. */
export function amountOf(resource: string, quantity: string): number {
  const key = resource === 'cpu' ? `m${quantity}` : `u${quantity}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  if (parsed.size >= PARSED_MAX) parsed.clear();
  const amount = parseAmount(resource, quantity);
  parsed.set(key, amount);
  return amount;
}

function parseAmount(resource: string, quantity: string): number {
  try {
    const quantityParsed = parseQuantity(quantity);
    return Number(resource === 'cpu' ? milliValue(quantityParsed) : value(quantityParsed));
  } catch (error) {
    if (error instanceof QuantityError) return 0;
    throw error;
  }
}

export function amountsOf(list: Readonly<Record<string, string>> | undefined): Amounts {
  const amounts = new Map<string, number>();
  for (const [resource, quantity] of Object.entries(list ?? {})) {
    amounts.set(resource, amountOf(resource, quantity));
  }
  return amounts;
}

/** What a pod asks of its node; init containers run before the others, so only the larger of both counts. */
export function podRequests(spec: PodSpec): Amounts {
  return podTotal(spec, (container) => amountsOf(container.resources?.requests));
}

/** As `podRequests`, with the scheduler's defaults for cpu and memory where a container asks for none. */
export function scoredRequests(spec: PodSpec): Amounts {
  return podTotal(spec, (container) => {
    const requests = new Map(amountsOf(container.resources?.requests));
    if (!requests.has('cpu')) requests.set('cpu', UNREQUESTED_MILLICPU);
    if (!requests.has('memory')) requests.set('memory', UNREQUESTED_MEMORY);
    return requests;
  });
}

/** Upstream's AggregateContainerRequests. A restartable init container (sidecar) keeps what it asks for. */
function podTotal(spec: PodSpec, read: (container: Container) => Amounts): Amounts {
  const total = new Map<string, number>();
  for (const container of spec.containers) add(total, read(container));
  const sidecars = new Map<string, number>();
  const peak = new Map<string, number>();
  for (const container of spec.initContainers ?? []) {
    const own = new Map(read(container));
    if (container.restartPolicy === 'Always') {
      add(total, own);
      add(sidecars, own);
      raise(peak, sidecars);
    } else {
      add(own, sidecars);
      raise(peak, own);
    }
  }
  raise(total, peak);
  add(total, amountsOf(spec.overhead));
  return total;
}

function add(total: Map<string, number>, more: Amounts): void {
  for (const [resource, amount] of more) total.set(resource, (total.get(resource) ?? 0) + amount);
}

function raise(total: Map<string, number>, least: Amounts): void {
  for (const [resource, amount] of least) total.set(resource, Math.max(total.get(resource) ?? 0, amount));
}
