import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose, label, run } from './build-steps.ts';
import { atLeast, plain } from './repository.ts';

export const traefik = plain(
  ['docker.io/library/traefik', 'ghcr.io/traefik/traefik'],
  (version) =>
    dockerfile(
      from('alpine:3.22'),
      [
        run('apk --no-cache add ca-certificates tzdata', { mb: 2.1 }),
        run(
          [
            'set -ex',
            'apkArch="$(apk --print-arch)"',
            `wget --quiet -O /tmp/traefik.tar.gz "https://github.com/traefik/traefik/releases/download/v${version}/traefik_v${version}_linux_$arch.tar.gz"`,
            'tar xzvf /tmp/traefik.tar.gz -C /usr/local/bin traefik',
            'chmod +x /usr/local/bin/traefik',
          ],
          {
            share: 1,
            executables: { '/usr/local/bin/traefik': 'traefik' },
          },
        ),
        copy('entrypoint.sh', '/', {
          scripts: { '/entrypoint.sh': entrypointScript(13, optionsFor('traefik')) },
          executables: { '/entrypoint.sh': 'traefik-entrypoint' },
        }),
        expose(80),
        entrypoint('/entrypoint.sh'),
        cmd('traefik'),
        label({
          'org.opencontainers.image.vendor': 'Traefik Labs',
          'org.opencontainers.image.url': 'https://traefik.io',
          'org.opencontainers.image.source': 'https://github.com/traefik/traefik',
          'org.opencontainers.image.title': 'Traefik',
          'org.opencontainers.image.version': `v${version}`,
        }),
      ],
      { unpacking: 3.4 },
    ),
  [
    ['v3.4.4 v3.4 v3 3 3.4 latest', 54.0],
    ['v3.3.7 v3.3 3.3', 53.0],
    ['v3.0.4 v3.0 3.0', 46.0],
    ['v2.11.27 v2.11 v2 2 2.11', 48.0],
    ['v2.10.7 v2.10 2.10', 43.0],
    ['v2.9.10 v2.9 2.9', 39.0],
    ['v1.7.34 v1.7 1.7 1', 24.0],
  ],
  (version) =>
    atLeast(version, '2.0') ? 'amd64 arm/v6 arm64/v8 ppc64le riscv64 s390x' : 'amd64 arm/v6 arm64/v8',
);
