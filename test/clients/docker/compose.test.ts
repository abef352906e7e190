import { createInterface } from 'node:readline';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { dockerodeOf } from '../../harness/dockerode.ts';

const RATE = 200;
const LOOKS_MAX = 200;
/** What happens to each container when it is taken away. */
const ACTIONS = ['kill', 'die', 'stop', 'destroy'];
const PROJECT = 'com.docker.compose.project=shop';

const labels = (service: string) => ({
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': service,
  'com.docker.compose.container-number': '1',
  'com.docker.compose.oneoff': 'False',
  'com.docker.compose.config-hash': service.repeat(8),
});

/** The calls of docker compose for a web server that depends on a healthy redis, in its order. */
describe('docker compose', () => {
  let [atoll, docker]: [TestAtoll | undefined, Docker] = [undefined, new Docker()];

  beforeAll(async () => {
    atoll = await startAtoll();
    docker = await dockerodeOf(atoll, RATE, 'v1.50');
  });

  afterAll(() => atoll?.stop());

  const pulled = async (image: string) => {
    const progress = await docker.pull(image);
    await new Promise((resolve) => docker.modem.followProgress(progress, resolve));
    return docker.getImage(image).inspect();
  };
  const ofProject = (...more: readonly string[]) =>
    docker.listContainers({ all: true, filters: { label: [PROJECT, ...more] } });
  const status = (reason: unknown) =>
    typeof reason === 'object' && reason !== null && 'statusCode' in reason ? reason.statusCode : reason;

  it('up: makes what is missing', async () => {
    const missing = [
      docker.getNetwork('shop_default').inspect(),
      docker.getVolume('shop_data').inspect(),
      docker.getImage('redis:alpine').inspect(),
    ];
    const refused = await Promise.allSettled(missing);
    expect(refused.map((each) => each.status === 'rejected' && status(each.reason))).toEqual([404, 404, 404]);
    expect(await ofProject('com.docker.compose.oneoff=False')).toEqual([]);
    for (const image of ['redis:alpine', 'nginx:alpine']) await pulled(image);
    const network = { 'com.docker.compose.network': 'default', 'com.docker.compose.project': 'shop' };
    await docker.createNetwork({
      Name: 'shop_default',
      CheckDuplicate: true,
      Driver: 'bridge',
      Labels: network,
    });
    await docker.createVolume({ Name: 'shop_data', Labels: { 'com.docker.compose.project': 'shop' } });
    expect(await docker.listNetworks({ filters: { label: [PROJECT] } })).toMatchObject([
      { Name: 'shop_default', Labels: network },
    ]);
    expect(await docker.listVolumes({ filters: { label: [PROJECT] } })).toMatchObject({
      Volumes: [{ Name: 'shop_data' }],
    });
  });

  it('up: creates containers with their names in the network, and starts one when the other is healthy', async () => {
    const settings = (service: string) => ({
      HostConfig: { NetworkMode: 'shop_default', RestartPolicy: { Name: 'unless-stopped' } },
      NetworkingConfig: {
        EndpointsConfig: { shop_default: { Aliases: [`shop-${service}-1`, service] } },
      },
    });
    const cache = settings('cache');
    const redis = await docker.createContainer({
      name: 'shop-cache-1',
      Image: 'redis:alpine',
      Labels: labels('cache'),
      Healthcheck: { Test: ['CMD', 'redis-cli', 'ping'], Interval: 1e9, Timeout: 1e9, Retries: 5 },
      ...cache,
      HostConfig: {
        ...cache.HostConfig,
        Mounts: [{ Type: 'volume', Source: 'shop_data', Target: '/data' }],
      },
    });
    const web = await docker.createContainer({
      name: 'shop-web-1',
      Image: 'nginx:alpine',
      Labels: labels('web'),
      ExposedPorts: { '80/tcp': {} },
      ...settings('web'),
    });
    await redis.start();
    let health = '';
    for (let looks = 0; health !== 'healthy' && looks < LOOKS_MAX; looks++) {
      health = (await redis.inspect()).State.Health?.Status ?? '';
    }
    expect(health).toBe('healthy');
    await web.start();
    const exec = await web.exec({ Cmd: ['getent', 'hosts', 'cache'], AttachStdout: true, Tty: true });
    let said = '';
    for await (const chunk of await exec.start({ Tty: true })) said += chunk;
    expect(said).toMatch(/^172\.\d+\.\d+\.\d+ +cache/);
    const { Config, NetworkSettings } = await web.inspect();
    expect(Config.Labels['com.docker.compose.config-hash']).toBe('web'.repeat(8));
    expect(NetworkSettings.Networks.shop_default?.Aliases).toEqual(['shop-web-1', 'web']);
  });

  it('ps, logs: finds them by their labels', async () => {
    const names = (found: readonly Docker.ContainerInfo[]) => found.flatMap(({ Names }) => Names);
    expect(names(await ofProject())).toEqual(['/shop-web-1', '/shop-cache-1']);
    expect(names(await ofProject('com.docker.compose.service=cache'))).toEqual(['/shop-cache-1']);
    expect(names(await ofProject('com.docker.compose.service=other'))).toEqual([]);
    const log = await docker.getContainer('shop-cache-1').logs({ stdout: true, stderr: true });
    expect(String(log)).toContain('Ready to accept connections');
  });

  it('down: stops and removes all of it, and tells who watches the project', async () => {
    const events = await docker.getEvents({
      filters: { type: ['container'], event: ACTIONS, label: [PROJECT] },
    });
    const seen: string[] = [];
    const over = new Promise<void>((resolve) => {
      createInterface({ input: events }).on('line', (line) => {
        const { Action, Actor } = JSON.parse(line);
        seen.push(`${Actor.Attributes['com.docker.compose.service']} ${Action}`);
        if (seen.filter((each) => each.endsWith('destroy')).length === 2) resolve();
      });
    });
    for (const { Id } of await ofProject()) {
      const container = docker.getContainer(Id);
      await container.stop();
      await container.remove({ v: true, force: true });
    }
    await docker.getNetwork('shop_default').remove();
    await docker.getVolume('shop_data').remove();
    await over;
    expect(seen).toEqual(['web', 'cache'].flatMap((name) => ACTIONS.map((action) => `${name} ${action}`)));
    expect(await ofProject()).toEqual([]);
  });
});
