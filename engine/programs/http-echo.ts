import { header, pathOf } from './http/message.ts';
import { goSignals, httpServer } from './http/server.ts';
import { listenAddress, mebibyte, option } from './options.ts';
import { slashedTime } from './timestamps.ts';

/** hashicorp/http-echo: answers everything with the text it was given. */
export const httpEcho = httpServer<{ text: string; listen: string; status: number }>({
  begin: (system) => {
    const { argv, env } = system;
    if (argv.includes('-version') || argv.includes('--version')) {
      system.write(2, `http-echo v${system.executable.version ?? '1.0.0'}\n`);
      return 0;
    }
    const text = option(argv, '-text', '--text') || env.get('ECHO_TEXT') || '';
    if (text === '') {
      system.write(2, 'Missing -text option OR ENV var TEXT is empty!\n');
      return 127;
    }
    const listen = option(argv, '-listen', '--listen') ?? ':5678';
    const status = Number(option(argv, '-status-code', '--status-code') ?? 200);
    return {
      listen: [listenAddress(listen, 5678)],
      own: { text, listen, status },
      memoryBytes: 5 * mebibyte,
    };
  },
  ready: (system, { listen }) => {
    system.write(2, `${slashedTime(system.now)} [INFO] server is listening on ${listen}\n`);
  },
  answer: (system, { text, status }, request) => {
    const headers = [
      ['X-App-Name', 'http-echo'],
      ['X-App-Version', system.executable.version ?? '1.0.0'],
    ] as const;
    if (pathOf(request.target) === '/health') {
      return {
        status: 200,
        headers: [...headers, ['Content-Type', 'application/json']],
        body: '{"status":"ok"}\n',
      };
    }
    return {
      status,
      headers: [...headers, ['Content-Type', 'text/plain; charset=utf-8']],
      body: `${text}\n`,
    };
  },
  sent: (system, _own, request, status, bytes) => {
    const host = header(request, 'Host') ?? '';
    const agent = header(request, 'User-Agent') ?? '';
    system.write(
      1,
      `${slashedTime(system.now)} ${host} ${request.peer.address}:${request.peer.port} "${request.method} ${request.target} ${request.version}" ${status} ${bytes} "${agent}" 20.4µs\n`,
    );
  },
  signals: goSignals,
});
