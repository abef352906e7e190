import { expect, test } from 'vitest';
import { networkOf } from '../../../../engine/linux/network-namespace.ts';
import { openMachine, type TestMachine } from '../../../harness/machine.ts';

/** A machine whose container is on a bridge, with the name server that Docker would give it. */
function connected(image: string): TestMachine {
  const machine = openMachine({ image });
  const { network, kernel } = machine.sandbox.machines;
  machine.sandbox.transact(() => {
    const process = kernel.processes.of('docker').find(({ argv }) => argv[0] === 'cat');
    if (process === undefined) throw new Error('no process');
    network.addBridge('docker', { name: 'docker0', address: '172.17.0.1', prefix: 16 });
    network.attach(networkOf(process), 'docker0', {
      address: '172.17.0.2',
      prefix: 16,
      gateway: '172.17.0.1',
    });
  });
  machine.write('/etc/resolv.conf', 'nameserver 8.8.8.8\n');
  return machine;
}

const machine = connected('busybox');
const gnu = connected('debian');
gnu.sandbox.transact(() => {
  const { runtime, filesystems } = gnu.sandbox.machines;
  const caller = runtime.caller(gnu.containerId);
  if (caller === undefined) throw new Error('no container');
  for (const program of [
    'curl',
    'dig',
    'host',
    'nslookup',
    'traceroute',
    'stress',
    'watch',
    'gosu',
    'sysctl',
    'ping',
    'nc',
    'nc.traditional',
    'ncat',
    'ip',
    'arp',
  ]) {
    filesystems.installExecutable(caller, `/usr/bin/${program}`, { program, flavour: 'gnu' }, 1000);
  }
});

/** Machine and command → what it prints. */
const cases: readonly (readonly [
  machine: TestMachine,
  command: string,
  stdout: string | RegExp,
  code?: number,
  stderr?: string | RegExp,
])[] = [
  [
    machine,
    'nslookup example.com',
    /^Server:\t\t8\.8\.8\.8\nAddress:\t8\.8\.8\.8:53\n\nNon-authoritative answer:\nName:\texample\.com\nAddress: 23\.192\.228\.80\n/,
  ],
  [
    gnu,
    'nslookup nope.invalid',
    "Server:\t\t8.8.8.8\nAddress:\t8.8.8.8#53\n\n** server can't find nope.invalid: NXDOMAIN\n\n",
    1,
  ],
  [
    gnu,
    'nslookup -type=mx google.com 1.1.1.1',
    'Server:\t\t1.1.1.1\nAddress:\t1.1.1.1#53\n\nNon-authoritative answer:\ngoogle.com\tmail exchanger = 10 smtp.google.com.\n\n',
  ],
  [machine, 'nslookup google.com 1.1.1.1', /^Server:\t\t1\.1\.1\.1\nAddress:\t1\.1\.1\.1:53\n/],
  [gnu, 'dig @1.1.1.1 example.com +noall +answer', /^example\.com\.\t\t300\tIN\tA\t23\.192\.228\.80\n[^;]*$/],
  [gnu, 'dig MX google.com +short', '10 smtp.google.com.\n'],
  [gnu, 'dig -t mx google.com', /\n;google\.com\.\t\t\tIN\tMX\n[\s\S]*;; SERVER: 8\.8\.8\.8#53/],
  [
    gnu,
    'host google.com',
    /^google\.com has address \S+\ngoogle\.com mail is handled by 10 smtp\.google\.com\.\n$/,
  ],
  [
    gnu,
    'host -t mx google.com 1.1.1.1',
    'Using domain server:\nName: 1.1.1.1\nAddress: 1.1.1.1#53\nAliases: \n\ngoogle.com mail is handled by 10 smtp.google.com.\n',
  ],
  [gnu, 'host -t cname google.com', 'google.com has no CNAME record\n', 1],
  [
    gnu,
    'ping -qc1 172.17.0.1 > /dev/null; ip neigh',
    /^172\.17\.0\.1 dev eth0 lladdr 02:42:ac:11:00:01 REACHABLE $/m,
  ],
  [
    gnu,
    'arp -n',
    /^Address +HWtype +HWaddress +Flags Mask +Iface\n172\.17\.0\.1 +ether +02:42:ac:11:00:01 +C +eth0\n/,
  ],
  [
    machine,
    'ping -qc1 172.17.0.1 > /dev/null; arp -n',
    /^\? \(172\.17\.0\.1\) at 02:42:ac:11:00:01 \[ether\] {2}on eth0$/m,
  ],
  [gnu, 'dig +short example.com', '23.192.228.80\n23.215.0.136\n'],
  [gnu, 'dig example.com', /status: NOERROR[\s\S]*\nexample\.com\.\t\t300\tIN\tA\t23\.192\.228\.80\n/],
  [
    gnu,
    'host example.com',
    /^example\.com has address 23\.192\.228\.80\n.*\nexample\.com mail is handled by 0 \.\n$/,
  ],
  [
    machine,
    'traceroute -n 8.8.8.8',
    /^traceroute to 8\.8\.8\.8 \(8\.8\.8\.8\), 30 hops max, 46 byte packets\n 1 {2}172\.17\.0\.1 [\s\S]*\n 2 {2}8\.8\.8\.8 /,
  ],
  [machine, 'ping -c 1 172.17.0.1', /1 packets transmitted, 1 packets received, 0% packet loss\n/],
  [
    machine,
    'nc -ulp 9 -w1 > /tmp/u & sleep 0.1; echo hello | nc -u -w1 127.0.0.1 9; wait; cat /tmp/u',
    'hello\n',
  ],
  [
    gnu,
    'timeout 2 nc -uklv 9 & sleep 0.1; for each in a b; do echo $each | nc -u -q0 127.0.0.1 9; done; wait 2>/dev/null',
    'a\nb\n',
    0,
    /^Listening on 0\.0\.0\.0 9\nConnection received on 127\.0\.0\.1 \d+\n$/,
  ],
  [machine, 'nc -lp 9 -e sh -c "read line; echo [\\$line]" & sleep 0.1; echo hi | nc 127.0.0.1 9', '[hi]\n'],
  [
    machine,
    'nc -lkp 9 -e date +%Y & sleep 0.1; for each in 1 2; do nc 127.0.0.1 9 < /dev/null; done; ps | grep -c "[[]date"; kill %1',
    /^(?:\d{4}\n){2}0\n$/,
  ],
  [gnu, 'nc -e sh 127.0.0.1 9', '', 1, /^nc: invalid option -- 'e'\nusage: nc \[-46/],
  [gnu, 'ncat -lk 9 -c "cat; echo end" & sleep 0.1; echo hi | ncat 127.0.0.1 9; kill %1', 'hi\nend\n'],
  [gnu, 'ncat 127.0.0.1 9', '', 1, 'Ncat: Connection refused.\n'],
  [gnu, 'nc.traditional -v 127.0.0.1 80', '', 1, '(UNKNOWN) [127.0.0.1] 80 (http) : Connection refused\n'],
  [gnu, 'sleep 5 | nc -l 9 & sleep 0.1; echo hi | timeout 1 nc 127.0.0.1 9; echo $?', 'hi\n124\n'],
  [gnu, 'sysctl net.ipv4.ip_forward', 'net.ipv4.ip_forward = 1\n'],
  [
    gnu,
    'stress --cpu 1 --timeout 2',
    /^stress: info: \[\d+\] dispatching hogs: 1 cpu, 0 io, 0 vm, 0 hdd\nstress: info: \[\d+\] successful run completed in 2s\n$/,
  ],
  [gnu, 'gosu daemon id', 'uid=1(daemon) gid=1(daemon) groups=1(daemon)\n'],
  [gnu, 'su daemon -s /usr/bin/id', 'uid=1(daemon) gid=1(daemon) groups=1(daemon)\n'],
];

const matching = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text));

