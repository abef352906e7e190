import { networkName } from '../../engine/linux/network-namespace.ts';
import { AGAIN } from '../../engine/linux/system.ts';
import type { TestMachine } from '../harness/machine.ts';

const HOST = 'docker';

export interface Response {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Everything as it came. */
  readonly text: string;
}

/** One request from inside a machine's container to a port of its own. */
export function ask(
  machine: TestMachine,
  port: number,
  path = '/',
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Response {
  const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const length = body === '' ? '' : `Content-Length: ${body.length}\r\n`;
  return say(machine, port, `${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body}`);
}

/** Sends a server what may make no sense, one byte a character, and hears it out. */
export function say(machine: TestMachine, port: number, text: string): Response {
  const { sandbox } = machine;
  const { kernel, network, runtime } = sandbox.machines;
  const pid = runtime.pid(machine.containerId) ?? 0;
  const inode = kernel.processes.get(HOST, pid)?.namespaces.net ?? 0;
  const socket = sandbox.transact(() =>
    network.connect(networkName(HOST, inode), { address: '127.0.0.1', port }),
  );
  sandbox.run(sandbox.now);
  if (network.connected(socket) !== true) throw new Error(`nothing accepts on port ${port}`);
  sandbox.transact(() => network.write(socket, Buffer.from(text, 'latin1')));
  const parts: Uint8Array[] = [];
  for (let round = 0; round < 200; round++) {
    const data = sandbox.transact(() => network.read(socket));
    if (data === AGAIN) machine.advance(0.05);
    else if (data.length === 0) break;
    else parts.push(data);
  }
  sandbox.transact(() => network.close(socket));
  sandbox.run(sandbox.now);
  return parse(new TextDecoder().decode(Buffer.concat(parts)));
}

function parse(text: string): Response {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map(
    (line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const,
  );
  return { status: Number(first.split(' ')[1]), headers: new Map(headers), body: text.slice(end + 4), text };
}
