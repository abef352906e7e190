import {
  mimeTypes,
  nginxConfiguration,
  nginxEntrypoint,
  nginxEntrypointScripts,
  nginxSite,
} from '../scripts/nginx.ts';
import { type ImageConfig, plain, type Repository } from './repository.ts';

const nginxContent = {
  executables: { '/usr/sbin/nginx': 'nginx', '/docker-entrypoint.sh': 'nginx-entrypoint' },
  links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
  users: ['nginx:x:101:101:nginx:/var/cache/nginx:/sbin/nologin'],
  folders: { '/var/cache/nginx': '755', '/var/log/nginx': '755' },
  scripts: { '/docker-entrypoint.sh': nginxEntrypoint, ...nginxEntrypointScripts },
  files: {
    '/etc/nginx/nginx.conf': nginxConfiguration,
    '/etc/nginx/mime.types': mimeTypes,
    '/etc/nginx/conf.d/default.conf': nginxSite(),
    '/usr/share/nginx/html/index.html':
      '<!doctype html>\n<title>Getting Started</title>\n<h1>Getting started</h1>\n',
  },
} as const;

/** A small web application of a course: one executable that listens, no shell. */
function application(
  names: Repository['names'],
  path: string,
  program: string,
  config: Partial<ImageConfig>,
  releases: Repository['releases'],
  platforms?: string,
): Repository {
  return plain(
    names,
    { userland: 'alpine', cmd: [path], executables: { [path]: program }, ...config },
    releases,
    platforms,
  );
}

export const courseApps: readonly Repository[] = [
  application(
    ['docker.io/kodekloud/webapp-color'],
    '/opt/app.py',
    'webapp-color',
    { exposedPorts: ['8080/tcp'] },
    [
      ['latest', 31.8],
      ['v1', 31.8],
      ['v2', 31.8],
      ['v3', 31.8],
    ],
    'amd64',
  ),
  application(
    ['docker.io/kodekloud/event-simulator'],
    '/event-simulator.py',
    'event-simulator',
    {},
    [['latest', 29.9]],
    'amd64',
  ),
  application(
    ['docker.io/kodekloud/simple-webapp', 'docker.io/kodekloud/simple-webapp-mysql'],
    '/opt/app.py',
    'webapp-color',
    { exposedPorts: ['8080/tcp'] },
    [['latest', 31.8]],
    'amd64',
  ),
  application(
    ['gcr.io/kuar-demo/kuard-amd64', 'docker.io/kuar-demo/kuard'],
    '/kuard',
    'kuard',
    { exposedPorts: ['8080/tcp'] },
    [
      ['blue 1 latest v0.9-blue', 11.2],
      ['green 2 v0.9-green', 11.2],
      ['purple 3 v0.9-purple', 11.2],
    ],
    'amd64',
  ),
  application(
    ['docker.io/luksa/kubia', 'docker.io/luksa/kiada'],
    '/app.js',
    'kubia',
    { userland: 'debian' },
    [
      ['latest', 251.0],
      ['v1', 251.0],
      ['v2', 251.0],
      ['v3', 251.0],
      ['v4', 251.0],
      ['0.1', 251.0],
    ],
    'amd64',
  ),
  application(
    ['docker.io/paulbouwer/hello-kubernetes'],
    '/usr/src/app/server.js',
    'hello-kubernetes',
    {
      exposedPorts: ['8080/tcp'],
      user: 'node',
      users: ['node:x:1000:1000:Linux User,,,:/home/node:/bin/sh'],
    },
    [
      ['1.10 latest 1.10.1', 46.0],
      ['1.8', 40.0],
      ['1.5', 26.0],
    ],
  ),
  application(
    ['docker.io/rancher/hello-world'],
    '/rancher-hello-world',
    'rancher-hello-world',
    { exposedPorts: ['80/tcp'] },
    [['v0.2.1 latest', 7.0]],
  ),
  application(
    ['docker.io/docker/getting-started', 'docker.io/docker/welcome-to-docker'],
    '/usr/sbin/nginx',
    'nginx',
    {
      exposedPorts: ['80/tcp'],
      cmd: ['nginx', '-g', 'daemon off;'],
      entrypoint: ['/docker-entrypoint.sh'],
      ...nginxContent,
    },
    [['latest', 17.0]],
  ),
  application(
    [
      'mcr.microsoft.com/azuredocs/aks-helloworld',
      'docker.io/microsoft/aci-helloworld',
      'mcr.microsoft.com/azuredocs/aci-helloworld',
    ],
    '/app/main.py',
    'aks-helloworld',
    { exposedPorts: ['80/tcp'] },
    [['v1 latest', 70.0]],
    'amd64',
  ),
  application(
    ['docker.io/dockersamples/examplevotingapp_vote', 'docker.io/kodekloud/examplevotingapp_vote'],
    '/usr/local/bin/gunicorn',
    'voting-app',
    { exposedPorts: ['80/tcp'] },
    [['latest v1 before after', 60.0]],
  ),
  application(
    ['docker.io/dockersamples/examplevotingapp_result', 'docker.io/kodekloud/examplevotingapp_result'],
    '/app/server.js',
    'voting-result',
    { exposedPorts: ['80/tcp'] },
    [['latest v1 before after', 70.0]],
  ),
  application(
    ['docker.io/dockersamples/examplevotingapp_worker', 'docker.io/kodekloud/examplevotingapp_worker'],
    '/app/worker',
    'voting-worker',
    {},
    [['latest v1', 80.0]],
  ),
  application(
    ['docker.io/mendhak/http-https-echo'],
    '/app/index.js',
    'http-https-echo',
    {
      exposedPorts: ['8080/tcp', '8443/tcp'],
      user: 'node',
      users: ['node:x:1000:1000:Linux User,,,:/home/node:/bin/sh'],
    },
    [
      ['36 latest', 55.0],
      ['31', 52.0],
    ],
  ),
  application(
    ['docker.io/ealen/echo-server'],
    '/app/server.js',
    'ealen-echo-server',
    { exposedPorts: ['80/tcp'] },
    [['0.9.2 latest', 45.0]],
  ),
];
