import { describe, expect, test } from 'vitest';
import { programs as servers } from '../../engine/programs/index.ts';
import { repositories } from '../../engine/registry/catalogue/index.ts';
import { tagsOf } from '../../engine/registry/catalogue/repository.ts';
import type { Image } from '../../engine/registry/image.ts';
import { parseReference } from '../../engine/registry/reference.ts';
import { resolveImage } from '../../engine/registry/resolve.ts';
import { commands } from '../../engine/shell/commands/table.ts';

const images: Image[] = repositories.flatMap((repository) =>
  tagsOf(repository).flatMap((tag) => {
    const resolution = resolveImage(`${repository.names[0]}:${tag}`);
    return 'found' in resolution ? [resolution.found] : [];
  }),
);

test('every tag of every repository resolves', () => {
  expect(images).toHaveLength(repositories.flatMap(tagsOf).length);
  expect(repositories.length).toBeGreaterThan(60);
});

test('no two repositories claim the same name, no tag appears twice', () => {
  const names = repositories.flatMap((repository) => repository.names);
  expect(names).toHaveLength(new Set(names).size);
  for (const repository of repositories) {
    const tags = tagsOf(repository);
    expect(tags.filter((tag, index) => tags.indexOf(tag) !== index)).toEqual([]);
  }
});

test('names are canonical and tags are valid', () => {
  for (const repository of repositories) {
    for (const name of repository.names) {
      for (const tag of tagsOf(repository)) {
        const parsed = parseReference(`${name}:${tag}`);
        expect('reference' in parsed && `${parsed.reference.domain}/${parsed.reference.path}`).toBe(name);
      }
    }
  }
});

const SHELLS = new Set(['sh', 'ash', 'dash', 'bash']);

const SCRIPTS = new Set(
  'curl haproxy memcached nginx node php redis registry traefik'
    .split(' ')
    .map((name) => `${name}-entrypoint`),
).add('shell');

test('every executable of an image has a behaviour', () => {
  const programs = new Set(images.flatMap((image) => Object.values(image.executables)));
  expect(
    [...programs].filter(
      (program) =>
        !Object.hasOwn(commands, program) &&
        !SHELLS.has(program) &&
        !servers.has(program) &&
        // Scripts, which the image's layers hold, for the shell to run.
        !SCRIPTS.has(program),
    ),
  ).toEqual([]);
});

describe('images that courses use are there', () => {
  test.each(
    `nginx nginx:1.7.9 nginx:1.14.2 nginx:1.16 nginx:1.19 nginx:1.27 nginx:1.19-alpine nginx:stable-alpine
    redis redis:5.0.4 redis:7-alpine memcached:1.6 postgres:9.6 postgres:16 mysql mysql:5.6 mysql:5.7 mysql:8.0
    mariadb:10.6 mongo:4.4 rabbitmq:3-management httpd:2.4-alpine busybox busybox:1.28 busybox:1.36 alpine:3.19
    ubuntu:22.04 debian:bookworm-slim node:20-alpine python:3.11-slim golang:1.22 openjdk:11 tomcat:9.0
    php:8.2-apache wordpress:4.8-apache traefik/whoami hashicorp/http-echo:0.2.3 stefanprodan/podinfo:6.5.0
    ghcr.io/stefanprodan/podinfo:6.7.0 registry:2 caddy:2-alpine haproxy:2.8 perl:5.34.0 ruby:3.2 nginxdemos/hello
    nginxdemos/hello:plain-text registry.k8s.io/pause:3.10 registry.k8s.io/e2e-test-images/agnhost:2.40
    registry.k8s.io/echoserver:1.4 gcr.io/google-samples/hello-app:1.0 gcr.io/google-samples/gb-frontend:v5
    us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower:v2 kubernetes/pause registry.k8s.io/test-webserver
    registry.k8s.io/nginx-slim:0.8 registry.k8s.io/busybox polinux/stress progrium/stress vish/stress
    curlimages/curl hello-world kodekloud/webapp-color luksa/kubia registry.k8s.io/hpa-example`.split(/\s+/),
  )('%s', (reference) => {
    expect(resolveImage(reference)).toHaveProperty('found');
  });
});

test('sizes are plausible: more than nothing, less than a gigabyte', () => {
  for (const image of images) {
    expect(image.sizeBytes).toBeGreaterThan(1000);
    expect(image.sizeBytes).toBeLessThan(1_000_000_000);
  }
});
