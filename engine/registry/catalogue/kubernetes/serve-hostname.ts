import { plain } from '../repository.ts';

export const serveHostname = plain(
  ['registry.k8s.io/serve_hostname', 'k8s.gcr.io/serve_hostname', 'gcr.io/google_containers/serve_hostname'],
  { userland: 'none', entrypoint: ['/serve_hostname'], executables: { '/serve_hostname': 'serve-hostname' } },
  [
    ['1.4 latest', 2.6],
    ['v1.4', 2.6],
    ['1.3', 2.6],
  ],
  'amd64',
);
