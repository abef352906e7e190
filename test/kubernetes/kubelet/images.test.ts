import { describe, expect, it } from 'vitest';
import { nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { Container } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';
import { pod, statusOf, storedPod, tracePod } from './pod-trace.ts';

const NOT_FOUND =
  'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:nope": failed to resolve reference "docker.io/library/nginx:nope": docker.io/library/nginx:nope: not found';

function start(sandbox: TestSandbox, name: string, container: Partial<Container>) {
  const trace = tracePod(sandbox, name);
  sandbox.create(podKind, pod(name, { containers: [{ name: 'c', image: 'nginx:1.27', ...container }] }));
  return trace;
}

describe('pulling', () => {
  it('takes the longer the larger the image is', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b'] });
    const small = start(sandbox, 'small', { image: 'busybox:1.36', command: ['sleep', '1d'] });
    const large = start(sandbox, 'large', { image: 'nginx:1.27' });
    sandbox.advance(60);
    expect(small.lines.at(-1)).toBe('1.1 Running c=Running/ready ready');
    expect(large.lines.at(-1)).toBe('2.5 Running c=Running/ready ready');
  });

  it('goes one by one on a node, and says how long it waited', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    const first = start(sandbox, 'first', { image: 'nginx:1.27' });
    const second = start(sandbox, 'second', { image: 'nginx:1.26' });
    sandbox.advance(60);
    expect(first.lines.at(-1)).toBe('2.5 Running c=Running/ready ready');
    expect(second.lines.at(-1)).toBe('4.4 Running c=Running/ready ready');
    expect(second.events.find((event) => event.includes('Pulled'))).toMatch(
      /Successfully pulled image "nginx:1\.26" in 1\.\d+s \(3\.\d+s including waiting\)\. Image size: \d+ bytes\.$/,
    );
  });

  it('is not needed where the image is on the node', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    start(sandbox, 'first', {});
    sandbox.advance(10);
    const second = start(sandbox, 'second', {});
    sandbox.advance(10);
    expect(second.events).toContain('10.4 Pulled: Container image "nginx:1.27" already present on machine');
    expect(second.lines.at(-1)).toBe('10.6 Running c=Running/ready ready');
  });

  it('goes on without pull secrets that are missing, and says so', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    const trace = tracePod(sandbox, 'p');
    const containers = [{ name: 'c', image: 'nginx:1.27' }];
    const imagePullSecrets = [{ name: 'one' }, { name: 'two' }];
    sandbox.create(podKind, pod('p', { containers, imagePullSecrets }));
    sandbox.advance(10);
    expect(trace.events).toContainEqual(
      expect.stringMatching(
        /FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets \(one, two\); attempting to pull the image may not succeed\.$/,
      ),
    );
    expect(trace.lines.at(-1)).toMatch(/Running c=Running\/ready ready$/);
  });

  it('asks the registry each time with the policy Always', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    start(sandbox, 'first', {});
    sandbox.advance(10);
    const second = start(sandbox, 'second', { imagePullPolicy: 'Always' });
    sandbox.advance(10);
    expect(second.events).toContainEqual(expect.stringContaining('in 500ms (500ms including waiting)'));
  });

  it('shows on the node what it pulled', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    start(sandbox, 'first', {});
    sandbox.advance(20);
    const images = sandbox.cluster.store.get(nodeKind, '', 'a')?.status.images ?? [];
    expect(images.map(({ names }) => names?.[1])).toEqual([
      'docker.io/library/nginx:1.27',
      'registry.k8s.io/pause:3.10',
    ]);
  });
});

describe('an image that cannot be pulled', () => {
  it('is tried again after 10 s, doubling', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    const { lines, events } = start(sandbox, 'p', { image: 'nginx:nope' });
    sandbox.advance(40);
    expect(lines).toEqual([
      '0 Pending',
      '0 Pending c=ContainerCreating',
      '0.9 Pending c=ErrImagePull',
      '2.9 Pending c=ImagePullBackOff',
      '11.4 Pending c=ErrImagePull',
      '13.4 Pending c=ImagePullBackOff',
      '31.9 Pending c=ErrImagePull',
      '33.9 Pending c=ImagePullBackOff',
    ]);
    expect(events.slice(1, 7)).toEqual([
      '0.4 Pulling: Pulling image "nginx:nope"',
      `0.9 Failed: Failed to pull image "nginx:nope": ${NOT_FOUND}`,
      '0.9 Failed: Error: ErrImagePull',
      '2.9 BackOff: Back-off pulling image "nginx:nope"',
      '2.9 Failed: Error: ImagePullBackOff',
      '10.9 Pulling: Pulling image "nginx:nope"',
    ]);
  });

  it('says why in the status', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    start(sandbox, 'p', { image: 'nginx:nope' });
    sandbox.advance(1);
    expect(statusOf(sandbox, 'p').state?.waiting).toEqual({ reason: 'ErrImagePull', message: NOT_FOUND });
    sandbox.advance(4);
    expect(statusOf(sandbox, 'p')).toMatchObject({
      state: {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "nginx:nope": ErrImagePull: ${NOT_FOUND}`,
        },
      },
      image: 'nginx:nope',
      imageID: '',
      restartCount: 0,
    });
    expect(storedPod(sandbox, 'p').status.podIP).toBe('10.244.0.2');
  });

  it('does not keep a sandbox busy for ever', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    start(sandbox, 'p', { image: 'nginx:nope' });
    sandbox.advance(60);
    expect(sandbox.sandbox.busy).toBe(true);
    sandbox.advance(600);
    expect(sandbox.sandbox.busy).toBe(false);
  });
});

it('refuses a reference that is none', () => {
  const sandbox = openSandbox({ nodes: ['a'] });
  const { events } = start(sandbox, 'p', { image: 'NGINX' });
  sandbox.advance(1);
  const message =
    'Failed to apply default image tag "NGINX": couldn\'t parse image name "NGINX": invalid reference format: repository name (library/NGINX) must be lowercase';
  expect(events.slice(1)).toEqual([`0.4 InspectFailed: ${message}`, '0.4 Failed: Error: InvalidImageName']);
  expect(statusOf(sandbox, 'p').state?.waiting).toEqual({ reason: 'InvalidImageName', message });
});

it('never pulls with the policy Never', () => {
  const sandbox = openSandbox({ nodes: ['a'] });
  const { events } = start(sandbox, 'p', { imagePullPolicy: 'Never' });
  sandbox.advance(1);
  const message = 'Container image "nginx:1.27" is not present with pull policy of Never';
  expect(events.slice(1)).toEqual([
    `0.4 ErrImageNeverPull: ${message}`,
    '0.4 Failed: Error: ErrImageNeverPull',
  ]);
  expect(statusOf(sandbox, 'p').state?.waiting).toEqual({ reason: 'ErrImageNeverPull', message });
});
