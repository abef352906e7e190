import { mimeTypes, nginxConfiguration, nginxSite } from '../scripts/nginx.ts';
import { plain } from './repository.ts';

export const testWebserver = plain(
  ['registry.k8s.io/test-webserver', 'k8s.gcr.io/test-webserver', 'gcr.io/google_containers/test-webserver'],
  {
    userland: 'none',
    entrypoint: ['/test-webserver'],
    exposedPorts: ['80/tcp'],
    executables: { '/test-webserver': 'test-webserver' },
  },
  [['1.0 latest', 1.8]],
);

export const serveHostname = plain(
  ['registry.k8s.io/serve_hostname', 'k8s.gcr.io/serve_hostname', 'gcr.io/google_containers/serve_hostname'],
  { userland: 'none', entrypoint: ['/serve_hostname'], executables: { '/serve_hostname': 'serve-hostname' } },
  [
    ['1.4 latest', 2.6],
    ['v1.4', 2.6],
    ['1.3', 2.6],
  ],
);

export const nginxSlim = plain(
  ['registry.k8s.io/nginx-slim', 'k8s.gcr.io/nginx-slim', 'gcr.io/google_containers/nginx-slim'],
  {
    userland: 'debian',
    cmd: ['nginx', '-g', 'daemon off;'],
    exposedPorts: ['80/tcp', '443/tcp'],
    executables: { '/usr/sbin/nginx': 'nginx' },
    files: {
      '/usr/share/nginx/html/index.html': 'Welcome to nginx!\n',
      '/etc/nginx/nginx.conf': nginxConfiguration,
      '/etc/nginx/mime.types': mimeTypes,
      '/etc/nginx/conf.d/default.conf': nginxSite(),
    },
    links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
    users: ['nginx:x:101:101:nginx user:/nonexistent:/bin/false'],
    folders: { '/var/cache/nginx': '755', '/var/log/nginx': '755' },
  },
  [
    ['0.27', 47.0],
    ['0.26', 47.0],
    ['0.25', 47.0],
    ['0.24', 47.0],
    ['0.21', 46.0],
    ['0.8', 42.1],
    ['0.7', 42.0],
  ],
);

/** The image of the classic liveness tutorial: healthy for ten seconds. */
export const liveness = plain(
  ['registry.k8s.io/liveness', 'k8s.gcr.io/liveness', 'gcr.io/google_containers/liveness'],
  { userland: 'none', executables: { '/server': 'liveness' } },
  [['latest', 1.9]],
);

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
);

export const kubernetesRedis = plain(
  ['registry.k8s.io/redis', 'k8s.gcr.io/redis', 'docker.io/kubernetes/redis'],
  {
    userland: 'debian',
    cmd: ['redis-server'],
    exposedPorts: ['6379/tcp'],
    executables: {
      '/usr/local/bin/redis-server': 'redis-server',
      '/usr/local/bin/redis-cli': 'redis-cli',
      '/run.sh': 'redis-server',
    },
  },
  [
    ['e2e', 43.0],
    ['v1', 54.0],
  ],
);

export const dnsutils = plain(
  [
    'registry.k8s.io/e2e-test-images/jessie-dnsutils',
    'k8s.gcr.io/e2e-test-images/jessie-dnsutils',
    'registry.k8s.io/e2e-test-images/dnsutils',
    'gcr.io/kubernetes-e2e-test-images/dnsutils',
  ],
  {
    userland: 'debian',
    cmd: ['sh', '-c', 'sleep 3600'],
    executables: { '/usr/bin/nslookup': 'nslookup', '/usr/bin/dig': 'silent', '/usr/bin/host': 'silent' },
  },
  [
    ['1.7', 110.0],
    ['1.4', 108.0],
    ['1.3', 107.0],
  ],
);

export const nonroot = plain(
  ['registry.k8s.io/e2e-test-images/nonroot'],
  { userland: 'none', user: '1234', entrypoint: ['/pause'], executables: { '/pause': 'pause' } },
  [['1.4', 17.7]],
);
