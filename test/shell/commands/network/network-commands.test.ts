import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const busybox = openMachine();

/** Command line, split at spaces → standard output, standard error, exit code. */
const cases: readonly (readonly [command: string, stdout: string, stderr: string, code: number])[] = [
  [
    'ip addr',
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n',
    '',
    0,
  ],
  ['ip addr show nope', '', "ip: can't find device 'nope'\n", 1],
  ['ip route', '', '', 0],
  ['ping -c 1 nope', '', "ping: bad address 'nope'\n", 1],
  [
    'wget http://127.0.0.1',
    '',
    "Connecting to 127.0.0.1 (127.0.0.1:80)\nwget: can't connect to remote host (127.0.0.1): Connection refused\n",
    1,
  ],
  ['wget https://127.0.0.1', '', 'wget: not an http or ftp url: https://127.0.0.1\n', 1],
  ['nc 127.0.0.1 1', '', "nc: can't connect to remote host (127.0.0.1): Connection refused\n", 1],
  [
    'netstat -tln',
    'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \n',
    '',
    0,
  ],
];

test.each(cases)('busybox: %s', (command, stdout, stderr, code) => {
  expect(busybox.run(command.split(' '))).toEqual({ stdout, stderr, code });
});

test('ping tells the round trip', () => {
  expect(busybox.run(['ping', '-c', '2', '127.0.0.1']).stdout).toMatch(
    /^PING 127\.0\.0\.1 \(127\.0\.0\.1\): 56 data bytes\n(?:64 bytes from 127\.0\.0\.1: seq=[01] ttl=64 time=0\.\d{3} ms\n){2}\n--- 127\.0\.0\.1 ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min\/avg\/max = [\d.]+\/[\d.]+\/[\d.]+ ms\n$/,
  );
});

test('wget gets a page that nc serves', () => {
  const machine = openMachine();
  const response = 'HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nhi\n';
  machine.start(['nc', '-l', '-p', '80'], { stdin: response });
  expect(machine.run(['wget', '-qO-', 'http://127.0.0.1/x'])).toEqual({
    stdout: 'hi\n',
    stderr: '',
    code: 0,
  });
});

test('nc carries both ways', () => {
  const machine = openMachine();
  const server = machine.start(['nc', '-l', '-p', '7'], { stdin: 'pong\n' });
  expect(machine.run(['nc', '127.0.0.1', '7'], { stdin: 'ping\n' }).stdout).toBe('pong\n');
  machine.advance(1);
  expect(server.stdout).toBe('ping\n');
});
