import { buildpackTools } from './buildpack.ts';
import type { ImageConfig, Repository } from './repository.ts';

function config(extra: Readonly<Record<string, string>>) {
  return (version: string): ImageConfig => ({
    userland: 'debian',
    ...(extra === buildpackTools ? { base: 'buildpack-deps:bookworm' } : {}),
    env: { PERL_VERSION: version },
    cmd: [`perl${version}`, '-de0'],
    workingDir: '/usr/src/app',
    executables: { ...extra, '/usr/local/bin/perl': 'perl', [`/usr/local/bin/perl${version}`]: 'perl' },
  });
}

export const perl: Repository = {
  names: ['docker.io/library/perl'],
  variants: [
    { suffixes: ['', '-bookworm'], config: config(buildpackTools) },
    { suffixes: ['-slim'], config: config({}) },
  ],
  releases: [
    ['5.42.0 5.42 5 stable latest', 357.0, 51.0],
    ['5.40.2 5.40', 357.0, 51.0],
    ['5.38.4 5.38', 356.0, 51.0],
    ['5.36.3 5.36', 354.0, 50.0],
    ['5.34.3 5.34', 336.0, 54.0],
    ['5.34.0', 336.0, 54.0],
    ['5.32.1 5.32', 334.0, 53.0],
  ],
};
