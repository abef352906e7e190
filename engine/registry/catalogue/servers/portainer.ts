import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose, label, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const portainer = plain(
  ['docker.io/portainer/portainer-ce', 'docker.io/portainer/portainer'],
  () =>
    dockerfile(scratch, [
      label({
        'org.opencontainers.image.title': 'Portainer',
        'org.opencontainers.image.vendor': 'Portainer.io',
      }),
      copy('portainer', '/portainer', { share: 1, executables: { '/portainer': 'portainer' } }),
      volume('/data'),
      expose(8000, 9000, 9443),
      entrypoint('/portainer'),
    ]),
  [
    ['2.27.9 lts latest', 81.0],
    ['2.21.5 2.21', 79.0],
    ['2.19.5 2.19', 78.0],
    ['1.24.2', 28.0],
  ],
  'amd64 arm/v7 arm64 ppc64le',
);
