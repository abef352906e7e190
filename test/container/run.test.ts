import { describe, expect, test } from 'vitest';
import { resolveArgv } from '../../engine/container/run.ts';
import { failure, imageOf, mebibyte, run, start } from './start.ts';

const runc =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

describe('command replaces the entrypoint and drops cmd, args replace cmd', () => {
  const image = imageOf('redis:7');
  test.each([
    [undefined, undefined, ['docker-entrypoint.sh', 'redis-server']],
    [undefined, ['--port', '1'], ['docker-entrypoint.sh', '--port', '1']],
    [['sh'], undefined, ['sh']],
    [['sh'], ['-c', 'x'], ['sh', '-c', 'x']],
    [[], [], ['docker-entrypoint.sh', 'redis-server']],
  ])('command %j, args %j', (command, args, expected) => {
    expect(resolveArgv(image, command, args)).toEqual(expected);
  });
});

describe('what can’t be started fails in the words of runc and containerd', () => {
  test.each([
    [['foo'], `${runc}error during container init: exec: "foo": executable file not found in $PATH: unknown`],
    [
      ['/foo'],
      `${runc}error during container init: exec: "/foo": stat /foo: no such file or directory: unknown`,
    ],
    [['/tmp'], `${runc}error during container init: exec: "/tmp": is a directory: unknown`],
    [
      ['bash'],
      `${runc}error during container init: exec: "bash": executable file not found in $PATH: unknown`,
    ],
    [
      ['sleep 10'],
      `${runc}error during container init: exec: "sleep 10": executable file not found in $PATH: unknown`,
    ],
    [[''], `${runc}error during container init: exec: "": executable file not found in $PATH: unknown`],
  ])('%j', (command, message) => {
    expect(failure('busybox', { command })).toEqual({ message, phase: 'start', exitCode: 128 });
  });

  test('an image without a shell', () => {
    expect(failure('traefik/whoami', { command: ['sh', '-c', 'true'] })?.message).toContain('exec: "sh"');
    expect(failure('registry.k8s.io/pause:3.10', { command: ['sleep', '1'] })?.message).toContain(
      'exec: "sleep"',
    );
  });

  test('no command at all', () => {
    expect(failure('polinux/stress')).toEqual({
      message: 'failed to generate container "c0ffee" spec: failed to generate spec: no command specified',
      phase: 'create',
      exitCode: 128,
    });
  });

  test('a memory limit of a few bytes', () => {
    expect(failure('nginx', { memoryLimitBytes: 100 })?.message).toBe(
      `${runc}container init was OOM-killed (memory limit too low?): unknown`,
    );
  });
});

describe('exec', () => {
  const healthy = run('touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600', {
    image: 'registry.k8s.io/busybox',
  });

  test('sees the files as they are at that moment', () => {
    expect(healthy.changesAtMs).toEqual([30_000, 630_000]);
    expect(healthy.exec(['cat', '/tmp/healthy'], 5000)).toEqual({ code: 0, output: '', durationMs: 0 });
    expect(healthy.exec(['cat', '/tmp/healthy'], 30_000)).toEqual({
      code: 1,
      output: "cat: can't open '/tmp/healthy': No such file or directory\n",
      durationMs: 0,
    });
  });

  test('leaves no trace', () => {
    healthy.exec(['touch', '/tmp/new'], 1000);
    expect(healthy.exec(['ls', '/tmp'], 2000).output).toBe('healthy\n');
  });

  test('of a command that isn’t there gives runc’s words', () => {
    expect(healthy.exec(['bash', '-c', 'true'], 0)).toEqual({
      code: 127,
      output: '',
      durationMs: 0,
      failure:
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown',
    });
  });

  test('tells how long the command takes', () => {
    expect(healthy.exec(['sh', '-c', 'sleep 5; exit 3'], 100)).toMatchObject({ code: 3, durationMs: 5000 });
    expect(healthy.exec(['sleep', 'infinity'], 100).durationMs).toBe(Number.POSITIVE_INFINITY);
  });

  test('sees the container’s environment, image first', () => {
    const nginx = start('nginx:1.27.5', { env: { COLOR: 'blue', NGINX_VERSION: 'mine' } });
    expect(nginx.exec(['env'], 0).output.split('\n')).toEqual([
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'HOSTNAME=web-0',
      'NGINX_VERSION=mine',
      'NJS_VERSION=0.9.0',
      'NJS_RELEASE=1~bookworm',
      'PKG_RELEASE=1~bookworm',
      'DYNPKG_RELEASE=1~bookworm',
      'COLOR=blue',
      'HOME=/root',
      '',
    ]);
  });
});

