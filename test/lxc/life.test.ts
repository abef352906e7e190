import { describe, expect, it } from 'vitest';
import { HOST, openLxcHost } from '../harness/os-containers.ts';

const MEBIBYTE = 2 ** 20;
const TEMPLATE = { distribution: 'debian', release: '12', architecture: 'amd64' };

describe.each([
  ['alpine/3.22', 'init', ['crond', 'getty', 'getty', 'syslogd', 'udhcpc'], 1],
  [
    'debian/bookworm',
    'init',
    ['agetty', 'cron', 'dbus-daemon', 'systemd-journal', 'systemd-logind', 'systemd-network'],
    15,
  ],
  [
    'ubuntu/24.04',
    'init',
    [
      'agetty',
      'cron',
      'dbus-daemon',
      'rsyslogd',
      'systemd-journal',
      'systemd-logind',
      'systemd-network',
      'systemd-resolve',
    ],
    20,
  ],
  [
    'fedora/42',
    'init',
    ['agetty', 'dbus-broker-lau', 'systemd-journal', 'systemd-logind', 'systemd-network'],
    15,
  ],
  [
    'rockylinux/9',
    'init',
    ['agetty', 'dbus-broker-lau', 'systemd-journal', 'systemd-logind', 'systemd-network'],
    15,
  ],
])('%s', (template, init, services, leastMebibytes) => {
  const host = openLxcHost();
  const view = host.launch('web', template);

  it('boots an init with several services in about a second', () => {
    expect(view).toMatchObject({ state: 'RUNNING', processes: services.length + 1 });
    const { startedAtMs = 0, runningAtMs = 0, readyAtMs = 0, overheadBytes = 0 } = view;
    expect(runningAtMs - startedAtMs).toBeLessThan(250);
    expect(readyAtMs - startedAtMs).toBeGreaterThan(300);
    expect(readyAtMs - startedAtMs).toBeLessThan(1300);
    expect(overheadBytes).toBeGreaterThan(leastMebibytes * MEBIBYTE);
    expect(overheadBytes).toBeLessThan(40 * MEBIBYTE);
    const names = host.attach('web', 'ps -e -o comm=').stdout || host.attach('web', 'ps -o comm').stdout;
    const inside = names.split('\n').filter((name) => ![init, 'sh', 'ps', 'COMMAND', ''].includes(name));
    expect(inside.sort()).toEqual(services);
  });

  it('is what its template says, under its own name', () => {
    const [distribution] = template.split('/');
    const { stdout } = host.attach(
      'web',
      '. /etc/os-release; echo $ID $(hostname) $container; cat /proc/1/comm',
    );
    expect(stdout).toBe(`${distribution?.replace('linux', '')} web lxc\ninit\n`);
  });

  it('stops its services, the last one first, when it is told to halt', () => {
    expect(host.ask('stopOsContainer', HOST, 'web', { kill: false }).state).toBe('STOPPING');
    host.advance(4);
    const stopped = host.ask('getOsContainer', HOST, 'web');
    expect(stopped).toMatchObject({ state: 'STOPPED', processes: 0, error: undefined });
    const { text } = host.ask('readConsole', HOST, 'web');
    const verbs = ['Start', 'Stopp'].map((verb) =>
      [...text.matchAll(new RegExp(`${verb}(?:ed|ing) (?!networking$)([^\\n]*?)( \\.\\.\\.|\\.)`, 'g'))].map(
        ([, what]) => what,
      ),
    );
    const [started = [], ended = []] = verbs;
    expect(started.length).toBeGreaterThan(1);
    expect(ended.filter((what) => started.includes(what))).toEqual([...started].reverse());
  });
});

