import { describe, expect, it } from 'vitest';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { secretKind } from '../../../engine/kubernetes/kinds/secret.ts';
import type { PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { bcrypt } from '../../../engine/programs/passwords/bcrypt.ts';
import { type DockerApi, dockerApiOf } from '../../harness/docker-api.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import { tarOf } from '../../harness/tar.ts';
import { pod, statusOf, tracePod } from './pod-trace.ts';

interface World {
  readonly sandbox: TestSandbox;
  readonly docker: DockerApi;
}

function open(): World {
  const sandbox = openSandbox({ nodes: ['a', 'b'] });
  return { sandbox, docker: dockerApiOf(sandbox.sandbox, sandbox.database) };
}

async function build({ docker }: World, host: string, tag: string): Promise<void> {
  const dockerfile =
    'FROM busybox\nRUN echo made here >/f\nENV A=b\nCMD ["sh","-c","cat /f; echo $A; sleep 1d"]\n';
  const { lines } = await docker.ask(
    'POST',
    `/hosts/${host}/build?t=${tag}`,
    tarOf({ Dockerfile: dockerfile }),
  );
  expect(lines.at(-1)).toEqual({ stream: `Successfully tagged ${tag}\n` });
}

const ENTRY = 'user:secret';
const HTPASSWD = `user:${bcrypt('secret', 4, new Uint8Array(16))}\n`;

/** A registry at port 5000 of a host that has an image of its own. */
async function registry(world: World, host: string, withPasswords = false): Promise<void> {
  const { docker } = world;
  await docker.ask('POST', `/hosts/${host}/images/create?fromImage=registry&tag=2`);
  const body = {
    Image: 'registry:2',
    Env: withPasswords
      ? [
          'REGISTRY_AUTH=htpasswd',
          'REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd',
          'REGISTRY_AUTH_HTPASSWD_REALM=R',
        ]
      : [],
    HostConfig: { PortBindings: { '5000/tcp': [{ HostPort: '5000' }] } },
  };
  expect((await docker.ask('POST', `/hosts/${host}/containers/create?name=registry`, body)).status).toBe(201);
  await docker.ask(
    'PUT',
    `/hosts/${host}/containers/registry/archive?path=/`,
    tarOf({ 'auth/htpasswd': HTPASSWD }),
  );
  await docker.ask('POST', `/hosts/${host}/containers/registry/start`);
  docker.advance(2);
  await build(world, host, 'localhost:5000/app:v1');
  const headers = { 'X-Registry-Auth': btoa(JSON.stringify({ username: 'user', password: 'secret' })) };
  const path = `/hosts/${host}/images/localhost:5000/app/push?tag=v1`;
  const { lines } = await docker.ask('POST', path, undefined, { headers });
  expect(lines.at(-1)).toMatchObject({ aux: { Tag: 'v1' } });
  await docker.ask('DELETE', `/hosts/${host}/images/localhost:5000/app:v1`);
}

function run({ sandbox }: World, name: string, nodeName: string, image: string, more: Partial<PodSpec> = {}) {
  const trace = tracePod(sandbox, name);
  const { containers: [container] = [], ...rest } = more;
  sandbox.create(podKind, pod(name, { nodeName, containers: [{ name: 'c', image, ...container }], ...rest }));
  sandbox.advance(5);
  return trace;
}

const ownPolicy = (imagePullPolicy: string) => ({ containers: [{ name: 'c', imagePullPolicy }] });

describe('an image that was built by the Docker daemon of a node', () => {
  it('is there for the pods of this node, and for no others', async () => {
    const world = open();
    await build(world, 'a', 'app:v1');
    const here = run(world, 'here', 'a', 'app:v1', ownPolicy('Never'));
    expect(here.events).toContainEqual(
      expect.stringContaining('Pulled: Container image "app:v1" already present on machine'),
    );
    expect(here.lines.at(-1)).toMatch(/Running c=Running\/ready ready$/);
    const { json } = await world.docker.ask('GET', '/hosts/a/images/app:v1/json');
    const { Id } = json as { Id: string };
    expect(statusOf(world.sandbox, 'here')).toMatchObject({ image: 'docker.io/library/app:v1', imageID: Id });
    const elsewhere = run(world, 'elsewhere', 'b', 'app:v1', ownPolicy('Never'));
    expect(elsewhere.lines.at(-1)).toMatch(/c=ErrImageNeverPull$/);
    const pulls = run(world, 'pulls', 'a', 'app:v1', ownPolicy('Always'));
    expect(pulls.events).toContainEqual(
      expect.stringContaining(
        'Failed to pull image "app:v1": failed to pull and unpack image "docker.io/library/app:v1"',
      ),
    );
  });

  it('runs what it says, and stays for its pods when it is removed', async () => {
    const world = open();
    const { sandbox, docker } = world;
    await build(world, 'a', 'app:v1');
    run(world, 'p', 'a', 'app:v1');
    const layers = () => docker.stored().filter(({ kind }) => kind === 'layers').length;
    const before = layers();
    await docker.ask('DELETE', '/hosts/a/images/app:v1');
    expect(layers()).toBe(before);
    expect(statusOf(sandbox, 'p')).toMatchObject({ image: 'docker.io/library/app:v1', ready: true });
    sandbox.sandbox.transact(() =>
      remove(
        sandbox.cluster,
        podKind,
        { namespace: 'default', name: 'p' },
        { author: TEST_AUTHOR, gracePeriodSeconds: 0 },
      ),
    );
    sandbox.advance(40);
    expect(layers()).toBe(0);
  });

  it('is listed by its node', async () => {
    const world = open();
    await build(world, 'a', 'app:v1');
    world.sandbox.advance(20);
    const images = world.sandbox.cluster.store.get(nodeKind, '', 'a')?.status.images ?? [];
    expect(images.flatMap(({ names }) => names ?? [])).toContain('docker.io/library/app:v1');
  });
});

describe('a registry on a node', () => {
  it('gives its images to the pods of the node', async () => {
    const world = open();
    await registry(world, 'a');
    const { events, lines } = run(world, 'p', 'a', 'localhost:5000/app:v1');
    expect(events).toContainEqual(expect.stringMatching(/Pulling: Pulling image "localhost:5000\/app:v1"$/));
    expect(events).toContainEqual(
      expect.stringMatching(
        /Pulled: Successfully pulled image "localhost:5000\/app:v1" in \d+ms \(\d+ms including waiting\)\. Image size: \d{4,} bytes\.$/,
      ),
    );
    expect(lines.at(-1)).toMatch(/Running c=Running\/ready ready$/);
    expect(statusOf(world.sandbox, 'p')).toMatchObject({
      image: 'localhost:5000/app:v1',
      imageID: expect.stringMatching(/^localhost:5000\/app@sha256:[0-9a-f]{64}$/),
    });
    const again = run(world, 'again', 'a', 'localhost:5000/app:v1');
    expect(again.events).toContainEqual(expect.stringContaining('already present on machine'));
  });

  it('goes on giving after a restart in the middle of it', async () => {
    const world = open();
    await registry(world, 'a');
    const spec: PodSpec = { nodeName: 'a', containers: [{ name: 'c', image: 'localhost:5000/app:v1' }] };
    world.sandbox.create(podKind, pod('p', spec));
    world.sandbox.advance(0.4);
    const woken = world.sandbox.reload();
    woken.advance(5);
    expect(statusOf(woken, 'p').ready).toBe(true);
  });

  it.each([
    [
      'localhost:5000/nope',
      'a',
      'rpc error: code = NotFound desc = failed to pull and unpack image "localhost:5000/nope:latest": failed to resolve reference "localhost:5000/nope:latest": localhost:5000/nope:latest: not found',
    ],
    [
      'localhost:5000/app:v1',
      'b',
      'failed to pull and unpack image "localhost:5000/app:v1": failed to resolve reference "localhost:5000/app:v1": failed to do request: Head "http://localhost:5000/v2/app/manifests/v1": dial tcp [::1]:5000: connect: connection refused',
    ],
  ])('has no %s for pods of node %s', async (image, node, message) => {
    const world = open();
    await registry(world, 'a');
    const { events, lines } = run(world, 'p', node, image);
    expect(events).toContainEqual(
      expect.stringContaining(`Failed: Failed to pull image "${image}": ${message}`),
    );
    expect(lines.at(-1)).toMatch(/ImagePullBackOff$/);
  });

  it('asks who it is: the secrets of the pod say so', async () => {
    const world = open();
    await registry(world, 'a', true);
    const secret = (name: string, entry: string) =>
      world.sandbox.create(secretKind, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace: 'default', uid: '', resourceVersion: '', creationTimestamp: '' },
        type: 'kubernetes.io/dockerconfigjson',
        data: {
          '.dockerconfigjson': btoa(JSON.stringify({ auths: { 'localhost:5000': { auth: btoa(entry) } } })),
        },
      });
    secret('right', ENTRY);
    secret('wrong', 'user:wrong');
    const image = 'localhost:5000/app:v1';
    const start = `Failed to pull image "${image}": failed to pull and unpack image "${image}": failed to resolve reference "${image}": `;
    expect(run(world, 'nobody', 'a', image).events).toContainEqual(
      expect.stringContaining(
        `${start}pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
      ),
    );
    expect(
      run(world, 'mistaken', 'a', image, { imagePullSecrets: [{ name: 'wrong' }] }).events,
    ).toContainEqual(
      expect.stringContaining(
        `${start}unexpected status from HEAD request to http://localhost:5000/v2/app/manifests/v1: 401 Unauthorized`,
      ),
    );
    const known = run(world, 'known', 'a', image, { imagePullSecrets: [{ name: 'right' }] });
    expect(known.lines.at(-1)).toMatch(/Running c=Running\/ready ready$/);
  });
});

