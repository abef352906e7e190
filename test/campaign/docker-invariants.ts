import { z } from 'zod';
import type { StoredRecord } from '../../db/sandbox/changes.ts';
import type { DockerApi } from '../harness/docker-api.ts';

const inspectSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  State: z.object({
    Status: z.enum(['created', 'running', 'paused', 'restarting', 'exited']),
    Running: z.boolean(),
    Paused: z.boolean(),
    Restarting: z.boolean(),
    Pid: z.number(),
  }),
  HostConfig: z.object({ NetworkMode: z.string() }),
  NetworkSettings: z.object({
    Ports: z.record(z.string(), z.unknown()),
    Networks: z.record(z.string(), z.object({ IPAddress: z.string(), EndpointID: z.string() })),
  }),
});
type Inspected = z.infer<typeof inspectSchema>;

const listSchema = z.array(z.object({ Id: z.string(), State: z.string() }));

/** Looks for what can't be. @throws Error that says what it has found */
export async function checkWorld(docker: DockerApi): Promise<void> {
  const listed = listSchema.parse((await docker.ask('GET', '/containers/json?all=1')).json);
  const addresses = new Set<string>();
  for (const { Id, State } of listed) {
    const inspected = inspectSchema.parse((await docker.ask('GET', `/containers/${Id}/json`)).json);
    const problem =
      problemWith(inspected) ?? (State === inspected.State.Status ? undefined : `listed as ${State}`);
    if (problem !== undefined) throw new Error(`${inspected.Name} is ${inspected.State.Status}: ${problem}`);
    for (const [network, { IPAddress }] of Object.entries(inspected.NetworkSettings.Networks)) {
      if (IPAddress === '') continue;
      const address = `${network} ${IPAddress}`;
      if (addresses.has(address)) throw new Error(`two containers have ${address}`);
      addresses.add(address);
    }
  }
  checkProcesses(docker);
}

function problemWith({ State, HostConfig, NetworkSettings }: Inspected): string | undefined {
  const { Status, Running, Paused, Restarting, Pid } = State;
  const has = Status === 'running' || Status === 'paused';
  const endpoints = Object.values(NetworkSettings.Networks);
  if (Running !== (has || Status === 'restarting')) return `Running is ${Running}`;
  if (Paused !== (Status === 'paused') || Restarting !== (Status === 'restarting'))
    return 'its states disagree';
  if (Pid > 0 !== has) return `its process is ${Pid}`;
  if (!has && endpoints.some(({ IPAddress, EndpointID }) => IPAddress !== '' || EndpointID !== '')) {
    return 'it has an address';
  }
  const isShared = HostConfig.NetworkMode.startsWith('container:');
  if (has && !isShared && endpoints.some(({ EndpointID }) => EndpointID === '')) return 'it hangs on nothing';
  if (!has && Object.keys(NetworkSettings.Ports).length > 0) return 'it has ports';
  return undefined;
}

/** Control groups of containers, and those of their processes, are those of containers that run. */
function checkProcesses({ sandbox }: DockerApi): void {
  const { docker, machines } = sandbox;
  for (const { cgroup, host } of machines.kernel.processes.all()) {
    const [, id] = /\/docker-([0-9a-f]{64})\.scope/.exec(cgroup) ?? [];
    if (id === undefined) continue;
    const container = docker.world.containers.byId(id);
    if (container === undefined) throw new Error(`a process of ${host} is left of ${id}, which is gone`);
    if (container.status !== 'running' && container.status !== 'paused') {
      throw new Error(`a process is left of ${container.name}, which is ${container.status}`);
    }
  }
}

/** What only grows: the log of events, and numbers that are given once. */
const GROWING = new Set(['docker_events', 'network_socket_counter']);

/** Of the kinds of records of which there are more than before: those that weren't there. */
export function leftOver(before: readonly StoredRecord[], after: readonly StoredRecord[]): string[] {
  const known = new Set(before.map(keyOf));
  const counts = (records: readonly StoredRecord[]) => {
    const all = new Map<string, number>();
    for (const { kind } of records) all.set(kind, (all.get(kind) ?? 0) + 1);
    return all;
  };
  const [had, has] = [counts(before), counts(after)];
  const grown = new Set(
    [...has].filter(([kind, count]) => count > (had.get(kind) ?? 0)).map(([kind]) => kind),
  );
  return after
    .filter((record) => grown.has(record.kind) && !GROWING.has(record.kind) && !known.has(keyOf(record)))
    .map(({ kind, key, value }) => `${kind} ${key} ${value}`);
}

function keyOf({ kind, key }: StoredRecord): string {
  return `${kind} ${key}`;
}

/** The keys of what two databases don't have alike. */
export function differences(some: readonly StoredRecord[], others: readonly StoredRecord[]): string[] {
  const [first, second] = [some, others].map(
    (records) => new Map(records.map((row) => [keyOf(row), row.value])),
  );
  const keys = new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])]);
  return [...keys].filter((each) => first?.get(each) !== second?.get(each));
}
