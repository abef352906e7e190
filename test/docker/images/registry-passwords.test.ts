import { expect, it } from 'vitest';
import { bcrypt } from '../../../engine/programs/passwords/bcrypt.ts';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { tarOf } from '../../harness/tar.ts';

const SALT = Uint8Array.from({ length: 16 }, (_, index) => index * 7);
const HTPASSWD = `user:${bcrypt('secret', 4, SALT)}\n`;
const AUTH = ['REGISTRY_AUTH=htpasswd', 'REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd'];
const REALM = 'REGISTRY_AUTH_HTPASSWD_REALM=Registry Realm';

/** A registry at port 5000 with these variables, and a busybox that is named for it. */
async function withRegistry(env: readonly string[], hosts = 1): Promise<DockerApi> {
  const docker = openDocker(hosts);
  await docker.ask('POST', '/images/create?fromImage=registry&tag=2');
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await docker.ask('POST', '/images/busybox/tag?repo=localhost:5000/app&tag=latest');
  const bindings = { '5000/tcp': [{ HostPort: '5000' }] };
  const config = { Image: 'registry:2', Env: env, HostConfig: { PortBindings: bindings } };
  await docker.ask('POST', '/containers/create?name=registry', config);
  const files = tarOf({ 'auth/htpasswd': HTPASSWD });
  await docker.ask('PUT', '/containers/registry/archive?path=/', files);
  await docker.ask('POST', '/containers/registry/start');
  docker.advance(2);
  return docker;
}

const as = (user: string, password: string) => ({
  headers: { 'X-Registry-Auth': btoa(JSON.stringify({ username: user, password })) },
});
const push = async (docker: DockerApi, options = {}) => {
  const { lines } = await docker.ask(
    'POST',
    '/images/localhost:5000/app/push?tag=latest',
    undefined,
    options,
  );
  return lines.at(-1);
};
const pull = async (docker: DockerApi, options = {}) => {
  const path = '/images/create?fromImage=localhost:5000/app&tag=latest';
  const { lines } = await docker.ask('POST', path, undefined, options);
  return lines.at(-1);
};
const login = async (
  docker: DockerApi,
  username: string,
  password: string,
  serveraddress = 'localhost:5000',
) => {
  const { status, json } = await docker.ask('POST', '/auth', { username, password, serveraddress });
  return [status, json];
};

it('a registry with a file of htpasswd takes and gives images to those who are in it', async () => {
  const docker = await withRegistry([...AUTH, REALM]);
  expect(await push(docker)).toMatchObject({ error: 'no basic auth credentials' });
  expect(await pull(docker)).toEqual({
    message: 'Head "http://localhost:5000/v2/app/manifests/latest": no basic auth credentials',
  });
  expect(await push(docker, as('user', 'wrong'))).toMatchObject({
    error: 'unauthorized: authentication required',
  });
  expect(await push(docker, as('user', 'secret'))).toMatchObject({ aux: { Tag: 'latest' } });
  await docker.ask('DELETE', '/images/localhost:5000/app');
  expect(await pull(docker, as('user', 'wrong'))).toEqual({
    message: 'unauthorized: authentication required',
  });
  expect(await pull(docker, as('user', 'secret'))).toEqual({
    status: 'Status: Downloaded newer image for localhost:5000/app:latest',
  });
});

it('docker login asks it, and only those who are in the file succeed', async () => {
  const docker = await withRegistry([...AUTH, REALM]);
  const message = 'login attempt to http://localhost:5000/v2/ failed with status: 401 Unauthorized';
  expect(await login(docker, 'user', 'wrong')).toEqual([500, { message }]);
  expect(await login(docker, 'nobody', 'secret')).toEqual([500, { message }]);
  expect(await login(docker, 'user', 'secret')).toEqual([
    200,
    { IdentityToken: '', Status: 'Login Succeeded' },
  ]);
});

