import type { HttpReply } from '../process.ts';
import { lines, option, type Program, portNumber, serves } from './program.ts';
import { pathOf } from './static-files.ts';
import { iso, wallClock } from './timestamps.ts';

/** It waits so long before it closes its listeners, so that load balancers notice. */
const stopMs = 3000;

/** stefanprodan/podinfo: a page about itself, and probes. */
export const podinfo: Program = (invocation) => {
  const { argv, env, container } = invocation;
  const { hostname, image } = container.spec;
  const port = portNumber(option(argv, '--port') ?? env.get('PODINFO_PORT'), 9898);
  const about = {
    hostname,
    version: image.version,
    revision: '',
    color: env.get('PODINFO_UI_COLOR') ?? '#34577c',
    logo: 'https://raw.githubusercontent.com/stefanprodan/podinfo/gh-pages/cuddle_clap.gif',
    message: env.get('PODINFO_UI_MESSAGE') ?? `greetings from podinfo v${image.version}`,
    goos: 'linux',
    goarch: 'amd64',
    runtime: 'go1.24.4',
    num_goroutine: '8',
    num_cpu: '2',
  };
  const http = (path: string): HttpReply => {
    const bare = pathOf(path);
    const status = /^\/status\/(\d{3})$/.exec(bare)?.[1];
    if (status !== undefined) return { status: Number(status), body: `{\n  "status": ${status}\n}` };
    if (bare === '/healthz' || bare === '/readyz') return { status: 200, body: '{\n  "status": "OK"\n}' };
    if (bare === '/version') return { status: 200, body: json({ commit: '', version: image.version }) };
    if (bare === '/env') {
      return { status: 200, body: json([...env].map(([name, value]) => `${name}=${value}`)) };
    }
    return bare === '/' || bare === '/api/info'
      ? { status: 200, body: json(about) }
      : { status: 404, body: '404 page not found\n' };
  };
  const entry = {
    level: 'info',
    ts: iso(wallClock(invocation)),
    caller: 'podinfo/main.go:153',
    msg: 'Starting podinfo',
  };
  return serves(invocation, {
    output: lines('stderr', invocation.atMs, [
      JSON.stringify({ ...entry, version: image.version, revision: '', port: String(port) }),
      JSON.stringify({
        ...entry,
        caller: 'http/server.go:224',
        msg: 'Starting HTTP Server.',
        addr: `:${port}`,
      }),
    ]),
    ports: [port],
    http,
    readyAfterMs: 50,
    stop: { afterMs: stopMs, code: 0 },
  });
};

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