it('passes through the states of liblxc', () => {
  const host = openLxcHost();
  const states: string[] = [];
  const see = () => {
    const state = host.state('c1');
    if (states.at(-1) !== state) states.push(state);
  };
  const watch = (steps: number, seconds: number) => {
    for (let step = 0; step < steps; step++) {
      see();
      host.advance(seconds);
    }
  };
  host.ask('createOsContainer', HOST, { name: 'c1', template: TEMPLATE, limits: {} });
  watch(20, 1);
  host.ask('startOsContainer', HOST, 'c1');
  watch(20, 0.1);
  host.ask('freezeOsContainer', HOST, 'c1');
  watch(10, 0.001);
  host.ask('unfreezeOsContainer', HOST, 'c1');
  watch(10, 0.001);
  host.ask('stopOsContainer', HOST, 'c1', { kill: false });
  watch(20, 0.1);
  see();
  expect(states).toEqual(
    'CREATING STOPPED STARTING RUNNING FREEZING FROZEN THAWED RUNNING STOPPING STOPPED'.split(' '),
  );
});

it('downloads a template once', () => {
  const host = openLxcHost();
  const seconds = (name: string) => {
    const from = host.sandbox.now;
    host.ask('createOsContainer', HOST, { name, template: TEMPLATE, limits: {} });
    while (host.state(name) === 'CREATING') host.advance(0.1);
    return (host.sandbox.now - from) / 1000;
  };
  expect(seconds('c1')).toBeGreaterThan(7);
  expect(seconds('c2')).toBeLessThan(4);
});

it('stands still while it is frozen, and is killed when it doesn’t stop in time', () => {
  const host = openLxcHost();
  host.launch('c1');
  const { id } = host.ask('runCommand', HOST, 'c1', { argv: ['sh', '-c', 'sleep 1; echo done'], env: {} });
  host.ask('freezeOsContainer', HOST, 'c1');
  host.advance(10);
  expect(host.ask('getCommand', HOST, 'c1', id)).toMatchObject({ state: 'running', stdout: '' });
  host.ask('unfreezeOsContainer', HOST, 'c1');
  host.advance(1);
  expect(host.ask('getCommand', HOST, 'c1', id)).toMatchObject({ state: 'exited', stdout: 'done\n' });
  host.ask('freezeOsContainer', HOST, 'c1');
  host.advance(1);
  host.ask('stopOsContainer', HOST, 'c1', { kill: false, timeoutSeconds: 60 });
  host.advance(59);
  expect(host.state('c1')).toBe('STOPPING');
  host.advance(2);
  expect(host.state('c1')).toBe('STOPPED');
});

it('is killed at once where that is wanted, and starts again as before but for its memory', () => {
  const host = openLxcHost();
  const { address, mac } = host.launch('c1');
  host.attach('c1', 'echo kept >/root/kept; echo lost >/run/lost');
  expect(host.ask('stopOsContainer', HOST, 'c1', { kill: true })).toMatchObject({
    state: 'STOPPED',
    address: undefined,
    initPid: undefined,
  });
  host.ask('startOsContainer', HOST, 'c1');
  host.advance(2);
  expect(host.ask('getOsContainer', HOST, 'c1')).toMatchObject({ state: 'RUNNING', address, mac });
  expect(host.attach('c1', 'cat /root/kept /run/lost')).toMatchObject({ stdout: 'kept\n', exitCode: 1 });
});

it.each([
  ['alpine/3.22', 'poweroff', 'STOPPED'],
  ['alpine/3.22', 'reboot', 'RUNNING'],
  ['debian/trixie', 'poweroff', 'STOPPED'],
  ['debian/trixie', 'reboot', 'RUNNING'],
])('%s: %s from inside', (template, command, state) => {
  const host = openLxcHost();
  const before = host.launch('c1', template);
  host.attach('c1', command);
  host.advance(5);
  const after = host.ask('getOsContainer', HOST, 'c1');
  expect(after).toMatchObject({ state, error: undefined });
  if (state === 'RUNNING') expect(after.runningAtMs).toBeGreaterThan(before.readyAtMs ?? 0);
});

