import { expect, it } from 'vitest';
import { openDocker } from '../harness/docker-api.ts';

it('says what images, containers and volumes take', async () => {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await docker.ask('POST', '/volumes/create', { Name: 'data' });
  const Mounts = [{ Type: 'volume', Source: 'data', Target: '/d' }];
  const body = { Image: 'busybox', Cmd: ['true'], HostConfig: { Mounts } };
  expect((await docker.ask('POST', '/containers/create?name=web', body)).status).toBe(201);
  expect((await docker.ask('GET', '/system/df')).json).toMatchObject({
    LayersSize: 4_402_839,
    Images: [{ RepoTags: ['busybox:latest'], Size: 4_402_839, SharedSize: 0, Containers: 1 }],
    Containers: [{ Names: ['/web'], SizeRw: 0, SizeRootFs: 4_402_839, State: 'created' }],
    Volumes: [{ Name: 'data', UsageData: { Size: 0, RefCount: 1 } }],
    BuildCache: [],
  });
  expect((await docker.ask('GET', '/system/df?type=volume')).json).toMatchObject({
    Images: null,
    Containers: null,
    Volumes: [{ Name: 'data' }],
  });
  expect((await docker.ask('GET', '/system/df?type=x')).json).toEqual({
    message: 'unknown object type: x',
  });
});