for (const [where, command, stdout, code = 0, stderr = ''] of cases) {
  test(`${where === gnu ? 'GNU' : 'busybox'}: ${command}`, () => {
    const ran = where.run(['sh', '-c', command]);
    expect(ran).toEqual({
      stdout: matching(stdout),
      stderr: matching(stderr),
      code,
    });
  });
}

test('curl gets pages and follows redirects', () => {
  const server = openMachine({ image: 'nginx' });
  server.write('/usr/share/nginx/html/sub/index.html', 'below\n');
  server.start(['nginx', '-g', 'daemon off;']);
  server.advance(2);
  const curl = (...words: string[]) => server.run(['curl', '-s', ...words]);
  expect(curl('http://127.0.0.1/').stdout).toContain('<h1>Welcome to nginx!</h1>');
  expect(curl('-o', '/dev/null', '-w', '%{http_code} %{redirect_url}\n', 'http://127.0.0.1/sub')).toEqual({
    stdout: '301 http://127.0.0.1/sub/\n',
    stderr: '',
    code: 0,
  });
  expect(curl('-L', 'http://127.0.0.1/sub').stdout).toBe('below\n');
  expect(curl('-I', 'http://127.0.0.1/nope').stdout).toMatch(/^HTTP\/1\.1 404 Not Found\r\nServer: nginx/);
  expect(curl('-f', 'http://127.0.0.1/nope').code).toBe(22);
});

test('who may mount, mounts', () => {
  const capabilities = ['CAP_SYS_ADMIN', 'CAP_DAC_OVERRIDE'];
  machine.run(['mkdir', '/m']);
  const argv = ['mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/m'];
  expect(machine.run(argv)).toEqual({
    stdout: '',
    stderr: 'mount: permission denied (are you root?)\n',
    code: 1,
  });
  expect(machine.run(argv, { capabilities })).toEqual({ stdout: '', stderr: '', code: 0 });
  expect(machine.run(['df', '/m']).stdout).toMatch(/\ntmpfs +1024 +0 +1024 +0% \/m\n$/);
});
