import { describe, expect, test } from 'vitest';
import type { Image } from '../../engine/registry/image.ts';
import { imageId, imageName, resolveImage } from '../../engine/registry/resolve.ts';

function found(text: string): Image {
  const resolution = resolveImage(text);
  if ('missing' in resolution) throw new Error(resolution.missing.message);
  return resolution.found;
}

function failure(text: string): string {
  const resolution = resolveImage(text);
  return 'found' in resolution ? 'found' : resolution.missing.message;
}

/** The two places in which containerd repeats the name, and what the registry said. */
function pullFailure(canonical: string, answer: string): string {
  return `failed to pull and unpack image "${canonical}": failed to resolve reference "${canonical}": ${answer}`;
}

test('tags of the same build share a digest, others don’t', () => {
  expect(found('nginx').digest).toBe(found('nginx:1.29.1').digest);
  expect(found('nginx:1.29').digest).toBe(found('docker.io/library/nginx:mainline').digest);
  expect(found('nginx:alpine').digest).toBe(found('nginx:1.29.1-alpine').digest);
  expect(found('nginx:1.27').digest).not.toBe(found('nginx:1.26').digest);
  expect(found('nginx').digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('the digest of an image never changes', () => {
  expect(found('nginx:1.27.5').digest).toBe(
    'sha256:545704f0bb75a692e850633f68ed48af9a6e3f5cb13960e3a5c3ad9faccaf06b',
  );
});

test('an image is found by its digest too', () => {
  const { digest } = found('redis:7.2.4');
  expect(found(`redis@${digest}`).version).toBe('7.2.4');
  expect(found(`redis:anything@${digest}`).version).toBe('7.2.4');
});

test('an image says how its container runs', () => {
  expect(found('postgres:16-alpine')).toMatchObject({
    repository: 'docker.io/library/postgres',
    tag: '16-alpine',
    version: '16.9',
    userland: 'alpine',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    exposedPorts: ['5432/tcp'],
    stopSignal: 'SIGINT',
  });
  expect(found('nginx:1.7.9')).toMatchObject({ entrypoint: [], cmd: ['nginx', '-g', 'daemon off;'] });
  expect(found('nginx:1.27').stopSignal).toBe('SIGQUIT');
});

test('a node lists it by its full name and by its digest', () => {
  const image = found('busybox:1.28');
  expect(imageName(image)).toBe('docker.io/library/busybox:1.28');
  expect(imageId(image)).toBe(`docker.io/library/busybox@${image.digest}`);
});

describe('an image that can’t be pulled is refused as kubelet 1.33 with containerd 2.0 words it', () => {
  test.each([
    [
      'nginx:1.99',
      `rpc error: code = NotFound desc = ${pullFailure('docker.io/library/nginx:1.99', 'docker.io/library/nginx:1.99: not found')}`,
    ],
    [
      'ngnix',
      pullFailure(
        'docker.io/library/ngnix:latest',
        'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      ),
    ],
    [
      'registry.k8s.io/nope:1',
      `rpc error: code = NotFound desc = ${pullFailure('registry.k8s.io/nope:1', 'registry.k8s.io/nope:1: not found')}`,
    ],
    [
      'ghcr.io/acme/app:1',
      pullFailure(
        'ghcr.io/acme/app:1',
        'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io: 403 Forbidden',
      ),
    ],
    [
      'quay.io/acme/app:1',
      pullFailure(
        'quay.io/acme/app:1',
        'unexpected status from HEAD request to https://quay.io/v2/acme/app/manifests/1: 401 UNAUTHORIZED',
      ),
    ],
    [
      'gcr.io/google-samples/nope:1.0',
      `rpc error: code = NotFound desc = ${pullFailure('gcr.io/google-samples/nope:1.0', 'gcr.io/google-samples/nope:1.0: not found')}`,
    ],
    [
      'registry.acme.test/app:1',
      pullFailure(
        'registry.acme.test/app:1',
        'failed to do request: Head "https://registry.acme.test/v2/app/manifests/1": dial tcp: lookup registry.acme.test on 127.0.0.53:53: no such host',
      ),
    ],
    [
      'localhost:5000/app',
      pullFailure(
        'localhost:5000/app:latest',
        'failed to do request: Head "http://localhost:5000/v2/app/manifests/latest": dial tcp [::1]:5000: connect: connection refused',
      ),
    ],
    [
      '10.0.0.9:5000/app:1',
      pullFailure(
        '10.0.0.9:5000/app:1',
        'failed to do request: Head "https://10.0.0.9:5000/v2/app/manifests/1": dial tcp 10.0.0.9:5000: i/o timeout',
      ),
    ],
    [
      'nginx:',
      'Failed to apply default image tag "nginx:": couldn\'t parse image name "nginx:": invalid reference format',
    ],
    [
      'busyBOX',
      'Failed to apply default image tag "busyBOX": couldn\'t parse image name "busyBOX": invalid reference format: repository name (library/busyBOX) must be lowercase',
    ],
  ])('%s', (text, message) => {
    expect(failure(text)).toBe(message);
  });

  test('an invalid name is told apart from a failed pull', () => {
    expect(resolveImage('nginx:')).toMatchObject({ missing: { reason: 'InvalidImageName' } });
    expect(resolveImage('ngnix')).toMatchObject({ missing: { reason: 'ErrImagePull' } });
  });

  test.each(['__proto__', 'constructor', 'nginx:__proto__', 'nginx:constructor'])(
    '%s is nothing special',
    (text) => {
      expect(failure(text)).not.toBe('found');
    },
  );
});
