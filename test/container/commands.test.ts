import { describe, expect, test } from 'vitest';
import type { NetworkView } from '../../engine/container/process.ts';
import { logText, run, start } from './start.ts';

describe('commands as main processes', () => {
  test.each([
    [['true'], '', 0],
    [['false'], '', 1],
    [['echo', 'hi', 'there'], 'hi there', 0],
    [['date'], 'Wed Jan  1 00:00:00 UTC 2025', 0],
    [['hostname'], 'web-0', 0],
    [['printenv', 'COLOR'], 'blue', 0],
    [['printenv', 'NOPE'], '', 1],
    [['whoami'], 'root', 0],
    [['id', '-u'], '0', 0],
    [['ls', '/nope'], 'ls: /nope: No such file or directory', 1],
    [['cat', '/etc/config/key'], 'value', 0],
    [['ls', '/etc/config'], 'key', 0],
    [['sleep'], 'BusyBox multi-call binary.', 1],
  ])('%j', (command, text, code) => {
    const mounts = { directories: ['/etc/config'], files: { '/etc/config/key': 'value\n' } };
    const timeline = start('busybox', { command, env: { COLOR: 'blue' }, mounts });
    expect(logText(timeline)).toContain(text);
    expect(timeline.exit).toMatchObject({ atMs: 0, code, reason: code === 0 ? 'Completed' : 'Error' });
  });

  test('the classic job computes π', () => {
    const timeline = start('perl:5.34.0', { command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'] });
    expect(timeline.log[0]?.text).toMatch(/^3\.14159265358979323846/);
    expect(timeline.log[0]?.text).toHaveLength(2001);
    expect(timeline.exit).toEqual({ atMs: 4000, code: 0, reason: 'Completed' });
  });

  test.each([
    [['3600'], 3_600_000],
    [['1h'], 3_600_000],
    [['1m', '30s'], 90_000],
    [['0.5'], 500],
  ])('sleep %j', (args, atMs) => {
    expect(start('ubuntu', { command: ['sleep'], args }).exit?.atMs).toBe(atMs);
  });

  test('small programs on the command line', () => {
    const node = start('node', {
      command: [
        'node',
        '-e',
        "console.log('up'); require('http').createServer((q, r) => r.end('hi')).listen(3000)",
      ],
    });
    expect([node.listeners[0]?.port, node.listeners[0]?.http?.('/', 0).body, logText(node)]).toEqual([
      3000,
      'hi',
      'up',
    ]);
    const python = start('python', {
      command: ['python', '-c', "print('hi'); import time; time.sleep(5); exit(2)"],
    });
    const loop = "import time\nwhile True:\n  print('tick')\n  time.sleep(5)\n";
    expect(start('python', { command: ['python', '-c', loop] }).log[2]).toEqual({
      atMs: 10_000,
      stream: 'stdout',
      text: 'tick',
    });
    expect([logText(python), python.exit]).toEqual(['hi', { atMs: 5000, code: 2, reason: 'Error' }]);
  });
});

describe('probes over HTTP from inside', () => {
  const nginx = start('nginx:alpine');
  test.each([
    [['wget', '-q', '-O-', 'localhost:80'], 1000, 0, 'Welcome to nginx!'],
    [
      ['wget', '-qO-', 'http://127.0.0.1/nope'],
      1000,
      1,
      'wget: server returned error: HTTP/1.1 404 Not Found',
    ],
    [
      ['wget', '-q', '--spider', 'http://localhost:81'],
      1000,
      1,
      "wget: can't connect to remote host (127.0.0.1): Connection refused",
    ],
    [['wget', '-qO-', 'localhost'], 0, 1, 'Connection refused'],
    [['curl', '-f', 'localhost'], 1000, 0, 'Welcome to nginx!'],
    [['curl', '-sf', 'http://localhost/nope'], 1000, 22, ''],
    [['curl', '-fsS', 'http://localhost/nope'], 1000, 22, 'curl: (22) The requested URL returned error: 404'],
    [
      ['curl', 'localhost:8080'],
      1000,
      7,
      "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server",
    ],
    [['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', 'localhost'], 1000, 0, '200'],
    [['curl', 'nowhere'], 1000, 6, 'curl: (6) Could not resolve host: nowhere'],
    [['nc', '-z', 'localhost', '80'], 1000, 0, ''],
    [['nc', '-z', 'localhost', '81'], 1000, 1, 'Connection refused'],
    [['nginx', '-t'], 1000, 0, 'test is successful'],
  ])('%j at %d', (argv, atMs, code, text) => {
    const result = nginx.exec(argv, atMs);
    expect(result.code).toBe(code);
    expect(result.output).toContain(text);
  });
});

describe('the network around the container', () => {
  /** A service that appears 5 s after the start and answers on port 80; 81 is closed, 82 filtered. */
  const network: NetworkView = {
    resolve: (host, atMs) => (host === 'web' && atMs >= 5000 ? ['10.96.0.20'] : []),
    connect: (_host, port) => (port === 80 ? 'open' : port === 81 ? 'refused' : 'timeout'),
    get: (host, _port, path) => ({ status: 200, body: `${host}${path}\n` }),
  };

  test('an init container waits for a service', () => {
    const timeline = run('until nslookup web; do echo waiting for web; sleep 2; done', { network });
    expect(timeline.exit).toEqual({ atMs: 6000, code: 0, reason: 'Completed' });
    expect(logText(timeline).match(/waiting for web/g)).toHaveLength(3);
    expect(timeline.usesNetwork).toBe(true);
    expect(run('echo hi', { network }).usesNetwork).toBe(false);
  });

  test.each([
    ['sleep 5; wget -qO- web/index', 0, 5000, 'web/index'],
    ['wget -qO- web', 1, 0, "wget: bad address 'web'"],
    [
      'sleep 5; wget -qO- web:81',
      1,
      5000,
      "wget: can't connect to remote host (10.96.0.20): Connection refused",
    ],
    ['sleep 5; wget -T 3 -qO- web:82', 1, 8000, 'wget: download timed out'],
    ['sleep 5; nc -zv web 80', 0, 5000, 'web (10.96.0.20:80) open'],
    ['ping -c 2 10.0.0.1', 0, 1000, '2 packets transmitted'],
    ['nslookup nowhere', 1, 0, "** server can't find nowhere: NXDOMAIN"],
  ])('%s', (script, code, atMs, text) => {
    const timeline = run(script, { network });
    expect(timeline.exit).toMatchObject({ code, atMs });
    expect(logText(timeline)).toContain(text);
  });

  test('/etc/hosts comes before the network, as with host aliases', () => {
    const mounts = {
      directories: [],
      files: {
        '/etc/hosts': '10.1.2.3\tweb-0.web.default.svc.cluster.local\tweb-0\n10.9.9.9\tdb db.local # alias\n',
      },
    };
    expect(
      logText(run('hostname -i; hostname -f; nslookup db.local | grep Address', { network, mounts })),
    ).toBe('10.1.2.3\nweb-0.web.default.svc.cluster.local\nAddress:\t10.96.0.10:53\nAddress: 10.9.9.9');
  });

  test('an old busybox looks names up in its own words', () => {
    expect(logText(run('nslookup nowhere', { image: 'busybox:1.28', network }))).toContain(
      "nslookup: can't resolve 'nowhere'",
    );
  });
});