it.each([
  ['localhost:5999', 'Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused'],
  ['no.where', 'Get "https://no.where/v2/": dial tcp: lookup no.where on 127.0.0.53:53: no such host'],
])('docker login at %s says that nobody is there', async (address, message) => {
  expect(await login(openDocker(), 'user', 'secret', address)).toEqual([500, { message }]);
});

it('docker login at Docker Hub, and at a registry without passwords, believes everybody', async () => {
  const docker = await withRegistry([]);
  const succeeded = [200, { IdentityToken: '', Status: 'Login Succeeded' }];
  expect(await login(docker, 'user', 'any')).toEqual(succeeded);
  expect(await login(docker, 'user', 'any', 'https://index.docker.io/v1/')).toEqual(succeeded);
});

it('a daemon that is not told that the registry is insecure wants TLS of it, at login too', async () => {
  const docker = await withRegistry([...AUTH, REALM]);
  const address = docker.sandbox.machines.kernel.hosts.get('docker')?.address ?? '';
  expect(await login(docker, 'user', 'secret', `${address}:5000`)).toEqual([
    500,
    { message: `Get "https://${address}:5000/v2/": http: server gave HTTP response to HTTPS client` },
  ]);
});

it.each<[string, readonly string[], string]>([
  [
    'a realm',
    AUTH,
    'unable to configure authorization (htpasswd): "realm" must be set for htpasswd access controller',
  ],
  ['a path', ['REGISTRY_AUTH=htpasswd', REALM], '"path" must be set for htpasswd access controller'],
  ['what is part of the simulation', ['REGISTRY_AUTH=token'], 'configure authorization (token)'],
  ['no TLS', ['REGISTRY_HTTP_TLS_CERTIFICATE=/certs/domain.crt'], 'TLS is not part of this simulation'],
])('a registry has to be given %s, or it ends', async (_what, env, words) => {
  const docker = await withRegistry(env);
  const { json } = await docker.ask('GET', '/containers/registry/json');
  expect(json).toMatchObject({ State: { Running: false } });
  const { bytes } = await docker.ask('GET', '/containers/registry/logs?stderr=1');
  expect(new TextDecoder().decode(bytes)).toContain(words);
});

it('a registry whose file is missing makes one, with a password that its log tells', async () => {
  const docker = await withRegistry(['REGISTRY_AUTH=htpasswd', 'REGISTRY_AUTH_HTPASSWD_PATH=/new', REALM]);
  const { bytes } = await docker.ask('GET', '/containers/registry/logs?stderr=1');
  const [, password = ''] =
    /default user" password=(\S+) user=docker/.exec(new TextDecoder().decode(bytes)) ?? [];
  expect((await login(docker, 'docker', password))[0]).toBe(200);
});

it('a build brings along who has logged in', async () => {
  const docker = await withRegistry([...AUTH, REALM]);
  await push(docker, as('user', 'secret'));
  await docker.ask('DELETE', '/images/localhost:5000/app');
  const context = tarOf({ Dockerfile: 'FROM localhost:5000/app\nLABEL a=b\n' });
  const build = async (config: object) => {
    const headers = { 'X-Registry-Config': btoa(JSON.stringify(config)) };
    return (await docker.ask('POST', '/build?t=mine', context, { headers })).lines.at(-1);
  };
  const hub = { 'https://index.docker.io/v1/': { username: 'user', password: 'secret' } };
  expect(await build(hub)).toMatchObject({
    error: 'Head "http://localhost:5000/v2/app/manifests/latest": no basic auth credentials',
  });
  expect(await build({ ...hub, 'localhost:5000': { username: 'user', password: 'wrong' } })).toMatchObject({
    error: 'unauthorized: authentication required',
  });
  const known = { ...hub, 'localhost:5000': { username: 'user', password: 'secret' } };
  expect(await build(known)).toEqual({ stream: 'Successfully tagged mine:latest\n' });
});