it('a registry on another machine is spoken to without TLS where containerd is told so', async () => {
  const world = open();
  await registry(world, 'docker');
  const { files, host } = world.sandbox.sandbox.docker.world;
  const server = `${host('docker').address}:5000`;
  const image = `${server}/app:v1`;
  expect(run(world, 'before', 'a', image).events).toContainEqual(
    expect.stringContaining(
      `failed to do request: Head "https://${server}/v2/app/manifests/v1": http: server gave HTTP response to HTTPS client`,
    ),
  );
  world.sandbox.sandbox.transact(() => {
    const folder = `/etc/containerd/certs.d/${server}`;
    files.makeDirectories('a', folder);
    files.writeText(
      'a',
      `${folder}/hosts.toml`,
      `server = "http://${server}"\n\n[host."http://${server}"]\n  skip_verify = true\n`,
    );
  });
  expect(run(world, 'after', 'a', image).lines.at(-1)).toMatch(/Running c=Running\/ready ready$/);
});

it('what was pushed to Docker Hub is there for every node', async () => {
  const world = open();
  await build(world, 'docker', 'ada/app:v1');
  const headers = { 'X-Registry-Auth': btoa(JSON.stringify({ username: 'ada', password: 'x' })) };
  await world.docker.ask('POST', '/images/ada/app/push?tag=v1', undefined, { headers });
  const { lines, events } = run(world, 'p', 'b', 'ada/app:v1');
  expect(lines.at(-1)).toMatch(/Running c=Running\/ready ready$/);
  expect(events).toContainEqual(
    expect.stringMatching(/Successfully pulled image "ada\/app:v1" in .*bytes\.$/),
  );
  expect(statusOf(world.sandbox, 'p').imageID).toMatch(/^docker\.io\/ada\/app@sha256:/);
  expect(run(world, 'other', 'b', 'ada/app:v2').events).toContainEqual(
    expect.stringContaining('docker.io/ada/app:v2: not found'),
  );
});