describe('commands run in the container so far leave their traces', () => {
  test('a file that was touched is there from then on', () => {
    const timeline = start('nginx', { executed: [{ argv: ['touch', '/tmp/ready'], atMs: 5000 }] });
    expect(timeline.exec(['ls', '/tmp/ready'], 4000).code).toBe(2);
    expect(timeline.exec(['ls', '/tmp/ready'], 5000).code).toBe(0);
  });

  test('a page that was removed is gone', () => {
    const executed = [{ argv: ['rm', '/usr/share/nginx/html/index.html'], atMs: 5000 }];
    const [listener] = start('nginx', { executed }).listeners;
    expect(listener?.http?.('/', 4000).status).toBe(200);
    expect(listener?.http?.('/', 6000).status).toBe(403);
  });

  test('a script that waits for a file sees it', () => {
    const script = 'until [ -f /tmp/go ]; do sleep 1; done; echo went';
    expect(run(script).exit).toBeUndefined();
    const executed = [{ argv: ['touch', '/tmp/go'], atMs: 4500 }];
    expect(run(script, { executed })).toMatchObject({
      exit: { atMs: 5000, code: 0 },
      log: [{ atMs: 5000, text: 'went' }],
    });
  });

  test('a signal to the main process ends it if it has a handler', () => {
    const executed = [{ argv: ['sh', '-c', 'kill 1'], atMs: 7000 }];
    expect(start('nginx', { executed }).exit).toEqual({ atMs: 7050, code: 0, reason: 'Completed' });
    expect(start('busybox', { command: ['sleep', '1h'], executed }).exit?.atMs).toBe(3_600_000);
    const killed = [{ argv: ['kill', '-9', '1'], atMs: 7000 }];
    expect(start('nginx', { executed: killed }).exit).toBeUndefined();
  });
});

describe('the stop signal', () => {
  test.each([
    ['nginx', {}, { afterMs: 50, code: 0 }],
    ['redis', {}, { afterMs: 20, code: 0 }],
    ['tomcat', {}, { afterMs: 300, code: 143 }],
    ['hashicorp/http-echo', { args: ['-text=x'] }, { afterMs: 10, code: 2 }],
    ['registry.k8s.io/pause:3.10', {}, { afterMs: 5, code: 0 }],
    ['busybox', { command: ['sleep', '3600'] }, 'ignored'],
    ['busybox', { command: ['tail', '-f', '/dev/null'] }, 'ignored'],
    ['busybox', { command: ['sh', '-c', 'while true; do sleep 1; done'] }, 'ignored'],
    ['node', { command: ['node', '-e', 'http.createServer().listen(3000)'] }, 'ignored'],
    ['nginx', { command: ['sh', '-c', 'echo up; exec nginx -g "daemon off;"'] }, { afterMs: 50, code: 0 }],
    ['nginx', { command: ['sh', '-c', 'nginx -g "daemon off;"'] }, { afterMs: 50, code: 0 }],
    [
      'busybox',
      { command: ['sh', '-c', 'trap "exit 0" TERM; while true; do sleep 2; done'] },
      { afterMs: 2000, code: 0 },
    ],
    ['busybox', { command: ['sh', '-c', 'trap "exit 3" SIGTERM; sleep 1h & wait'] }, { afterMs: 0, code: 3 }],
    ['busybox', { command: ['sh', '-c', 'trap "exit 0" TERM; sleep infinity'] }, 'ignored'],
  ] as const)('%s %j', (image, options, stop) => {
    expect(start(image, options).stop).toEqual(stop);
  });
});

describe('memory limits act', () => {
  const stress = (bytes: string) => ({
    command: ['stress'],
    args: ['--vm', '1', '--vm-bytes', bytes, '--vm-hang', '1'],
  });
  test.each([
    ['polinux/stress', stress('250M'), 100, 'OOMKilled'],
    ['polinux/stress', stress('150M'), 200, undefined],
    ['vish/stress', { args: ['-mem-total', '950Mi', '-cpus', '2'] }, 512, 'OOMKilled'],
    ['mysql:8.0', { env: { MYSQL_ROOT_PASSWORD: 'x' } }, 64, 'OOMKilled'],
    ['mysql:8.0', { env: { MYSQL_ROOT_PASSWORD: 'x' } }, 512, undefined],
    ['tomcat', {}, 32, 'OOMKilled'],
    ['nginx', {}, 32, undefined],
    ['elasticsearch:8.13.0', {}, 512, 'OOMKilled'],
  ])('%s %j with %dMi', (image, options, limit, reason) => {
    const { exit } = start(image, { ...options, memoryLimitBytes: limit * mebibyte });
    expect(exit?.reason).toBe(reason);
    expect(exit?.code).toBe(reason === undefined ? undefined : 137);
  });

  test('a killed child takes the container along, even under a shell', () => {
    const timeline = run('echo go; stress --vm 1 --vm-bytes 250M; echo never', {
      image: 'polinux/stress',
      memoryLimitBytes: 64 * mebibyte,
    });
    expect(timeline.exit).toMatchObject({ code: 137, reason: 'OOMKilled' });
    expect(timeline.log.map(({ text }) => text)).not.toContain('never');
  });
});

test('the same start gives the same timeline', () => {
  const once = run('for i in 1 2 3; do echo $RANDOM $(date); sleep 1; done');
  const again = run('for i in 1 2 3; do echo $RANDOM $(date); sleep 1; done');
  expect(JSON.stringify(again)).toBe(JSON.stringify(once));
});
