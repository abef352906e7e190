import { debianSystem } from '../base-systems/debian.ts';
import { atLeast, type ImageConfig, type Repository } from './repository.ts';

function config(unpacking: number) {
  return (version: string): ImageConfig => ({
    userland: 'debian',
    cmd: ['bash'],
    system: () => debianSystem('debian', version),
    unpacking,
  });
}

export const debian: Repository = {
  names: ['docker.io/library/debian', 'public.ecr.aws/docker/library/debian'],
  variants: [
    { suffixes: [''], config: config(2.4) },
    { suffixes: ['-slim'], config: config(2.65) },
  ],
  platforms: (version) => {
    if (atLeast(version, '13')) return undefined;
    if (atLeast(version, '12')) return 'amd64 arm/v5 arm/v7 arm64/v8 386 ppc64le s390x';
    return atLeast(version, '8') ? 'amd64 arm/v7 arm64/v8 386' : 'amd64';
  },
  releases: [
    ['12.11 bookworm 12 stable latest', 48.5, 28.2],
    ['12.5', 49.6, 29.1],
    ['13 trixie testing', 49.3, 29.8],
    ['11.11 bullseye 11 oldstable', 53.7, 30.3],
    ['10.13 buster 10', 50.5, 27.1],
    ['9.13 stretch 9', 45.4, 22.5],
    ['8.11 jessie 8', 54.4, 30.1],
    ['7.11 wheezy 7', 38.7, 22.0],
  ],
};
