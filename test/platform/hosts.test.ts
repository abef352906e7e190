import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import { newSandbox, openPlatform, type Platform, problemOf, type Tenant } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

const ALPINE = { distribution: 'alpine', release: '3.21' };

async function withHost(): Promise<{ id: string; path: { id: string; host: string } }> {
  const { id } = await newSandbox(tenant);
  const body = { name: 'vm-1', cpus: 2, memoryBytes: 2 ** 31, selinux: 'enforcing' as const };
  dataOf(await tenant.client.POST('/v1/sandboxes/{id}/hosts', { params: { path: { id } }, body }));
  return { id, path: { id, host: 'vm-1' } };
}

it('boots a virtual machine, which takes its time and its memory', async () => {
  const { id, path } = await withHost();
  const booting = dataOf(await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}', { params: { path } }));
  expect(booting).toMatchObject({ name: 'vm-1', state: 'booting', cpus: 2, selinux: 'enforcing' });
  expect(booting.overheadBytes).toBeGreaterThan(200 * 2 ** 20);
  await tenant.client.POST('/v1/sandboxes/{id}/clock/advance', {
    params: { path: { id } },
    body: { seconds: 20 },
  });
  const { hosts } = dataOf(await tenant.client.GET('/v1/sandboxes/{id}/hosts', { params: { path: { id } } }));
  expect(hosts.filter(({ name }) => name === 'vm-1')).toMatchObject([{ state: 'running' }]);
});

it('has the hosts that every sandbox has, once they are asked for', async () => {
  const { id } = await newSandbox(tenant);
  const read = (host: string) =>
    tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}', { params: { path: { id, host } } });
  expect(dataOf(await read('docker'))).toMatchObject({ name: 'docker', state: 'running' });
  expect(dataOf(await read('node-1'))).toMatchObject({ name: 'node-1', address: '192.168.49.3' });
  const { hosts } = dataOf(await tenant.client.GET('/v1/sandboxes/{id}/hosts', { params: { path: { id } } }));
  expect(hosts.map(({ name }) => name)).toEqual(['docker', 'node-1']);
});

it('shows processes, namespaces, cgroups, mounts and the network of a host', async () => {
  const { path } = await withHost();
  const { processes } = dataOf(
    await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}/processes', { params: { path } }),
  );
  expect(processes.slice(0, 2)).toMatchObject([
    { pid: 1, parentPid: 0, command: 'init', cgroup: '/init.scope' },
    { pid: 612, parentPid: 1, cgroup: '/system.slice/systemd-journald.service' },
  ]);
  const { namespaces } = dataOf(
    await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}/namespaces', { params: { path } }),
  );
  expect(namespaces.map(({ type }) => type).sort()).toEqual(
    ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'].sort(),
  );
  const { mounts } = dataOf(
    await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}/mounts', { params: { path } }),
  );
  expect(mounts[0]).toMatchObject({ path: '/', source: '/dev/vda1', type: 'ext4' });
  const network = dataOf(
    await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}/network', { params: { path } }),
  );
  expect(network.interfaces.map(({ name }) => name)).toEqual(['lo', 'eth0']);
});

it('changes the limits of a cgroup, which act at once', async () => {
  const { path } = await withHost();
  const group = { path, query: { path: '/system.slice/docker.service' } };
  const limited = dataOf(
    await tenant.client.PATCH('/v1/sandboxes/{id}/hosts/{host}/cgroups', {
      params: group,
      body: { pidsMax: 10, memoryMax: 2 ** 20, cpuset: '0-1', ioMax: { '254:0': { wbps: 1000 } } },
    }),
  );
  expect(limited).toMatchObject({
    limits: { pidsMax: 10, memoryMax: 2 ** 20, cpuset: '0-1', ioMax: { '254:0': { wbps: 1000 } } },
    processes: 0,
    memory: { currentBytes: 0, events: { oomKill: 1 } },
  });
  const lifted = dataOf(
    await tenant.client.PATCH('/v1/sandboxes/{id}/hosts/{host}/cgroups', {
      params: group,
      body: { memoryMax: null, cpuset: null, ioMax: null },
    }),
  );
  expect(lifted.limits).toEqual({ pidsMax: 10 });
});

it('changes the SELinux mode, and removes a host with everything on it', async () => {
  const { id, path } = await withHost();
  const changed = await tenant.client.PATCH('/v1/sandboxes/{id}/hosts/{host}', {
    params: { path },
    body: { selinux: 'permissive' },
  });
  expect(dataOf(changed).selinux).toBe('permissive');
  expect((await tenant.send('DELETE', `/v1/sandboxes/${id}/hosts/vm-1`)).status).toBe(204);
  expect((await tenant.send('GET', `/v1/sandboxes/${id}/hosts/vm-1`)).status).toBe(404);
});

it.each([
  ['a name that is taken', { name: 'vm-1' }, 409, 'host-exists'],
  ['the name of a host that will boot when it is used', { name: 'docker' }, 409, 'host-exists'],
  ['that of a node', { name: 'node-1' }, 409, 'host-exists'],
  ['a name that is none', { name: 'VM 1' }, 400, 'validation'],
  ['no memory to boot with', { name: 'vm-2', memoryBytes: 1 }, 400, 'validation'],
  ['a field that it does not know', { name: 'vm-2', ram: 1 }, 400, 'validation'],
])('refuses %s', async (_, body, status, problem) => {
  const { id } = await withHost();
  const refused = await tenant.send('POST', `/v1/sandboxes/${id}/hosts`, { body });
  expect(refused.status).toBe(status);
  expect(problemOf(refused).type).toBe(`urn:atoll:problem:${problem}`);
});

it.each([
  ['GET', '/processes', undefined, 404],
  ['GET', '/mounts?namespace=1', undefined, 404],
  ['PATCH', '/cgroups?path=/', { pidsMax: 5 }, 404],
  ['PATCH', '/cgroups?path=/nope', { pidsMax: 5 }, 404],
  ['PATCH', '/cgroups?path=/init.scope', { pidsMax: 0 }, 400],
  ['PATCH', '/cgroups?path=/init.scope', { cpuset: '0-9' }, 400],
  ['PATCH', '/cgroups?path=/init.scope', { cpuset: '1-0' }, 400],
  ['PATCH', '/cgroups?path=/init.scope', { ioMax: { '8:0': { wbps: 1000 } } }, 400],
  ['POST', '/os-containers', { name: 'a', template: ALPINE, limits: { cpuset: '2' } }, 400],
])('refuses %s %s of what is not there', async (method, rest, body, status) => {
  const { id } = await withHost();
  const host = rest === '/processes' ? 'nope' : 'vm-1';
  const refused = await tenant.send(method, `/v1/sandboxes/${id}/hosts/${host}${rest}`, {
    ...(body === undefined ? {} : { body }),
  });
  expect(refused.status).toBe(status);
});
