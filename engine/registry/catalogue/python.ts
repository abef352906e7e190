import { type Base, from } from './bases.ts';
import { cmd, dockerfile, env, type Instruction, run } from './build-steps.ts';
import { buildpackTools } from './buildpack.ts';
import { aptInstall } from './gosu-step.ts';
import { atLeast, type ImageConfig, type Repository } from './repository.ts';

/** @param packages what Python needs beside itself */
function interpreter(base: Base, packages: readonly Instruction[], build: string) {
  return (version: string): ImageConfig => {
    const three = atLeast(version, '3.0');
    const command = three ? 'python3' : 'python2';
    return dockerfile(base, [
      env({ PATH: '/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
      atLeast(version, '3.13') ? undefined : env({ LANG: 'C.UTF-8' }),
      packages,
      three ? env({ GPG_KEY: '7169605F62C751356D054A26A821E680E5FA6305' }) : undefined,
      env({ PYTHON_VERSION: version }),
      run(
        [
          'set -eux',
          build,
          'wget -O python.tar.xz "https://www.python.org/ftp/python/$PYTHON_VERSION/Python-$PYTHON_VERSION.tar.xz"',
          './configure --build="$gnuArch" --enable-loadable-sqlite-extensions --enable-optimizations --enable-shared --with-ensurepip',
          'make -j "$nproc"',
          'make install',
          `${command} --version`,
          `pip${command.slice(-1)} --version`,
        ],
        {
          share: 1,
          executables: {
            [`/usr/local/bin/${command}`]: 'python',
            '/usr/local/bin/pip': 'not-modelled',
            [`/usr/local/bin/pip${command.slice(-1)}`]: 'not-modelled',
          },
        },
      ),
      run(
        [
          'set -eux',
          'for src in idle3 pip3 pydoc3 python3 python3-config',
          'do dst="$(echo "$src" | tr -d 3)"',
          'ln -svT "$src" "/usr/local/bin/$dst"',
          'done',
        ],
        {
          kb: 0.036,
          links: { '/usr/local/bin/python': command },
          executables: { '/usr/local/bin/python': 'python' },
        },
      ),
      cmd(command),
    ]);
  };
}

const withTools =
  (config: (version: string) => ImageConfig) =>
  (version: string): ImageConfig => {
    const image = config(version);
    return { ...image, executables: { ...buildpackTools, ...image.executables } };
  };

const full = withTools(
  interpreter(
    from('buildpack-deps:bookworm'),
    [run(aptInstall('libbluetooth-dev tk-dev uuid-dev'), { mb: 18.5 })],
    'apt-get update',
  ),
);
const slim = interpreter(
  from('debian:bookworm-slim'),
  [run(aptInstall('ca-certificates netbase tzdata'), { mb: 9.3 })],
  'savedAptMark="$(apt-mark showmanual)"',
);
const alpine = interpreter(
  from('alpine:3.22'),
  [run(['set -eux', 'apk add --no-cache ca-certificates tzdata'], { mb: 0.9 })],
  'apk add --no-cache --virtual .build-deps bluez-dev bzip2-dev dpkg-dev expat-dev gcc gdbm-dev libc-dev libffi-dev make openssl-dev sqlite-dev xz-dev zlib-dev',
);

export const python: Repository = {
  names: ['docker.io/library/python', 'public.ecr.aws/docker/library/python'],
  variants: [
    {
      suffixes: ['', '-bookworm'],
      config: full,
    },
    { suffixes: ['-slim', '-slim-bookworm'], config: slim },
    { suffixes: ['-alpine'], config: alpine },
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
