import { beforeAll, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { runScript } from '../../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
});

const PRIVILEGED = { Privileged: true };
const UNCONFINED = { MaskedPaths: [], ReadonlyPaths: [] };

describe('a container', () => {
  it.each([
    ['is /dev/null in place of secrets', 'ls -l /proc/kcore | cut -c1', {}, 'c\n'],
    ['reads nothing of keys', 'cat /proc/keys', {}, ''],
    [
      'finds masked folders empty',
      'ls /proc/acpi /proc/scsi /sys/firmware',
      {},
      '/proc/acpi:\n\n/proc/scsi:\n\n/sys/firmware:\n',
    ],
    [
      'may not write to /proc/sys',
      'echo web > /proc/sys/kernel/hostname',
      {},
      "sh: can't create /proc/sys/kernel/hostname: Read-only file system\n",
    ],
    ['has its own /sys read-only', 'grep -c "^[a-z]* /sys.* ro," /proc/mounts', {}, '4\n'],
    [
      'sees everything when it is privileged',
      'ls /proc/acpi; ls -l /proc/kcore | cut -c1',
      PRIVILEGED,
      'wakeup\n-\n',
    ],
    ['writes to /proc/sys when it is', 'echo web > /proc/sys/kernel/hostname; hostname', PRIVILEGED, 'web\n'],
    ['sees everything with systempaths=unconfined', 'ls /sys/firmware', UNCONFINED, 'acpi\n'],
    ['has its terminals', 'ls /dev/pts; grep -c devpts /proc/mounts', {}, 'ptmx\n1\n'],
  ])('%s', async (_, script, hostConfig, output) => {
    expect((await runScript(docker, script, { hostConfig })).output).toBe(output);
  });

  it.each([
    [{}, 12, 5],
    [UNCONFINED, 0, 0],
  ])('tells what is hidden: %j', async (hostConfig, masked, protectedPaths) => {
    const { id } = await runScript(docker, ['true'], { hostConfig });
    const { json } = await docker.ask('GET', `/containers/${id}/json`);
    expect(json).toMatchObject({
      HostConfig: { MaskedPaths: { length: masked }, ReadonlyPaths: { length: protectedPaths } },
    });
  });
});

describe('file systems of the host that are bound', () => {
  it.each([
    ['/proc shows the processes of the host', '/proc:/host/proc:ro', 'cat /host/proc/1/comm', 'init\n'],
    ['/sys shows its block devices', '/sys:/host/sys', 'ls /host/sys/block', 'vda\n'],
    ['a folder of /proc', '/proc/sys/kernel:/k', 'cat /k/ostype', 'Linux\n'],
    ['a cgroup', '/sys/fs/cgroup:/cg', 'ls -d /cg/system.slice', '/cg/system.slice\n'],
    [
      'the root, with all that is mounted below it',
      '/:/host',
      'ls /host/proc/1/comm /host/dev/vda1',
      '/host/dev/vda1\n/host/proc/1/comm\n',
    ],
    [
      'read-only, below as well',
      '/:/host:ro',
      'touch /host/a; touch /host/dev/a',
      'touch: /host/a: Read-only file system\ntouch: /host/dev/a: Read-only file system\n',
    ],
    [
      'and mountinfo tells what shows',
      '/var/lib/docker:/d',
      'awk \'$5 == "/d" {print $4}\' /proc/self/mountinfo',
      '/var/lib/docker\n',
    ],
  ])('%s', async (_, bind, script, output) => {
    expect((await runScript(docker, script, { hostConfig: { Binds: [bind] } })).output).toBe(output);
  });
});

describe('devices', () => {
  const device = (host: string, inside = host, access = 'rwm') => ({
    Devices: [{ PathOnHost: host, PathInContainer: inside, CgroupPermissions: access }],
  });
  it.each([
    [
      'only a few are there',
      'ls /dev/vda /dev/fuse',
      {},
      'ls: /dev/vda: No such file or directory\nls: /dev/fuse: No such file or directory\n',
    ],
    ['one is added', "ls -l /dev/fuse | awk '{print $1,$5,$6}'", device('/dev/fuse'), 'crw-rw-rw- 10, 229\n'],
    ['under another name', 'echo x > /dev/nothing; echo $?', device('/dev/null', '/dev/nothing'), '0\n'],
    [
      'others may be made, but not used',
      'mknod /disk b 254 0; cat /disk',
      {},
      "cat: can't open '/disk': Operation not permitted\n",
    ],
    [
      'read-only ones are that',
      'echo x > /dev/kmsg',
      device('/dev/kmsg', '/dev/kmsg', 'r'),
      "sh: can't create /dev/kmsg: Operation not permitted\n",
    ],
    [
      'a privileged container has all, and so the disk',
      'mount /dev/vda1 /home && cat /home/etc/hostname',
      PRIVILEGED,
      'localhost\n',
    ],
    [
      'with the capability alone it has not',
      'mknod /d b 254 1; mount /d /home',
      { CapAdd: ['SYS_ADMIN'] },
      'mount: permission denied (are you root?)\n',
    ],
  ])('%s', async (_, script, hostConfig, output) => {
    expect((await runScript(docker, script, { hostConfig })).output).toBe(output);
  });

  it('that the host has not are refused', async () => {
    const { refused } = await runScript(docker, ['true'], { hostConfig: device('/dev/sda') });
    expect(refused).toBe(
      'error gathering device information while adding custom device "/dev/sda": no such file or directory',
    );
  });
});

describe('chroot', () => {
  const host = { Binds: ['/:/host'] };
  it.each([
    ['into the host shows its files', 'chroot /host cat /etc/hostname', host, 'localhost\n'],
    [
      'has a working directory',
      "chroot /host sh -c 'cd /var/lib; pwd; ls -d docker'",
      host,
      '/var/lib\ndocker\n',
    ],
    [
      'is left by nobody',
      "chroot /host sh -c 'cd ../../..; ls -d host'",
      host,
      "ls: cannot access 'host': No such file or directory\n",
    ],
    [
      'needs its capability',
      'chroot /host true',
      { ...host, CapDrop: ['SYS_CHROOT'] },
      "chroot: can't change root directory to '/host': Operation not permitted\n",
    ],
    [
      'mounts below it',
      'chroot /host mount -t tmpfs x /mnt; grep -c "^x /host/mnt" /proc/mounts',
      { ...host, Privileged: true },
      '1\n',
    ],
    [
      'and finds commands there',
      'chroot /host nope',
      host,
      "chroot: can't execute 'nope': No such file or directory\n",
    ],
  ])('%s', async (_, script, hostConfig, output) => {
    expect((await runScript(docker, script, { hostConfig })).output).toBe(output);
  });
});
