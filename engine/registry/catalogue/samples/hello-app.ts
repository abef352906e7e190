import { plain } from '../repository.ts';

export const helloApp = plain(
  ['gcr.io/google-samples/hello-app', 'us-docker.pkg.dev/google-samples/containers/gke/hello-app'],
  (version) => ({
    userland: 'none',
    env: { PORT: '8080', HELLO_APP_VERSION: `${version}.0` },
    cmd: ['/hello-app'],
    executables: { '/hello-app': 'hello-app' },
  }),
  [
    ['1.0 latest', 12.6],
    ['2.0', 12.6],
  ],
);
