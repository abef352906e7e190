import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, stopSignal, volume } from './build-steps.ts';
import { atLeast, type ImageConfig, type Repository } from './repository.ts';

const home = '/var/lib/postgresql';
const entrypointScript = { '/usr/local/bin/docker-entrypoint.sh': 'postgres-entrypoint' };

const programs = (bin: string) => ({
  [`${bin}/postgres`]: 'postgres',
  [`${bin}/psql`]: 'psql',
  [`${bin}/pg_isready`]: 'pg_isready',
  [`${bin}/pg_dump`]: 'pg_dump',
  [`${bin}/pg_dumpall`]: 'pg_dumpall',
  [`${bin}/createdb`]: 'createdb',
  [`${bin}/dropdb`]: 'dropdb',
  [`${bin}/createuser`]: 'createuser',
});

function debian(version: string): ImageConfig {
  const major = majorOf(version);
  const bin = `/usr/lib/postgresql/${major}/bin`;
  return dockerfile(
    from('debian:bookworm-slim'),
    [
      run(
        [
          'set -eux',
          'groupadd -r postgres --gid=999',
          `useradd -r -g postgres --uid=999 --home-dir=${home} --shell=/bin/bash postgres`,
          `install --verbose --directory --owner postgres --group postgres --mode 1777 ${home}`,
        ],
        { kb: 4.3, users: [`postgres:x:999:999::${home}:/bin/bash`], folders: { [home]: '1777 999:999' } },
      ),
      run(
        [
          'set -ex',
          'apt-get update',
          'apt-get install -y --no-install-recommends gnupg less',
          'rm -rf /var/lib/apt/lists/*',
        ],
        { mb: 9.9 },
      ),
      env({ GOSU_VERSION: '1.17' }),
      run(
        [
          'set -eux',
          'savedAptMark="$(apt-mark showmanual)"',
          'apt-get update',
          'apt-get install -y --no-install-recommends ca-certificates wget',
          'wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch"',
          'chmod +x /usr/local/bin/gosu',
          'gosu --version',
          'gosu nobody true',
        ],
        { mb: 4.26, executables: { '/usr/local/bin/gosu': 'gosu' } },
      ),
      run(
        [
          'set -eux',
          "if [ -f /etc/dpkg/dpkg.cfg.d/docker ]; then sed -ri '/\\/usr\\/share\\/locale/d' /etc/dpkg/dpkg.cfg.d/docker; fi",
          'apt-get update; apt-get install -y --no-install-recommends locales; rm -rf /var/lib/apt/lists/*',
          "echo 'en_US.UTF-8 UTF-8' >> /etc/locale.gen",
          'locale-gen',
          "locale -a | grep 'en_US.utf8'",
        ],
        { mb: 25.1 },
      ),
      env({ LANG: 'en_US.utf8' }),
      run(
        [
          'set -eux',
          'apt-get update',
          'apt-get install -y --no-install-recommends libnss-wrapper xz-utils zstd',
          'rm -rf /var/lib/apt/lists/*',
        ],
        { mb: 3.7 },
      ),
      run('mkdir /docker-entrypoint-initdb.d', { folders: { '/docker-entrypoint-initdb.d': '755' } }),
      run(
        [
          'set -ex',
          "key='B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8'",
          'mkdir -p /usr/local/share/keyrings/',
          'gpg --batch --keyserver keyserver.ubuntu.com --recv-keys "$key"',
        ],
        { kb: 3.1 },
      ),
      env({ PG_MAJOR: major }),
      env({ PATH: `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${bin}` }),
      env({ PG_VERSION: `${version}-1.pgdg120+1` }),
      run(
        [
          'set -ex',
          'export PYTHONDONTWRITEBYTECODE=1',
          'dpkgArch="$(dpkg --print-architecture)"',
          'echo "deb $aptRepo" > /etc/apt/sources.list.d/pgdg.list',
          'apt-get update',
          'apt-get install -y --no-install-recommends postgresql-common',
          'apt-get install -y --no-install-recommends "postgresql-$PG_MAJOR=$PG_VERSION"',
          'rm -rf /var/lib/apt/lists/*',
          'postgres --version',
        ],
        { share: 1, executables: programs(bin) },
      ),
      run(
        [
          'set -eux',
          'dpkg-divert --add --rename --divert "/usr/share/postgresql/postgresql.conf.sample.dpkg" "/usr/share/postgresql/$PG_MAJOR/postgresql.conf.sample"',
          'ln -sv ../postgresql.conf.sample "/usr/share/postgresql/$PG_MAJOR/"',
        ],
        { kb: 61 },
      ),
      run('install --verbose --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql', {
        folders: { '/run/postgresql': '3777 999:999' },
      }),
      env({ PGDATA: `${home}/data` }),
      run('install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA"', {
        folders: { [`${home}/data`]: '1777 999:999' },
      }),
      volume(`${home}/data`),
      copy('docker-entrypoint.sh docker-ensure-initdb.sh', '/usr/local/bin/', {
        kb: 18.4,
        executables: entrypointScript,
      }),
      run('ln -sT docker-ensure-initdb.sh /usr/local/bin/docker-enforce-initdb.sh'),
      end,
    ],
    { unpacking: 2.9 },
  );
}