it.each([
  [
    'init',
    'rm /sbin/init',
    'The container failed to start: unable to start container process: exec: "/sbin/init"',
  ],
  ['what it needs', 'echo "::sysinit:/nope" >/etc/inittab', undefined],
])('tells why it fails to start without %s', (_, script, error) => {
  const host = openLxcHost();
  host.launch('c1');
  host.attach('c1', script);
  host.ask('stopOsContainer', HOST, 'c1', { kill: true });
  host.ask('startOsContainer', HOST, 'c1');
  const states = new Set<string>();
  for (let step = 0; step < 300; step++) {
    host.advance(0.001);
    states.add(host.state('c1'));
  }
  expect([...states]).toEqual(['STARTING', ...(error === undefined ? ['RUNNING'] : ['ABORTING', 'STOPPED'])]);
  const view = host.ask('getOsContainer', HOST, 'c1');
  if (error === undefined) expect(host.ask('readConsole', HOST, 'c1').text).toContain("can't run '/nope'");
  else expect(view.error).toContain(error);
});

it('shows on its host: processes, namespaces, control groups, files, the bridge', () => {
  const host = openLxcHost();
  const { initPid, address } = host.launch('c1');
  const processes = host.ask('listProcesses', HOST);
  const init = processes.find(({ pid }) => pid === initPid);
  expect(init).toMatchObject({ namespacePid: 1, argv: ['/sbin/init'], cgroup: '/lxc.payload.c1' });
  expect(processes.find(({ pid }) => pid === init?.parentPid)).toMatchObject({
    argv: ['[lxc monitor] /var/lib/lxc c1'],
    cgroup: '/lxc.monitor.c1',
  });
  const own = host.ask('listNamespaces', HOST).filter(({ pid }) => pid === initPid);
  expect(own.map(({ type }) => type).sort()).toEqual(['cgroup', 'ipc', 'mnt', 'net', 'pid', 'uts']);
  expect(host.ask('listCgroups', HOST).map(({ path }) => path)).toContain('/lxc.payload.c1');
  expect(host.ask('listMounts', HOST).map(({ path }) => path)).toContain('/var/lib/lxc/c1/rootfs');
  const { interfaces } = host.ask('getNetwork', HOST);
  expect(interfaces.find(({ name }) => name === 'lxcbr0')).toMatchObject({
    kind: 'bridge',
    addresses: [{ address: '10.0.3.1', prefix: 24 }],
  });
  expect(interfaces.find(({ master }) => master === 'lxcbr0')?.kind).toBe('veth');
  expect(address).toMatch(/^10\.0\.3\.\d+$/);
});

it('reaches another container, and the world', () => {
  const host = openLxcHost();
  const { address } = host.launch('c1');
  host.launch('c2');
  expect(host.attach('c2', `ping -c 1 ${address}`)).toMatchObject({ exitCode: 0 });
  expect(host.attach('c2', 'nslookup example.com').exitCode).toBe(0);
});

it('leaves nothing behind when it is destroyed', () => {
  const host = openLxcHost();
  host.launch('keep');
  const seen = () => ({
    processes: host.ask('listProcesses', HOST).length,
    namespaces: host.ask('listNamespaces', HOST).length,
    cgroups: host.ask('listCgroups', HOST).map(({ path }) => path),
    mounts: host.ask('listMounts', HOST).length,
    interfaces: host.ask('getNetwork', HOST).interfaces.length,
    disk: host.ask('getHost', HOST).diskUsedBytes,
  });
  const before = seen();
  host.launch('gone');
  host.attach('gone', 'dd if=/dev/zero of=/big bs=1M count=5; mkdir -p /mnt/t; mount -t tmpfs t /mnt/t');
  expect(seen().disk).toBeGreaterThan(before.disk);
  host.ask('destroyOsContainer', HOST, 'gone', { force: true, snapshots: false });
  host.advance(1);
  expect(seen()).toEqual(before);
});

it('has a limit on how many there are on a host', () => {
  const host = openLxcHost();
  const create = (name: string) =>
    host.ask('createOsContainer', HOST, { name, template: TEMPLATE, limits: {} });
  for (let count = 0; count < 50; count++) create(`c${count}`);
  expect(() => create('one-more')).toThrow('too many containers');
});
