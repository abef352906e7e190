import { goUnhandled } from './agnhost.ts';
import { phpApplication } from './php.ts';
import { type Invocation, lines, type Program, type Run, serves, terminatedCode } from './program.ts';
import { iso, plainTime, slashedTime, wallClock } from './timestamps.ts';

/** A small server: where it listens, what it prints and answers, how it ends. */
interface Sample {
  readonly port: number | ((invocation: Invocation) => number);
  readonly log?: (invocation: Invocation) => readonly string[];
  readonly body?: (invocation: Invocation, path: string) => string;
  readonly readyAfterMs?: number;
  readonly stop?: Run['stop'];
}

const hostname = (invocation: Invocation): string => invocation.container.spec.hostname;
const graceful = { afterMs: 100, code: 0 };
const jvm = { afterMs: 500, code: terminatedCode };

const samples: Readonly<Record<string, Sample>> = {
  'hello-app': {
    port: 8080,
    log: (invocation) => [`${slashedTime(wallClock(invocation))} Server listening on port 8080`],
    body: (invocation) =>
      `Hello, world!\nVersion: ${invocation.env.get('HELLO_APP_VERSION') ?? '1.0.0'}\nHostname: ${hostname(invocation)}\n`,
    stop: goUnhandled,
  },
  'node-hello': { port: 8080, body: () => 'Hello Kubernetes!', stop: 'ignored' },
  'test-webserver': { port: 80, body: () => '<pre>\n</pre>\n', stop: goUnhandled },
  echoserver: {
    port: 8080,
    body: (invocation, path) =>
      `CLIENT VALUES:\ncommand=GET\nreal path=${path}\nHostname: ${hostname(invocation)}\n`,
    stop: graceful,
  },
  'echo-server': {
    port: (invocation) => Number(invocation.env.get('PORT')) || 8080,
    log: () => ['Echo server listening on port 8080.'],
    body: (invocation, path) => `Request served by ${hostname(invocation)}\n\nHTTP/1.1 GET ${path}\n`,
    stop: goUnhandled,
  },
  'http-https-echo': {
    port: 8080,
    body: (invocation, path) => json({ path, os: { hostname: hostname(invocation) } }),
    stop: graceful,
  },
  'ealen-echo-server': {
    port: 80,
    body: (invocation, path) => json({ host: { hostname: hostname(invocation) }, request: { path } }),
    stop: graceful,
  },
  'webapp-color': {
    port: 8080,
    log: () => [
      ' This is a sample web application that displays a colored background. ',
      ' * Serving Flask app "app" (lazy loading)',
      ' * Running on http://0.0.0.0:8080/ (Press CTRL+C to quit)',
    ],
    body: (invocation) =>
      `<!doctype html>\n<title>Hello from Flask</title>\n<body style="background: ${invocation.env.get('APP_COLOR') ?? '#2980b9'};"></body>\n<h1>Hello from ${hostname(invocation)}!</h1>\n`,
    stop: 'ignored',
  },
  kuard: {
    port: 8080,
    log: (invocation) => [`${slashedTime(wallClock(invocation))} Serving on HTTP on :8080`],
    body: (_invocation, path) =>
      path.startsWith('/healthy') || path.startsWith('/ready') ? 'ok' : '<title>KUAR Demo</title>\n',
    stop: goUnhandled,
  },
  kubia: {
    port: 8080,
    log: () => ['Kubia server starting...'],
    body: (invocation) => `You've hit ${hostname(invocation)}\n`,
    stop: 'ignored',
  },
  'hello-kubernetes': {
    port: 8080,
    log: (invocation) => [`Listening on: http://${hostname(invocation)}:8080`],
    body: (invocation) =>
      `<h1>${invocation.env.get('MESSAGE') ?? 'Hello world!'}</h1>\n<p>pod: ${hostname(invocation)}</p>\n`,
    stop: 'ignored',
  },
  'rancher-hello-world': {
    port: 80,
    body: (invocation) => `<h1>Hello world!</h1>\n<h3>My hostname is ${hostname(invocation)}</h3>\n`,
    stop: goUnhandled,
  },
  'aks-helloworld': {
    port: 80,
    body: (invocation) =>
      `<title>${invocation.env.get('TITLE') ?? 'Welcome to Azure Container Service (AKS)'}</title>\n`,
    stop: graceful,
  },
  'voting-app': {
    port: 80,
    body: (invocation) => `<title>Cats vs Dogs!</title>\nProcessed by container ID ${hostname(invocation)}\n`,
    stop: graceful,
  },
  'voting-result': {
    port: 80,
    log: () => ['App running on port 80'],
    body: () => '<title>Cats vs Dogs -- Result</title>\n',
    stop: 'ignored',
  },
  caddy: {
    port: 80,
    log: (invocation) => [
      json({ level: 'info', ts: wallClock(invocation) / 1000, msg: 'serving initial configuration' }),
    ],
    body: (invocation) =>
      invocation.container.files.read('/usr/share/caddy/index.html', invocation.atMs) ?? '',
    stop: graceful,
  },
  traefik: { port: 80, body: () => '404 page not found\n', stop: graceful },
  registry: {
    port: 5000,
    log: (invocation) => [
      `time="${iso(wallClock(invocation)).slice(0, 19)}Z" level=info msg="listening on [::]:5000" go.version=go1.23.7`,
    ],
    body: () => '{}',
    stop: goUnhandled,
  },
  grafana: {
    port: 3000,
    log: (invocation) => [
      `logger=http.server t=${iso(wallClock(invocation))} level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http subUrl= socket=`,
    ],
    body: (_invocation, path) =>
      path === '/api/health' ? json({ database: 'ok' }) : '<title>Grafana</title>\n',
    readyAfterMs: 4000,
    stop: graceful,
  },
  prometheus: {
    port: 9090,
    log: (invocation) => [
      `time=${iso(wallClock(invocation))} level=INFO source=main.go:1287 msg="Server is ready to receive web requests."`,
    ],
    body: (_invocation, path) =>
      path === '/-/ready' ? 'Prometheus Server is Ready.\n' : 'Prometheus Server is Healthy.\n',
    readyAfterMs: 500,
    stop: graceful,
  },
  elasticsearch: {
    port: 9200,
    body: (invocation) =>
      json({ name: hostname(invocation), cluster_name: 'docker-cluster', tagline: 'You Know, for Search' }),
    readyAfterMs: 20_000,
    stop: jvm,
  },
  jenkins: {
    port: 8080,
    log: () => ['Running from: /usr/share/jenkins/jenkins.war'],
    body: () => '<title>Sign in [Jenkins]</title>\n',
    readyAfterMs: 15_000,
    stop: jvm,
  },
  minio: {
    port: 9000,
    log: () => ['MinIO Object Storage Server', 'API: http://127.0.0.1:9000'],
    body: () => '',
    readyAfterMs: 500,
    stop: graceful,
  },
  etcd: {
    port: 2379,
    body: (_invocation, path) =>
      path === '/health' ? '{"health":"true","reason":""}' : '404 page not found\n',
    readyAfterMs: 500,
    stop: graceful,
  },
  ghost: {
    port: 2368,
    log: (invocation) => [`[${plainTime(wallClock(invocation))}] INFO Ghost is running in production...`],
    body: () => '<title>Ghost</title>\n',
    readyAfterMs: 3000,
    stop: graceful,
  },
  'mongo-express': {
    port: 8081,
    log: () => ['Mongo Express server listening at http://0.0.0.0:8081'],
    body: () => '<title>Home - Mongo Express</title>\n',
    readyAfterMs: 1500,
    stop: 'ignored',
  },
};

