import { type HttpReply, pathOf } from './http/message.ts';
import { goNotFound } from './http/replies.ts';
import { httpServer } from './http/server.ts';
import { anywhere, mebibyte, option, portNumber } from './options.ts';
import { iso } from './timestamps.ts';

const json = (status: number, value: unknown): HttpReply => ({
  status,
  headers: [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['X-Content-Type-Options', 'nosniff'],
  ],
  body: JSON.stringify(value, undefined, 2),
});

/** stefanprodan/podinfo: a page about itself, and probes. */
export const podinfo = httpServer<{ port: number; ready: boolean }>({
  begin: ({ argv, env }) => {
    const port = portNumber(option(argv, '--port') ?? env.get('PODINFO_PORT'), 9898);
    return {
      listen: [anywhere(port)],
      own: { port, ready: true },
      readyAfterMs: 50,
      memoryBytes: 18 * mebibyte,
    };
  },
  ready: (system, { port }) => {
    const version = system.executable.version ?? '';
    const entry = {
      level: 'info',
      ts: iso(system.now),
      caller: 'podinfo/main.go:153',
      msg: 'Starting podinfo',
    };
    system.write(2, `${JSON.stringify({ ...entry, version, revision: '', port: String(port) })}\n`);
    const started = {
      ...entry,
      caller: 'http/server.go:224',
      msg: 'Starting HTTP Server.',
      addr: `:${port}`,
    };
    system.write(2, `${JSON.stringify(started)}\n`);
  },
  answer: (system, own, { target, method }) => {
    const path = pathOf(target);
    const version = system.executable.version ?? '';
    const status = /^\/status\/(\d{3})$/.exec(path)?.[1];
    if (status !== undefined) return json(Number(status), { status: Number(status) });
    if (path === '/healthz') return json(200, { status: 'OK' });
    if (path === '/readyz')
      return own.ready ? json(200, { status: 'OK' }) : json(503, { status: 'Not Ready' });
    if (path === '/readyz/enable' || path === '/readyz/disable') {
      if (method === 'POST') own.ready = path.endsWith('enable');
      return json(202, { status: 'OK' });
    }
    if (path === '/version') return json(200, { commit: '', version });
    if (path === '/env')
      return json(
        200,
        [...system.env].map(([name, value]) => `${name}=${value}`),
      );
    if (path !== '/' && path !== '/api/info') return goNotFound;
    return json(200, {
      hostname: system.hostName(),
      version,
      revision: '',
      color: system.env.get('PODINFO_UI_COLOR') ?? '#34577c',
      logo: 'https://raw.githubusercontent.com/stefanprodan/podinfo/gh-pages/cuddle_clap.gif',
      message: system.env.get('PODINFO_UI_MESSAGE') ?? `greetings from podinfo v${version}`,
      goos: 'linux',
      goarch: 'amd64',
      runtime: 'go1.24.4',
      num_goroutine: '8',
      num_cpu: '2',
    });
  },
  signals: { SIGINT: { exit: 0, drain: true }, SIGTERM: { exit: 0, drain: true } },
});
