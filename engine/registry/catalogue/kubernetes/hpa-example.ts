import { plain } from '../repository.ts';

export const hpaExample = plain(
  ['registry.k8s.io/hpa-example', 'k8s.gcr.io/hpa-example'],
  {
    userland: 'debian',
    env: { PHP_INI_DIR: '/usr/local/etc/php' },
    cmd: ['apache2-foreground'],
    workingDir: '/var/www/html',
    exposedPorts: ['80/tcp'],
    executables: { '/usr/local/bin/apache2-foreground': 'hpa-example' },
  },
  [['latest', 186.0]],
  'amd64',
);
