import { expect } from 'vitest';
import { type DockerApi, openDocker } from './docker-api.ts';

export async function withBusybox(): Promise<DockerApi> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  return docker;
}

export const subnet = (Subnet: string, more: object = {}) => ({ IPAM: { Config: [{ Subnet, ...more }] } });

export async function createNetwork(docker: DockerApi, name: string, body: object = {}): Promise<string> {
  const { status, json } = await docker.ask('POST', '/networks/create', { Name: name, ...body });
  expect([status, json]).toMatchObject([201, { Warning: '' }]);
  return (json as { Id: string }).Id;
}

/** Runs something that stays. */
export async function stays(
  docker: DockerApi,
  name: string,
  network?: string,
  more: object = {},
): Promise<string> {
  const { json } = await docker.ask('POST', `/containers/create?name=${name}`, {
    Image: 'busybox',
    Cmd: ['tail', '-f', '/dev/null'],
    HostConfig: network === undefined ? {} : { NetworkMode: network },
    ...more,
  });
  const started = await docker.ask('POST', `/containers/${name}/start`);
  expect([started.status, started.json]).toEqual([204, undefined]);
  return (json as { Id: string }).Id;
}

export interface InspectedNetworks {
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly Ports: object;
  };
}

export async function endpointsOf(docker: DockerApi, name: string) {
  return ((await docker.ask('GET', `/containers/${name}/json`)).json as InspectedNetworks).NetworkSettings
    .Networks;
}

/** What a command prints in a running container. */
export async function exec(docker: DockerApi, container: string, ...Cmd: string[]): Promise<string> {
  const { json } = await docker.ask('POST', `/containers/${container}/exec`, {
    Cmd,
    Tty: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  const { Id } = json as { Id: string };
  const { bytes } = await docker.ask('POST', `/exec/${Id}/start`, { Tty: true });
  return new TextDecoder().decode(bytes).replaceAll('\r', '');
}

export async function networkNames(docker: DockerApi, filters: object = {}): Promise<string[]> {
  const { json } = await docker.ask(
    'GET',
    `/networks?filters=${encodeURIComponent(JSON.stringify(filters))}`,
  );
  return (json as { Name: string }[]).map(({ Name }) => Name).sort();
}
