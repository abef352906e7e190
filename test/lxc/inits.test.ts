import { expect, it } from 'vitest';
import { HOST, type LxcHost, openLxcHost } from '../harness/os-containers.ts';

const unit = (lines: string) =>
  `[Unit]\nDescription=A test\n\n[Service]\n${lines}\n\n[Install]\nWantedBy=multi-user.target\n`;

/** A Debian that boots with these units beside its own. */
function withUnits(units: Readonly<Record<string, string>>): LxcHost {
  const host = openLxcHost();
  host.launch('c1', 'debian/bookworm');
  for (const [name, text] of Object.entries(units)) {
    const path = `/etc/systemd/system/${name}.service`;
    host.attach('c1', `cat >${path}; ln -s ${path} /etc/systemd/system/multi-user.target.wants/`, {
      stdin: text,
    });
  }
  host.ask('stopOsContainer', HOST, 'c1', { kill: true });
  host.ask('startOsContainer', HOST, 'c1');
  host.advance(3);
  return host;
}

it('systemd starts a service again as its unit says, and gives up where that doesn’t help', () => {
  const host = withUnits({
    always: unit('ExecStart=/bin/sleep 1\nRestart=always\nRestartSec=2'),
    failing: unit('ExecStart=/bin/false\nRestart=on-failure'),
    once: unit('ExecStart=/bin/true'),
    missing: unit('ExecStart=/nope'),
  });
  const count = (text: string) => host.ask('readConsole', HOST, 'c1').text.split(text).length - 1;
  const before = count('Started always.service');
  host.advance(30);
  expect(count('Started always.service') - before).toBeGreaterThan(7);
  expect(count('Started failing.service')).toBe(5);
  expect(count('[FAILED] Failed to start failing.service - A test.')).toBe(1);
  expect(count('Started once.service')).toBe(1);
  expect(count('[FAILED] Failed to start missing.service - A test.')).toBe(1);
});

it('systemd waits for what runs once, keeps the order, and starts services as their user', () => {
  const host = withUnits({
    a: unit('ExecStart=/bin/sleep 1000').replace('Description=A test', 'Description=A test\nAfter=b.service'),
    b: unit(
      'Type=oneshot\nExecStart=/bin/sh -c "sleep 1; echo $GREETING >/tmp/b"\nEnvironment="GREETING=hello you"',
    ),
    c: unit('ExecStart=/bin/sh -c "id -un; pwd; exec sleep 500"\nUser=nobody\nWorkingDirectory=/tmp'),
  });
  const { text } = host.ask('readConsole', HOST, 'c1');
  expect(text.indexOf('Finished b.service')).toBeLessThan(text.indexOf('Started a.service'));
  expect(
    host.attach(
      'c1',
      'cat /tmp/b /var/log/journal/c.service.log; cat /proc/$(pidof sleep | cut -d" " -f1)/cgroup',
    ).stdout,
  ).toMatch(/^hello you\nnobody\n\/tmp\n0::\/system\.slice\/[ac]\.service\n$/);
});

it('systemd kills a service that doesn’t stop in time', () => {
  const host = withUnits({
    stubborn: unit(`ExecStart=/bin/sh -c "trap '' TERM; while :; do sleep 1; done"\nTimeoutStopSec=3`),
  });
  host.ask('stopOsContainer', HOST, 'c1', { kill: false });
  host.advance(2);
  expect(host.state('c1')).toBe('STOPPING');
  host.advance(3);
  expect(host.ask('getOsContainer', HOST, 'c1')).toMatchObject({ state: 'STOPPED', error: undefined });
});

it.each(['alpine/3.22', 'debian/bookworm'])(
  'the init of %s takes orphans in, and leaves no zombies',
  (template) => {
    const host = openLxcHost();
    host.launch('c1', template);
    host.attach('c1', '(sleep 3 & (sleep 1 &) ) ; true');
    const sleeping = () =>
      host
        .ask('listProcesses', HOST)
        .filter(({ cgroup, argv }) => cgroup.includes('c1') && argv[0] === 'sleep');
    host.advance(5);
    expect(sleeping()).toEqual([]);
  },
);

it('busybox starts a getty again', () => {
  const host = openLxcHost();
  host.launch('c1');
  host.attach('c1', 'kill -9 $(pidof getty)');
  expect(host.attach('c1', 'pidof getty | wc -w').stdout).toBe('2\n');
});

it('OpenRC has its commands, and starts services of one’s own', () => {
  const host = openLxcHost();
  host.launch('c1');
  const script =
    '#!/sbin/openrc-run\n\ncommand="/bin/sleep"\ncommand_args="1000"\ncommand_background=true\npidfile=/run/mine.pid\n';
  host.attach('c1', 'cat >/etc/init.d/mine; chmod +x /etc/init.d/mine', { stdin: script });
  expect(
    host.attach('c1', 'rc-update add mine; rc-service mine start; rc-status; rc-service mine start').stdout,
  ).toBe(
    ` * service mine added to runlevel default\n * Starting mine ... [ ok ]\nRunlevel: default\n ${'crond'.padEnd(60)} [  started  ]\n ${'mine'.padEnd(60)} [  started  ]\n * WARNING: mine has already been started\n`,
  );
  expect(host.attach('c1', 'rc-service mine stop; pidof sleep; rc-service mine status').stdout).toBe(
    ' * Stopping mine ... [ ok ]\n * status: stopped\n',
  );
  expect(host.attach('c1', 'rc-service nope start')).toMatchObject({ exitCode: 1 });
  host.ask('stopOsContainer', HOST, 'c1', { kill: true });
  host.ask('startOsContainer', HOST, 'c1');
  host.advance(2);
  expect(host.attach('c1', 'pidof sleep').exitCode).toBe(0);
});
