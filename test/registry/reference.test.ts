import { describe, expect, test } from 'vitest';
import { canonicalName, parseReference } from '../../engine/registry/reference.ts';

const hex = 'a'.repeat(64);

function canonical(text: string): string {
  const parsed = parseReference(text);
  return 'error' in parsed ? `error: ${parsed.error}` : canonicalName(parsed.reference);
}

describe('a reference is normalized as docker does', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['traefik/whoami', 'docker.io/traefik/whoami:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['index.docker.io/library/nginx:1', 'docker.io/library/nginx:1'],
    ['registry.k8s.io/pause:3.10', 'registry.k8s.io/pause:3.10'],
    ['localhost/app', 'localhost/app:latest'],
    ['localhost:5000/team/app:v1', 'localhost:5000/team/app:v1'],
    ['nginx:5000', 'docker.io/library/nginx:5000'],
    ['[::1]:5000/app', '[::1]:5000/app:latest'],
    ['Registry.example.com/app', 'Registry.example.com/app:latest'],
    ['my__app/a--b.c_d', 'docker.io/my__app/a--b.c_d:latest'],
    [`nginx@sha256:${hex}`, `docker.io/library/nginx@sha256:${hex}`],
    [`nginx:1.27@sha256:${hex}`, `docker.io/library/nginx@sha256:${hex}`],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });
});

describe('a reference that breaks the grammar is refused in upstream words', () => {
  test.each([
    ['', 'invalid reference format'],
    ['nginx:', 'invalid reference format'],
    [':1.27', 'invalid reference format'],
    ['nginx:1.27:2', 'invalid reference format'],
    ['nginx:-1', 'invalid reference format'],
    [`nginx:${'x'.repeat(129)}`, 'invalid reference format'],
    ['a//b', 'invalid reference format'],
    ['a_/b', 'invalid reference format'],
    ['-a/b', 'invalid reference format'],
    ['https://nginx', 'invalid reference format'],
    ['ngi nx', 'invalid reference format'],
    ['<image>', 'invalid reference format'],
    ['nginx@sha256:abc', 'invalid reference format'],
    ['nginx@', 'invalid reference format'],
    ['Nginx', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
    ['example.com/Team/App:1', 'invalid reference format: repository name (Team/App) must be lowercase'],
    [hex, `invalid repository name (${hex}), cannot specify 64-byte hexadecimal strings`],
    [`nginx@sha256:${'a'.repeat(63)}`, 'invalid checksum digest length'],
    [`nginx@sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'],
    [`nginx@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
    [`example.com/${'a'.repeat(256)}`, 'repository name must not be more than 255 characters'],
    ['x'.repeat(1_000_000), 'invalid reference format'],
    [`${'-'.repeat(4000)}/x`, 'invalid reference format'],
  ])('%.60s', (text, expected) => {
    expect(parseReference(text)).toEqual({ error: expected });
  });
});