/** Servers that don't speak HTTP. */
const silentServers: Readonly<
  Record<string, { readonly ports: readonly number[]; readonly readyAfterMs: number }>
> = {
  cassandra: { ports: [9042, 7000, 7199], readyAfterMs: 25_000 },
  zookeeper: { ports: [2181, 8080], readyAfterMs: 1500 },
};

const pages: Readonly<Record<string, string>> = {
  guestbook: '<html ng-app="redis">\n<head><title>Guestbook</title></head>\n</html>\n',
  'hpa-example': 'OK!',
  nextcloud: '<!DOCTYPE html>\n<title>Nextcloud</title>\n',
  phpmyadmin: '<!doctype html>\n<title>phpMyAdmin</title>\n',
};

/** Sample applications and servers of which nothing but their port and a page shows. */
export const sampleServers: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(Object.entries(samples).map(([name, sample]) => [name, fromSample(sample)])),
  ...Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, phpApplication(page)])),
  ...Object.fromEntries(
    Object.entries(silentServers).map(([name, server]): [string, Program] => [
      name,
      (invocation) => serves(invocation, { ...server, stop: jvm }),
    ]),
  ),
};

function fromSample(sample: Sample): Program {
  return (invocation) => {
    const { port, log, body, readyAfterMs = 50, stop = graceful } = sample;
    return serves(invocation, {
      output: lines('stdout', invocation.atMs, log?.(invocation) ?? []),
      ports: [typeof port === 'number' ? port : port(invocation)],
      http: (path) => ({ status: 200, body: body?.(invocation, path) ?? '' }),
      readyAfterMs,
      stop,
    });
  };
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
