import { expect, it } from 'vitest';
import { networkName } from '../../engine/linux/network-namespace.ts';
import { openMachine, type TestMachine } from '../harness/machine.ts';
import { ask } from './http.ts';

const MEGABYTE = 1_000_000;

/** Connects to a port of the machine, says something again and again, and reads nothing of what is answered. */
function askWithoutReading(machine: TestMachine, port: number, text: string): void {
  const { kernel, network, runtime } = machine.sandbox.machines;
  const { sandbox } = machine;
  const pid = runtime.pid(machine.containerId) ?? 0;
  const inode = kernel.processes.get('docker', pid)?.namespaces.net ?? 0;
  const socket = sandbox.transact(() =>
    network.connect(networkName('docker', inode), { address: '127.0.0.1', port }),
  );
  machine.advance(0.1);
  sandbox.transact(() => network.write(socket, new TextEncoder().encode(text)));
  machine.advance(0.1);
}

it('a client of nginx that reads nothing keeps nobody else from being answered', () => {
  const machine = openMachine({ image: 'nginx:1.27' });
  machine.write('/usr/share/nginx/html/big', 'x'.repeat(MEGABYTE));
  machine.start(['nginx', '-g', 'daemon off;']);
  machine.advance(1);
  askWithoutReading(machine, 80, 'GET /big HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(20));
  expect(ask(machine, 80, '/').status).toBe(200);
});

it('a client of redis that reads nothing keeps nobody else from being answered', () => {
  const machine = openMachine({ image: 'redis:7.4.4' });
  machine.start(['redis-server'], { cwd: '/data' });
  machine.advance(1);
  machine.run(['redis-cli', '-x', 'SET', 'big'], { stdin: 'x'.repeat(MEGABYTE) });
  askWithoutReading(machine, 6379, 'GET big\r\n'.repeat(20));
  expect(machine.run(['redis-cli', 'STRLEN', 'big']).stdout).toBe(`${MEGABYTE}\n`);
});

it('a subscriber of redis that reads nothing is closed when too much waits for it', () => {
  const machine = openMachine({ image: 'redis:7.4.4' });
  const server = machine.start(['redis-server'], { cwd: '/data' });
  machine.advance(1);
  askWithoutReading(machine, 6379, 'PSUBSCRIBE n* ne* new* news* *s *ws *ews ?ews n?ws ne?s new?\r\n');
  machine.run(['redis-cli', '-x', 'PUBLISH', 'news'], { stdin: 'x'.repeat(MEGABYTE) });
  expect(machine.run(['redis-cli', 'PUBLISH', 'news', 'x']).stdout).toBe('0\n');
  expect(server.stdout).toMatch(/# Client id=\d+ .* for overcoming of output buffer limits\./);
});

it('a client of memcached that reads nothing keeps nobody else from being answered', () => {
  const machine = openMachine({ image: 'memcached:1.6-alpine' });
  machine.start(['memcached', '-u', 'memcache']);
  machine.advance(1);
  const value = 'x'.repeat(MEGABYTE);
  askWithoutReading(machine, 11_211, `set big 0 0 ${MEGABYTE}\r\n${value}\r\n${'get big\r\n'.repeat(20)}`);
  const answer = machine.sh("printf 'get none\\r\\nquit\\r\\n' | nc 127.0.0.1 11211");
  expect(answer.stdout).toBe('END\r\n');
});
