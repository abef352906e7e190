import { createAtollClient, type Schemas } from '../../api/client/index.ts';
import type { TestAtoll } from './atoll.ts';
import { dataOf } from './student.ts';

/** A sandbox with its Docker daemon and its http door, as plain HTTP reaches them on both hosts. */
export interface Web {
  readonly id: string;
  readonly client: ReturnType<typeof createAtollClient>;
  /** Where the door is, with its key. */
  readonly door: string;
  /** Where the daemon is, with its key. */
  readonly daemon: string;
  /** How fast its clock goes from now on; default: as it did first. */
  setRate(rate?: number): Promise<void>;
  /** Asks the daemon. */
  docker(method: string, path: string, body?: object): Promise<Response>;
  /** Pulls an image and starts a container of it, with ports as `8080:80`. */
  run(image: string, ports: readonly string[], more?: object): Promise<string>;
  /** Runs a shell command in a container. @returns what it prints */
  sh(container: string, script: string): Promise<string>;
}

/** How fast clocks are that go on by themselves. */
const RATE = 200;

/** With the clock on, by default, and without a cluster. */
export async function openWeb(atoll: TestAtoll, body: Schemas['SandboxCreate'] = {}): Promise<Web> {
  const client = createAtollClient(atoll);
  const clock = { mode: 'realtime' as const, rate: RATE };
  const { id } = dataOf(await client.POST('/v1/sandboxes', { body: { kubernetes: false, clock, ...body } }));
  const params = { path: { id } };
  const { host } = dataOf(await client.GET('/v1/sandboxes/{id}/docker', { params }));
  const daemon = host.replace('tcp:', 'http:');
  const { url } = dataOf(await client.GET('/v1/sandboxes/{id}/http', { params }));
  const docker: Web['docker'] = (method, path, asked) =>
    fetch(daemon + path, {
      method,
      ...(asked === undefined
        ? {}
        : { body: JSON.stringify(asked), headers: { 'Content-Type': 'application/json' } }),
    });
  return {
    id,
    client,
    door: url,
    daemon,
    docker,
    async setRate(rate = RATE) {
      dataOf(
        await client.PATCH('/v1/sandboxes/{id}', { params, body: { clock: { mode: 'realtime', rate } } }),
      );
    },
    async run(image, ports, { HostConfig = {}, ...more }: { HostConfig?: object } = {}) {
      await (await docker('POST', `/images/create?fromImage=${image}&tag=latest`)).text();
      const bindings = ports.map((each) => each.split(':'));
      const PortBindings = Object.fromEntries(
        bindings.map((each) => [
          `${each.at(-1)}/tcp`,
          [{ HostPort: each.at(-2), HostIp: each.length > 2 ? each[0] : '' }],
        ]),
      );
      const ExposedPorts = Object.fromEntries(Object.keys(PortBindings).map((port) => [port, {}]));
      const config = { Image: image, ...more, ExposedPorts, HostConfig: { PortBindings, ...HostConfig } };
      const { Id }: { Id: string } = await (await docker('POST', '/containers/create', config)).json();
      const started = await docker('POST', `/containers/${Id}/start`);
      if (started.status !== 204) throw new Error(await started.text());
      return Id;
    },
    async sh(container, script) {
      const Cmd = ['sh', '-c', script];
      const asked = { Cmd, Tty: true, AttachStdout: true, AttachStderr: true };
      const made = await docker('POST', `/containers/${container}/exec`, asked);
      const { Id }: { Id: string } = await made.json();
      return (await docker('POST', `/exec/${Id}/start`, { Tty: true })).text();
    },
  };
}
