import { buildpackTools } from './buildpack.ts';
import { atLeast, type ImageConfig, type Repository } from './repository.ts';

function config(
  userland: 'debian' | 'alpine',
  extra: Readonly<Record<string, string>>,
  base: { readonly base?: string } = {},
) {
  return (version: string): ImageConfig => {
    const command = atLeast(version, '3.0') ? 'python3' : 'python2';
    return {
      userland,
      ...base,
      env: { LANG: 'C.UTF-8', PYTHON_VERSION: version },
      cmd: [command],
      links: { '/usr/local/bin/python': command },
      executables: {
        ...extra,
        '/usr/local/bin/python': 'python',
        [`/usr/local/bin/${command}`]: 'python',
        '/usr/local/bin/pip': 'silent',
        [`/usr/local/bin/pip${command.slice(-1)}`]: 'silent',
      },
    };
  };
}

export const python: Repository = {
  names: ['docker.io/library/python', 'public.ecr.aws/docker/library/python'],
  variants: [
    {
      suffixes: ['', '-bookworm'],
      config: config('debian', buildpackTools, { base: 'buildpack-deps:bookworm' }),
    },
    { suffixes: ['-slim', '-slim-bookworm'], config: config('debian', {}) },
    { suffixes: ['-alpine'], config: config('alpine', {}) },
  ],
  releases: [
    ['3.13.5 3.13 3 latest', 370.0, 43.0, 16.5],
    ['3.12.11 3.12', 369.0, 42.0, 17.5],
    ['3.12.3', 367.0, 46.0, 19.0],
    ['3.11.13 3.11', 367.0, 42.0, 20.5],
    ['3.11.4', 366.0, 45.0, 18.7],
    ['3.10.18 3.10', 364.0, 42.0, 20.1],
    ['3.9.23 3.9', 362.0, 42.0, 19.9],
    ['3.8.20 3.8', 360.0, 43.0, 18.9],
    ['3.7.17 3.7', 342.0, 43.0, 16.6],
    ['3.6.15 3.6', 339.0, 43.0, 15.8],
    ['3.5.10 3.5', 335.0, 42.0, 26.0],
    ['2.7.18 2.7 2', 345.0, 52.0, 27.0],
  ],
};
