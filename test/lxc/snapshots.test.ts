import { expect, it } from 'vitest';
import { systemError } from '../../engine/filesystem/errors.ts';
import { rootCaller } from '../../engine/linux/root-caller.ts';
import { HOST, type LxcHost, openLxcHost } from '../harness/os-containers.ts';

function stopped(): LxcHost {
  const host = openLxcHost();
  host.launch('c1');
  host.attach('c1', 'echo one >/root/file; rm /etc/motd; mkdir -p /srv/a/b; ln -s file /root/link');
  host.ask('stopOsContainer', HOST, 'c1', { kill: true });
  return host;
}

function startAgain(host: LxcHost, name: string): void {
  host.ask('startOsContainer', HOST, name);
  host.advance(2);
}

it('brings files back as they were', () => {
  const host = stopped();
  expect(host.ask('takeSnapshot', HOST, 'c1', 'before the experiment')).toMatchObject({
    name: 'snap0',
    createdAtMs: host.sandbox.now,
    comment: 'before the experiment',
  });
  startAgain(host, 'c1');
  host.attach('c1', 'echo two >/root/file; rm -r /srv/a; echo new >/root/new');
  host.ask('stopOsContainer', HOST, 'c1', { kill: true });
  host.ask('restoreSnapshot', HOST, 'c1', 'snap0');
  startAgain(host, 'c1');
  const { stdout } = host.attach('c1', 'cat /root/link; ls -d /srv/a/b /etc/motd /root/new 2>&1; hostname');
  expect(stdout).toBe(
    'one\nls: /etc/motd: No such file or directory\nls: /root/new: No such file or directory\n/srv/a/b\nc1\n',
  );
});

it('makes another container of a snapshot, which outlives both', () => {
  const host = stopped();
  host.ask('takeSnapshot', HOST, 'c1', '');
  const copy = host.ask('restoreSnapshot', HOST, 'c1', 'snap0', 'c2');
  expect(copy).toMatchObject({ name: 'c2', state: 'CREATING', snapshots: 0 });
  host.advance(2);
  host.ask('destroyOsContainer', HOST, 'c1', { force: false, snapshots: true });
  startAgain(host, 'c2');
  expect(host.attach('c2', 'cat /root/file; hostname').stdout).toBe('one\nc2\n');
});

it('gives the lowest number that is free', () => {
  const host = stopped();
  for (let count = 0; count < 3; count++) host.ask('takeSnapshot', HOST, 'c1', '');
  host.ask('removeSnapshot', HOST, 'c1', 'snap1');
  host.ask('takeSnapshot', HOST, 'c1', '');
  const names = host.ask('listSnapshots', HOST, 'c1').map(({ name }) => name);
  expect(names.sort()).toEqual(['snap0', 'snap1', 'snap2']);
});

it('has a limit on how many there are, and on how deep they lie', () => {
  const host = stopped();
  for (let count = 0; count < 20; count++) host.ask('takeSnapshot', HOST, 'c1', '');
  expect(() => host.ask('takeSnapshot', HOST, 'c1', '')).toThrow('too many snapshots');
  for (let depth = 1; depth < 20; depth++) {
    host.ask('removeSnapshot', HOST, 'c1', 'snap19');
    host.ask('restoreSnapshot', HOST, 'c1', 'snap0');
    host.ask('removeSnapshot', HOST, 'c1', 'snap0');
    host.ask('takeSnapshot', HOST, 'c1', '');
    if (depth < 19) host.ask('takeSnapshot', HOST, 'c1', '');
  }
  host.ask('restoreSnapshot', HOST, 'c1', 'snap0');
  host.ask('removeSnapshot', HOST, 'c1', 'snap5');
  expect(() => host.ask('takeSnapshot', HOST, 'c1', '')).toThrow('too many snapshots');
});

it('frees the files of snapshots that nothing needs any more', () => {
  const host = stopped();
  const { lxc, machines } = host.sandbox;
  host.ask('takeSnapshot', HOST, 'c1', '');
  host.ask('restoreSnapshot', HOST, 'c1', 'snap0');
  const layer = lxc.world.containers.get(`${HOST}/c1`)?.layers.at(-1) ?? '';
  host.ask('removeSnapshot', HOST, 'c1', 'snap0');
  expect(machines.layers.has(layer)).toBe(true);
  host.ask('destroyOsContainer', HOST, 'c1', { force: false, snapshots: false });
  expect(machines.layers.has(layer)).toBe(false);
});

it.each([
  [
    'a snapshot while it runs',
    'container running',
    (host: LxcHost) => host.ask('takeSnapshot', HOST, 'up', ''),
  ],
  [
    'to restore one that isn’t there',
    'unknown snapshot',
    (host: LxcHost) => host.ask('restoreSnapshot', HOST, 'c1', 'snap7'),
  ],
  [
    'to restore over a container',
    'container exists',
    (host: LxcHost) => host.ask('restoreSnapshot', HOST, 'c1', 'snap0', 'up'),
  ],
  [
    'to destroy with snapshots',
    'container has snapshots',
    (host: LxcHost) => host.ask('destroyOsContainer', HOST, 'c1', { force: true, snapshots: false }),
  ],
])('refuses %s', (_, reason, call) => {
  const host = stopped();
  host.ask('takeSnapshot', HOST, 'c1', '');
  host.launch('up');
  expect(() => call(host)).toThrow(reason);
});

it('leaves a container as it was where the disk has no room to bring it back', () => {
  const host = stopped();
  host.ask('takeSnapshot', HOST, 'c1', '');
  startAgain(host, 'c1');
  host.attach('c1', 'echo two >/root/file');
  host.ask('stopOsContainer', HOST, 'c1', { kill: true });
  const { filesystems } = host.sandbox.machines;
  const root = rootCaller(HOST, host.sandbox.machines.kernel.namespaces.initial().mnt);
  const { inode, mount } = filesystems.open(root, '/fill', { write: true, create: true });
  for (let bytes = 0, more = 2 ** 40; more >= 1; more /= 2) {
    try {
      filesystems.truncate(mount.filesystem ?? '', inode, bytes + more);
      bytes += more;
    } catch (error) {
      expect(systemError(error).code).toBe('ENOSPC');
    }
  }
  expect(() => host.ask('restoreSnapshot', HOST, 'c1', 'snap0')).toThrow('no space');
  const woken = host.reload();
  expect(woken.sandbox.machines.filesystems.readText(root, '/var/lib/lxc/c1/rootfs/root/file')).toBe('two\n');
  woken.sandbox.machines.filesystems.unlink(root, '/fill');
  startAgain(woken, 'c1');
  expect(woken.attach('c1', 'cat /root/file').stdout).toBe('two\n');
});
