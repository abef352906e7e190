import { header, pathOf } from './http/message.ts';
import { json, text } from './http/replies.ts';
import { goSignals, httpServer } from './http/server.ts';
import { anywhere, mebibyte, option, portNumber } from './options.ts';
import { slashedTime } from './timestamps.ts';

/** traefik/whoami: tells who answered, and what it was asked. */
export const whoamiServer = httpServer<{ port: number; name: string }>({
  begin: ({ argv, env }) => {
    const port = portNumber(option(argv, '--port', '-port') ?? env.get('WHOAMI_PORT_NUMBER'), 80);
    const name = option(argv, '--name', '-name') ?? env.get('WHOAMI_NAME') ?? '';
    return { listen: [anywhere(port)], own: { port, name }, memoryBytes: 6 * mebibyte };
  },
  ready: (system, { port }) => {
    system.write(2, `${slashedTime(system.now)} Starting up on port ${port}\n`);
  },
  answer: (system, { name }, request) => {
    const path = pathOf(request.target);
    const addresses = system.network().interfaces.flatMap(({ addresses: own }) => own);
    const ips = addresses.map(({ address }) => address);
    if (path === '/health') return { status: 200 };
    if (path === '/bench') return text(200, '1');
    const headers = request.headers.filter(([each]) => !['host', 'connection'].includes(each.toLowerCase()));
    if (path === '/api') {
      return json(200, {
        ...(name === '' ? {} : { name }),
        hostname: system.hostName(),
        ip: ips,
        headers: Object.fromEntries(headers.map(([each, value]) => [each, [value]])),
        url: request.target,
        host: header(request, 'Host') ?? '',
        method: request.method,
        remoteAddr: `${request.peer.address}:${request.peer.port}`,
      });
    }
    const lines = [
      ...(name === '' ? [] : [`Name: ${name}`]),
      `Hostname: ${system.hostName()}`,
      ...ips.flatMap((ip) => (ip === '127.0.0.1' ? [`IP: ${ip}`, 'IP: ::1'] : [`IP: ${ip}`])),
      `RemoteAddr: ${request.peer.address}:${request.peer.port}`,
      `${request.method} ${request.target} ${request.version}`,
      `Host: ${header(request, 'Host') ?? ''}`,
      ...headers.map(([each, value]) => `${each}: ${value}`).sort(),
      '',
      '',
    ];
    return text(200, lines.join('\n'));
  },
  signals: goSignals,
});
