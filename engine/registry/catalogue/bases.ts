import type { Userland } from '../image.ts';
import { buildOf, type ImageConfig, type Repository } from './repository.ts';

/** What a Dockerfile begins with: the image whose layers come first, and what its configuration hands on. */
export interface Base {
  readonly config: ImageConfig;
}

/** Base systems by the repository that has them. */
const userlands: Readonly<Record<string, Userland>> = {
  almalinux: 'redhat',
  alpine: 'alpine',
  amazonlinux: 'redhat',
  'buildpack-deps': 'debian',
  busybox: 'busybox',
  centos: 'redhat',
  debian: 'debian',
  fedora: 'redhat',
  oraclelinux: 'redhat',
  'redhat/ubi9': 'redhat',
  'redhat/ubi9-minimal': 'redhat',
  rockylinux: 'redhat',
  ubuntu: 'ubuntu',
};

/** Images that others of the same userland are built on where nothing is said, the best choice first. */
export const fallbackBases: Readonly<Record<Userland, readonly string[]>> = {
  none: [],
  busybox: ['busybox:1.37.0', 'busybox:1.34.0'],
  alpine: ['alpine:3.22', 'alpine:3.21', 'alpine:3.16', 'alpine:3.8', 'alpine:3.4'],
  debian: ['debian:bookworm-slim', 'debian:buster-slim', 'debian:stretch-slim'],
  ubuntu: ['ubuntu:24.04', 'ubuntu:20.04', 'ubuntu:18.04'],
  redhat: ['oraclelinux:9-slim', 'oraclelinux:8-slim'],
};

/** What they run where nothing else is said. */
const shells: Readonly<Record<Userland, readonly string[]>> = {
  none: [],
  busybox: ['sh'],
  alpine: ['/bin/sh'],
  debian: ['bash'],
  ubuntu: ['/bin/bash'],
  redhat: ['/bin/bash'],
};

/** `FROM debian:bookworm-slim` */
export function from(name: string): Base {
  const [repository = ''] = name.split(':');
  const userland = userlands[repository];
  if (userland === undefined) throw new Error(`${name} is no base system`);
  return { config: { userland, base: name, cmd: shells[userland] } };
}

/** `FROM scratch` */
export const scratch: Base = { config: { userland: 'none', base: 'scratch' } };

/** What images hand on to those built on them. */
const inherited = [
  'userland',
  'env',
  'entrypoint',
  'cmd',
  'user',
  'workingDir',
  'exposedPorts',
  'stopSignal',
  'volumes',
  'labels',
  'healthcheck',
  'users',
  'groups',
  'folders',
  'unpacking',
] as const satisfies readonly (keyof ImageConfig)[];

/** `FROM php:8.3-apache`, with what that image sets. */
export function fromImage(repository: Repository, tag: string): Base {
  const build = buildOf(repository, tag);
  if (build === undefined) throw new Error(`${repository.names[0]}:${tag} is not of the catalogue`);
  const config = build.config(build.version);
  const handed = Object.fromEntries(
    inherited.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name]]])),
  );
  const name = repository.names[0].replace(/^docker\.io\/(?:library\/)?/, '');
  return { config: { ...handed, userland: config.userland, base: `${name}:${tag}` } };
}
