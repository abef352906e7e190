import { FieldErrors } from '../../apiserver/field-errors.ts';
import { goStrings } from '../../apiserver/go-syntax.ts';
import { internalError, invalid } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';
import type { ServiceObject } from '../service.ts';
import { type AddressPool, CLUSTER_IP_RANGE, isClusterIp, poolOf } from './address-pool.ts';
import { NONE, needsClusterIp, needsHealthCheckPort, needsNodePort, SERVICE } from './facts.ts';
import { chooseIpFamilies } from './ip-families.ts';
import { NodePorts } from './node-ports.ts';

/** What an allocation answers to a dry run, which takes nothing from the pool. */
const DRY_RUN_IP = '10.96.0.0';

/**
 * Gives a new service its addresses and ports, as upstream's allocateCreate.
 * @throws ApiError
 */
export function allocateForCreate(draft: ServiceObject, cluster: Cluster, dryRun: boolean): void {
  const pool = poolOf(cluster);
  chooseIpFamilies(draft, undefined);
  allocateClusterIps(draft, pool, dryRun);
  const ports = new NodePorts(draft.metadata.name, pool, dryRun);
  if (needsNodePort(draft.spec)) ports.allocateNew(draft.spec);
  if (needsHealthCheckPort(draft.spec)) ports.allocateHealthCheck(draft.spec);
}

/**
 * Gives a changed service what it lacks, as upstream's allocateUpdate. What it no longer names is free
 * once it is stored.
 * @throws ApiError
 */
export function allocateForUpdate(
  draft: ServiceObject,
  old: ServiceObject,
  cluster: Cluster,
  dryRun: boolean,
): void {
  const pool = poolOf(cluster);
  chooseIpFamilies(draft, old.spec);
  if (!needsClusterIp(old.spec) && needsClusterIp(draft.spec)) allocateClusterIps(draft, pool, dryRun);
  const ports = new NodePorts(draft.metadata.name, pool, dryRun);
  if (needsNodePort(draft.spec)) ports.allocateChanged(draft.spec, old.spec);
  if (needsHealthCheckPort(draft.spec) && !needsHealthCheckPort(old.spec)) {
    ports.allocateHealthCheck(draft.spec);
  }
}

function allocateClusterIps({ metadata, spec }: ServiceObject, pool: AddressPool, dryRun: boolean): void {
  if (!needsClusterIp(spec) || spec.clusterIPs?.[0] === NONE) return;
  const asked = spec.clusterIPs?.[0] ?? '';
  if (asked === '') {
    const ip = dryRun ? DRY_RUN_IP : pool.nextIp();
    if (ip === undefined) throw internalError('failed to allocate a serviceIP: range is full');
    spec.clusterIP = ip;
    spec.clusterIPs = [ip];
    return;
  }
  const problem = problemOf(asked, pool, dryRun);
  if (problem === undefined) return;
  const errors = new FieldErrors();
  const why = `failed to allocate IP ${asked}: ${problem}`;
  errors.invalid('spec.clusterIPs', goStrings(spec.clusterIPs), why);
  throw invalid(SERVICE, metadata.name, errors.causes);
}

function problemOf(ip: string, pool: AddressPool, dryRun: boolean): string | undefined {
  if (!isClusterIp(ip)) {
    return dryRun
      ? `the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${CLUSTER_IP_RANGE}`
      : 'the provided network does not match the current range';
  }
  return !dryRun && pool.hasIp(ip) ? 'provided IP is already allocated' : undefined;
}
