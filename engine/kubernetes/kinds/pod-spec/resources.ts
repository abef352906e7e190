import { milliValue, parseQuantity, value } from '../../apiserver/quantity.ts';
import type { Container, PodSpec, Quantity } from '../../schemas/generated/types.ts';

/** What a pod asks of a node. */
export interface PodRequests {
  readonly milliCpu: number;
  readonly memoryBytes: number;
  readonly ephemeralBytes: number;
  /** In whole units, by name: hugepages and extended resources. */
  readonly other: Readonly<Record<string, number>>;
}

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

type Quantities = Readonly<Record<string, Quantity>> | undefined;
type Amounts = Map<string, number>;

/** Millicores for cpu, whole units for the rest. */
function amountOf(resource: string, quantity: Quantity): number {
  const parsed = parseQuantity(quantity);
  return Number(resource === 'cpu' ? milliValue(parsed) : value(parsed));
}

function amounts(quantities: Quantities): Amounts {
  const found: Amounts = new Map();
  if (quantities === undefined) return found;
  for (const resource of Object.keys(quantities)) {
    found.set(resource, amountOf(resource, quantities[resource] ?? '0'));
  }
  return found;
}

function add(total: Amounts, more: Amounts): void {
  for (const [resource, amount] of more) total.set(resource, (total.get(resource) ?? 0) + amount);
}

function raise(total: Amounts, floor: Amounts): void {
  for (const [resource, amount] of floor) total.set(resource, Math.max(total.get(resource) ?? 0, amount));
}

/** An init container that keeps running: a sidecar. */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

/**
 * What the pod asks for in total, as component-helpers' PodRequests: its containers and sidecars together,
 * or the most demanding moment of its initialization, and its overhead. For valid specs.
 */
export function podRequests(spec: PodSpec): PodRequests {
  const total: Amounts = new Map();
  for (const { resources } of spec.containers) add(total, amounts(resources?.requests));
  const sidecars: Amounts = new Map();
  const initialization: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = amounts(container.resources?.requests);
    if (isSidecar(container)) {
      add(total, own);
      add(sidecars, own);
      raise(initialization, sidecars);
    } else {
      add(own, sidecars);
      raise(initialization, own);
    }
  }
  raise(total, initialization);
  add(total, amounts(spec.overhead));
  const { cpu = 0, memory = 0, 'ephemeral-storage': ephemeral = 0, ...other } = Object.fromEntries(total);
  return { milliCpu: cpu, memoryBytes: memory, ephemeralBytes: ephemeral, other };
}

const COMPUTE = ['cpu', 'memory'] as const;

/** Adds up cpu and memory; true where both are there. */
function addCompute(total: Amounts, quantities: Quantities): boolean {
  let found = 0;
  for (const resource of COMPUTE) {
    const quantity = quantities?.[resource];
    const amount = quantity === undefined ? 0 : amountOf(resource, quantity);
    if (amount <= 0) continue;
    found++;
    total.set(resource, (total.get(resource) ?? 0) + amount);
  }
  return found === COMPUTE.length;
}

/** The pod's quality of service, as upstream's qos.ComputePodQOS. */
export function qosClass(spec: PodSpec): QosClass {
  const requests: Amounts = new Map();
  const limits: Amounts = new Map();
  let limited = true;
  for (const list of [spec.containers, spec.initContainers ?? []]) {
    for (const { resources } of list) {
      addCompute(requests, resources?.requests);
      limited = addCompute(limits, resources?.limits) && limited;
    }
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const equal = COMPUTE.every((resource) => requests.get(resource) === limits.get(resource));
  return limited && equal ? 'Guaranteed' : 'Burstable';
}
