import { buildpackTools } from './buildpack.ts';
import type { ImageConfig, Repository } from './repository.ts';

function config(userland: 'debian' | 'alpine', extra: Readonly<Record<string, string>>) {
  return (version: string): ImageConfig => ({
    userland,
    ...(extra === buildpackTools ? { base: 'buildpack-deps:bookworm' } : {}),
    env: { LANG: 'C.UTF-8', RUBY_VERSION: version },
    cmd: ['irb'],
    executables: {
      '/usr/local/bin/ruby': 'ruby',
      '/usr/local/bin/irb': 'irb',
      '/usr/local/bin/gem': 'silent',
      '/usr/local/bin/bundle': 'silent',
      ...extra,
    },
  });
}

export const ruby: Repository = {
  names: ['docker.io/library/ruby'],
  variants: [
    { suffixes: ['', '-bookworm'], config: config('debian', buildpackTools) },
    { suffixes: ['-slim'], config: config('debian', {}) },
    { suffixes: ['-alpine'], config: config('alpine', {}) },
  ],
  releases: [
    ['3.4.4 3.4 3 latest', 385.0, 79.0, 38.0],
    ['3.3.8 3.3', 378.0, 76.0, 34.0],
    ['3.2.8 3.2', 375.0, 74.0, 33.0],
    ['2.7.8 2.7 2', 341.0, 62.0, 27.0],
  ],
};
