import { goUnhandled } from './agnhost.ts';
import { ownAddress } from './network.ts';
import { lines, option, type Program, portNumber, serves } from './program.ts';
import { pathOf } from './static-files.ts';
import { slashedTime, wallClock } from './timestamps.ts';

/** traefik/whoami: tells who answered. */
export const whoamiServer: Program = (invocation) => {
  const { argv, env, container } = invocation;
  const port = portNumber(option(argv, '--port', '-port') ?? env.get('WHOAMI_PORT_NUMBER'), 80);
  const name = option(argv, '--name', '-name') ?? env.get('WHOAMI_NAME');
  const address = ownAddress(invocation);
  const page = (path: string): string =>
    [
      ...(name === undefined ? [] : [`Name: ${name}`]),
      `Hostname: ${container.spec.hostname}`,
      'IP: 127.0.0.1',
      'IP: ::1',
      `IP: ${address}`,
      `RemoteAddr: ${address}:49152`,
      `GET ${path} HTTP/1.1`,
      `Host: ${address}:${port}`,
      '',
      '',
    ].join('\n');
  return serves(invocation, {
    output: lines('stderr', invocation.atMs, [
      `${slashedTime(wallClock(invocation))} Starting up on port ${port}`,
    ]),
    ports: [port],
    http: (path) => ({ status: 200, body: pathOf(path) === '/health' ? '' : page(path) }),
    readyAfterMs: 10,
    stop: goUnhandled,
  });
};
