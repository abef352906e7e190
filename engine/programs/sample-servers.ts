import type { Json, Program, System } from '../linux/system.ts';
import { type HttpRequest, pathOf } from './http/message.ts';
import { html, text } from './http/replies.ts';
import { goSignals, type HttpServer, httpServer } from './http/server.ts';
import { anywhere, mebibyte } from './options.ts';
import { slashedTime } from './timestamps.ts';

/** A small server: where it listens, what it prints and answers, how it ends. */
interface Sample {
  readonly port: number | ((system: System) => number);
  readonly log?: (system: System) => readonly string[];
  readonly body: (system: System, path: string, request: HttpRequest) => string;
  readonly readyAfterMs?: number;
  readonly memoryMebibytes?: number;
  readonly signals?: HttpServer<Json>['signals'];
}

/** It has no handler, so as PID 1 it doesn't hear of it. */
const deaf = {} as const;
const graceful = { SIGINT: { exit: 0 }, SIGTERM: { exit: 0 } } as const;
const page = (title: string): string =>
  `<!doctype html>\n<html>\n<head><title>${title}</title></head>\n<body></body>\n</html>\n`;

const samples: Readonly<Record<string, Sample>> = {
  'hello-app': {
    port: (system) => Number(system.env.get('PORT')) || 8080,
    log: (system) => [
      `${slashedTime(system.now)} Server listening on port ${Number(system.env.get('PORT')) || 8080}`,
    ],
    body: (system) =>
      `Hello, world!\nVersion: ${system.env.get('HELLO_APP_VERSION') ?? '1.0.0'}\nHostname: ${system.hostName()}\n`,
    signals: goSignals,
  },
  'node-hello': { port: 8080, body: () => 'Hello Kubernetes!', signals: deaf },
  echoserver: {
    port: 8080,
    body: (system, path, { method, peer }) =>
      `CLIENT VALUES:\nclient_address=${peer.address}\ncommand=${method}\nreal path=${path}\nHostname: ${system.hostName()}\n`,
  },
  'echo-server': {
    port: (system) => Number(system.env.get('PORT')) || 8080,
    log: (system) => [`Echo server listening on port ${system.env.get('PORT') ?? '8080'}.`],
    body: (system, _path, { method, target, version, headers }) =>
      `Request served by ${system.hostName()}\n\n${version} ${method} ${target}\n\n${headers.map(([name, value]) => `${name}: ${value}\n`).join('')}`,
    signals: goSignals,
  },
  'http-https-echo': {
    port: 8080,
    body: (system, path) => json({ path, os: { hostname: system.hostName() } }),
  },
  'ealen-echo-server': {
    port: 80,
    body: (system, path) => json({ host: { hostname: system.hostName() }, request: { path } }),
  },
  'webapp-color': {
    port: 8080,
    log: () => [
      ' This is a sample web application that displays a colored background. ',
      ' * Serving Flask app "app" (lazy loading)',
      ' * Running on http://0.0.0.0:8080/ (Press CTRL+C to quit)',
    ],
    body: (system) =>
      `<!doctype html>\n<title>Hello from Flask</title>\n<body style="background: ${system.env.get('APP_COLOR') ?? '#2980b9'};"></body>\n<h1>Hello from ${system.hostName()}!</h1>\n`,
    signals: deaf,
  },
  'nginxdemos-hello': {
    port: 80,
    body: (system, path) =>
      `<!DOCTYPE html>\n<html>\n<head><title>Hello World</title></head>\n<body><p>Server&nbsp;name: ${system.hostName()}</p><p>URI: ${path}</p></body>\n</html>\n`,
  },
  'nginxdemos-hello-text': {
    port: 80,
    body: (system, path) => `Server name: ${system.hostName()}\nURI: ${path}\n`,
  },
  kuard: {
    port: 8080,
    log: (system) => [`${slashedTime(system.now)} Serving on HTTP on :8080`],
    body: (_system, path) => (/^\/(?:healthy|ready)/.test(path) ? 'ok' : page('KUAR Demo')),
    signals: goSignals,
  },
  kubia: {
    port: 8080,
    log: () => ['Kubia server starting...'],
    body: (system) => `You've hit ${system.hostName()}\n`,
    signals: deaf,
  },
  'hello-kubernetes': {
    port: 8080,
    log: (system) => [`Listening on: http://${system.hostName()}:8080`],
    body: (system) =>
      `<h1>${system.env.get('MESSAGE') ?? 'Hello world!'}</h1>\n<p>pod: ${system.hostName()}</p>\n`,
    signals: deaf,
  },
  'rancher-hello-world': {
    port: 80,
    body: (system) => `<h1>Hello world!</h1>\n<h3>My hostname is ${system.hostName()}</h3>\n`,
    signals: goSignals,
  },
  'aks-helloworld': {
    port: 80,
    body: (system) =>
      `<title>${system.env.get('TITLE') ?? 'Welcome to Azure Container Service (AKS)'}</title>\n`,
  },
  'voting-app': {
    port: 80,
    body: (system) => `<title>Cats vs Dogs!</title>\nProcessed by container ID ${system.hostName()}\n`,
  },
  'voting-result': {
    port: 80,
    log: () => ['App running on port 80'],
    body: () => page('Cats vs Dogs -- Result'),
    signals: deaf,
  },
  'test-webserver': { port: 80, body: () => '<pre>\n</pre>\n', signals: goSignals },
  'hpa-example': { port: 80, body: () => 'OK!' },
  guestbook: {
    port: 80,
    body: () => '<html ng-app="redis">\n<head><title>Guestbook</title></head>\n</html>\n',
  },
};

/** Applications of which nothing but their port and a page shows. */
export const sampleServers: ReadonlyMap<string, Program> = new Map(
  Object.entries(samples).map(([name, sample]) => [name, fromSample(sample)] as const),
);

function fromSample(sample: Sample): Program {
  const { port, log, body, readyAfterMs = 50, memoryMebibytes = 24, signals = graceful } = sample;
  return httpServer<null>({
    begin: (system) => ({
      listen: [anywhere(typeof port === 'number' ? port : port(system))],
      own: null,
      readyAfterMs,
      memoryBytes: memoryMebibytes * mebibyte,
    }),
    ready: (system) => {
      for (const line of log?.(system) ?? []) system.write(1, `${line}\n`);
    },
    answer: (system, _own, request) => {
      const content = body(system, pathOf(request.target), request);
      return content.startsWith('<') ? html(200, content) : text(200, content);
    },
    signals,
  });
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
