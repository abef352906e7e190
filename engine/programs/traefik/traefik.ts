import type { Program, System } from '../../linux/system.ts';
import { NOT_PASSED_ON } from '../http/forwarding.ts';
import { type Forward, type HttpReply, type HttpRequest, header, pathOf } from '../http/message.ts';
import { goNotFound, json, text } from '../http/replies.ts';
import { httpServer } from '../http/server.ts';
import { anywhere, mebibyte } from '../options.ts';
import { slashedTime } from '../timestamps.ts';
import { type Configuration, configure, type Router } from './configuration.ts';
import { holds } from './rules.ts';

type Own = { readonly configuration: Configuration; count: number };

const dashboardPort = 8080;
const dockerSocket = 'unix:///var/run/docker.sock';

/** Traefik with the file provider. No sandbox has a Docker socket in it, so that provider finds nothing, and says so. */
export const traefik: Program = httpServer<Own>({
  begin: (system) => {
    if (system.argv[1] === 'version') {
      system.write(1, `Version:      ${system.executable.version ?? ''}\nOS/Arch:      linux/amd64\n`);
      return 0;
    }
    try {
      const configuration = configure(system);
      const ports = [
        ...configuration.entryPoints.map(({ port }) => port),
        ...(configuration.dashboard || configuration.ping ? [dashboardPort] : []),
      ];
      return {
        listen: [...new Set(ports)].map(anywhere),
        own: { configuration, count: 0 },
        readyAfterMs: 120,
        memoryBytes: 30 * mebibyte,
      };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      system.write(2, `${slashedTime(system.now)} ${error.message}\n`);
      return 1;
    }
  },
  ready: (system, { configuration }) => {
    log(
      system,
      'INF',
      `Traefik version ${system.executable.version ?? ''} built on 2025-07-01T13:34:07Z version=${system.executable.version ?? ''}`,
    );
    log(
      system,
      'INF',
      '\nStats collection is disabled.\nHelp us improve Traefik by turning this feature on :)\nMore details on: https://doc.traefik.io/traefik/contributing/data-collection/\n',
    );
    log(system, 'INF', 'Starting provider aggregator *aggregator.ProviderAggregator');
    if (!configuration.docker) return;
    const problem = `Cannot connect to the Docker daemon at ${dockerSocket}. Is the docker daemon running?`;
    log(
      system,
      'ERR',
      `Failed to retrieve information of the docker client and server host error="${problem}" providerName=docker`,
    );
    log(system, 'ERR', `Provider error, retrying in 500ms error="${problem}" providerName=docker`);
  },
  answer: (_system, own, request) => {
    own.count += 1;
    return answer(own.configuration, request, own.count);
  },
  refuse: (_system, _own, status, request) => {
    if (request === undefined) return { status, close: true };
    return status === 504 ? text(504, 'Gateway Timeout') : text(502, 'Bad Gateway');
  },
  occupied: (system, _own, { port }) => {
    log(
      system,
      'ERR',
      `Command error error="command traefik error: error while building entryPoint: error opening listener: listen tcp :${port}: bind: address already in use"`,
    );
    return 1;
  },
  signals: {
    SIGTERM: { exit: 0, drain: true, says: (system) => log(system, 'INF', 'I have to go...') },
    SIGINT: { exit: 0, drain: true, says: (system) => log(system, 'INF', 'I have to go...') },
  },
});

function log(system: System, level: string, message: string): void {
  system.write(1, `${new Date(system.now).toISOString().slice(0, 19)}Z ${level} ${message}\n`);
}

function answer(configuration: Configuration, request: HttpRequest, count: number): HttpReply | Forward {
  const path = pathOf(request.target);
  if (request.local.port === dashboardPort) {
    if (configuration.ping && path === '/ping') return text(200, 'OK');
    if (
      configuration.dashboard &&
      (path.startsWith('/api') || path.startsWith('/dashboard') || path === '/')
    ) {
      return dashboard(configuration, path);
    }
  }
  const names = configuration.entryPoints
    .filter(({ port }) => port === request.local.port)
    .map(({ name }) => name);
  const router = configuration.routers.find(
    ({ rule, entryPoints }) =>
      (entryPoints.length === 0 || entryPoints.some((name) => names.includes(name))) && holds(rule, request),
  );
  return router === undefined ? goNotFound : passOn(router, request, count);
}

function dashboard({ routers }: Configuration, path: string): HttpReply {
  if (path === '/') return { status: 302, headers: [['Location', '/dashboard/']] };
  if (path === '/api/version') return json(200, { Version: '3', Codename: 'chaource' });
  if (path === '/api/http/routers') {
    return json(
      200,
      routers.map(({ name, entryPoints, priority }) => ({
        entryPoints,
        name: `${name}@file`,
        priority,
        provider: 'file',
        status: 'enabled',
      })),
    );
  }
  if (path.startsWith('/api/'))
    return json(501, { message: 'this part of the API is not part of the simulation' });
  return text(
    200,
    '<!DOCTYPE html><html><head><title>Traefik Proxy</title></head><body><div id="q-app"></div></body></html>',
    'text/html; charset=utf-8',
  );
}

function passOn(router: Router, request: HttpRequest, count: number): HttpReply | Forward {
  const { servers } = router;
  if (servers.length === 0) return text(503, 'no available server\n');
  const start = count % servers.length;
  const [first = { host: '', port: 80 }, ...others] = [...servers.slice(start), ...servers.slice(0, start)];
  const prefix = router.strip.find((each) => request.target.startsWith(each));
  return {
    forward: {
      ...first,
      others,
      method: request.method,
      target:
        prefix === undefined ? request.target : request.target.slice(prefix.length).replace(/^(?!\/)/, '/'),
      headers: [
        ...request.headers.filter(([name]) => !NOT_PASSED_ON.has(name.toLowerCase())),
        ['X-Forwarded-For', request.peer.address],
        ['X-Forwarded-Host', header(request, 'Host') ?? ''],
        ['X-Forwarded-Port', String(request.local.port)],
        ['X-Forwarded-Proto', 'http'],
        ['X-Real-Ip', request.peer.address],
        ...(prefix === undefined ? [] : [['X-Forwarded-Prefix', prefix] as const]),
      ],
    },
  };
}