function alpine(version: string): ImageConfig {
  const bin = '/usr/local/bin';
  return dockerfile(
    from(atLeast(version, '13') ? 'alpine:3.22' : 'alpine:3.12'),
    [
      run(
        [
          'set -eux',
          'addgroup -g 70 -S postgres',
          `adduser -u 70 -S -D -G postgres -H -h ${home} -s /bin/sh postgres`,
          `install --verbose --directory --owner postgres --group postgres --mode 1777 ${home}`,
        ],
        {
          kb: 4.7,
          users: [`postgres:x:70:70:PostgreSQL user:${home}:/bin/sh`],
          folders: { [home]: '1777 70:70' },
        },
      ),
      env({ GOSU_VERSION: '1.17' }),
      run(
        [
          'set -eux',
          'apk add --no-cache --virtual .gosu-deps ca-certificates dpkg gnupg',
          'gosu --version',
          'gosu nobody true',
        ],
        {
          mb: 2.5,
          executables: { '/usr/local/bin/gosu': 'gosu', '/usr/local/bin/su-exec': 'gosu' },
        },
      ),
      run(
        'set -eux; ln -svf gosu /usr/local/bin/su-exec; su-exec nobody true # backwards compatibility (removed in PostgreSQL 17+)',
      ),
      env({ LANG: 'en_US.utf8' }),
      run('mkdir /docker-entrypoint-initdb.d', { folders: { '/docker-entrypoint-initdb.d': '755' } }),
      env({ PG_MAJOR: majorOf(version) }),
      env({ PG_VERSION: version }),
      env({ DOCKER_PG_LLVM_DEPS: 'llvm19-dev clang19' }),
      run(
        [
          'set -eux',
          'wget -O postgresql.tar.bz2 "https://ftp.postgresql.org/pub/source/v$PG_VERSION/postgresql-$PG_VERSION.tar.bz2"',
          'apk add --no-cache --virtual .build-deps $DOCKER_PG_LLVM_DEPS bison coreutils flex gcc icu-dev make openssl-dev',
          'make -j "$(nproc)" world-bin',
          'make install-world-bin',
          'apk add --no-cache --virtual .postgresql-rundeps $runDeps bash tzdata zstd icu-data-full nss_wrapper',
          'apk del --no-network .build-deps',
          'postgres --version',
        ],
        { share: 1, executables: { ...programs(bin), '/bin/bash': 'shell' } },
      ),
      run(
        [
          'set -eux',
          'cp -v /usr/local/share/postgresql/postgresql.conf.sample /usr/local/share/postgresql/postgresql.conf.sample.orig',
        ],
        { kb: 31 },
      ),
      run('install --verbose --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql', {
        folders: { '/run/postgresql': '3777 70:70' },
      }),
      env({ PGDATA: `${home}/data` }),
      run('install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA"', {
        folders: { [`${home}/data`]: '1777 70:70' },
      }),
      volume(`${home}/data`),
      copy('docker-entrypoint.sh docker-ensure-initdb.sh', '/usr/local/bin/', {
        kb: 18.4,
        executables: entrypointScript,
      }),
      run('ln -sT docker-ensure-initdb.sh /usr/local/bin/docker-enforce-initdb.sh'),
      end,
    ],
    { unpacking: 2.9 },
  );
}

const end = [entrypoint('docker-entrypoint.sh'), stopSignal('SIGINT'), expose(5432), cmd('postgres')];

function majorOf(version: string): string {
  return version.startsWith('9.')
    ? version.split('.').slice(0, 2).join('.')
    : (version.split('.')[0] ?? version);
}

export const postgres: Repository = {
  names: ['docker.io/library/postgres', 'public.ecr.aws/docker/library/postgres'],
  variants: [
    { suffixes: ['', '-bookworm'], config: debian },
    { suffixes: ['-alpine'], config: alpine },
  ],
  releases: [
    ['17.5 17 latest', 153.0, 105.0],
    ['17.4', 153.0, 104.8],
    ['17.2', 152.0, 102.4],
    ['17.0', 152.0, 102.2],
    ['16.9 16', 151.0, 104.2],
    ['16.4', 149.6, 90.6],
    ['16.3', 149.5, 90.5],
    ['16.2', 149.0, 89.2],
    ['16.1', 149.0, 88.5],
    ['16.0', 148.8, 87.1],
    ['15.13 15', 148.0, 103.0],
    ['15.4', 143.5, 86.9],
    ['15.3', 143.4, 86.7],
    ['15.1', 136.5, 87.8],
    ['14.18 14', 148.0, 102.0],
    ['14.5', 135.0, 78.8],
    ['14.2', 134.6, 78.6],
    ['14.1', 134.5, 77.3],
    ['13.21 13', 147.0, 102.0],
    ['13.3', 111.8, 57.3],
    ['13.2', 111.7, 56.6],
    ['12.22 12', 143.0, 98.0],
    ['12.2', 111.0, 51.6],
    ['12.1', 110.8, 30.1],
    ['11.22 11', 101.0, 88.0],
    ['11.5', 106.0, 28.2],
    ['11.1', 105.0, 27.6],
    ['10.23 10', 76.0, 73.0],
    ['10.4', 89.4, 13.8],
    ['10.1', 104.0, 13.7],
    ['9.6.24 9.6 9', 72.7, 13.3],
    ['9.5.25 9.5', 72.5, 13.1],
    ['9.4.26 9.4', 72.0, 13.0],
  ],
};
