import { beforeAll, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=ubuntu&tag=latest');
});

const PRIVILEGED = { Privileged: true };
const ON_HOST = { Privileged: true, PidMode: 'host' };
const UNFILTERED = { SecurityOpt: ['seccomp=unconfined'] };

const run = async (script: string, hostConfig: object = {}, user = '') =>
  (await runScript(docker, script, { image: 'ubuntu', hostConfig, config: { User: user } })).output;

describe('unshare', () => {
  it.each([
    [
      'uts: another host name',
      'unshare -u sh -c "hostname blue; hostname"; hostname blue; hostname',
      'blue\nblue\n',
    ],
    ['pid: its child is the first process', "unshare -fp sh -c 'echo $$'", '1\n'],
    ['pid and /proc', 'unshare -fp --mount-proc ps -o pid,comm', '    PID COMMAND\n      1 ps\n'],
    [
      'net: loopback alone, and down',
      'unshare -n cat /sys/class/net/lo/operstate; unshare -n ls /sys/class/net',
      'down\nlo\n',
    ],
    ['cgroup: its own group is the root', 'unshare -C cat /proc/self/cgroup', '0::/\n'],
    [
      'mount: nobody else sees its mounts',
      'unshare -m sh -c "mount -t tmpfs t /mnt; touch /mnt/a; ls /mnt"; ls /mnt',
      'a\n',
    ],
    [
      'nothing where the command is missing',
      'unshare -u nope; echo $?',
      'unshare: failed to execute nope: No such file or directory\n127\n',
    ],
    [
      'pid, without a fork: the second command finds its init gone',
      'unshare -p bash -c "true & wait; ls; true"',
      'bash: fork: Cannot allocate memory\n',
    ],
  ])('%s', async (_, script, output) => {
    expect(await run(script, PRIVILEGED)).toBe(output);
  });

  it('makes a namespace of each kind, with a number of its own', async () => {
    const script = `for kind in cgroup:C ipc:i mnt:m net:n pid:fp user:U uts:u; do
      file=\${kind%:*}; [ "$(readlink /proc/self/ns/$file)" != "$(unshare -\${kind#*:} readlink /proc/self/ns/$file)" ] && echo $file
    done; unshare -T readlink /proc/self/ns/time /proc/self/ns/time_for_children | uniq | wc -l`;
    expect(await run(script, PRIVILEGED)).toBe('cgroup\nipc\nmnt\nnet\npid\nuser\nuts\n2\n');
  });

  it.each([
    ['-m true', {}],
    ['-r id', {}],
    ['-U true', {}],
    ['-m true', UNFILTERED],
  ])('is refused in a container: %s %j', async (words, hostConfig) => {
    expect(await run(`unshare ${words}`, hostConfig)).toBe(
      'unshare: unshare failed: Operation not permitted\n',
    );
  });

  it('leaves nothing behind', async () => {
    const script = `nsenter -t 1 -a sh -c 'for i in 1 2 3; do unshare -Umuinpf true; done; lsns -nro NS | sort -n | tail -1'`;
    const first = await run(script, ON_HOST);
    expect(Number(await run(script, ON_HOST))).toBe(Number(first));
  });
});

describe('a user namespace', () => {
  it.each([
    ['knows nobody at first', 'unshare -U id -u', '65534\n'],
    [
      'makes its maker root',
      'unshare -r id -un; unshare -r cat /proc/self/uid_map',
      'root\n         0       1000          1\n',
    ],
    [
      'has all capabilities inside',
      'unshare -r grep CapEff /proc/self/status',
      'CapEff:\t000001ffffffffff\n',
    ],
    [
      'has no rights to what is outside',
      'unshare -r sh -c "hostname blue; touch /x; ls -ld /etc"',
      /root to change.*denied.*nobody nogroup/s,
    ],
    ['has rights to what is inside', 'unshare -ru sh -c "hostname blue; hostname"', 'blue\n'],
    [
      'owns what its maker owns',
      'unshare -r sh -c "touch /tmp/a; stat -c %U /tmp/a"; stat -c %u /tmp/a',
      'root\n1000\n',
    ],
    [
      'mounts in a mount namespace of its own',
      'unshare -rm sh -c "mount -t tmpfs -o uid=0,mode=700 t /mnt; touch /mnt/a && ls -n /mnt | tail -1 | cut -c1-15"',
      '-rw-r--r-- 1 0 \n',
    ],
    [
      'has no whole /proc where parts are hidden',
      'unshare -rpf --mount-proc true',
      'unshare: mount /proc failed: Operation not permitted\n',
    ],
    ['makes no devices', 'unshare -r mknod /tmp/d c 1 3', 'mknod: /tmp/d: Operation not permitted\n'],
    ['is mapped once', 'unshare -r sh -c "echo 0 1000 1 > /proc/self/uid_map"', /I\/O error/],
    ['denies setgroups', 'unshare -r cat /proc/self/setgroups', 'deny\n'],
  ])('%s', async (_, script, output) => {
    const expected = output instanceof RegExp ? expect.stringMatching(output) : output;
    expect(await run(script, UNFILTERED, '1000')).toEqual(expected);
  });
});

describe('nsenter', () => {
  it("enters the host's namespaces from a privileged container", async () => {
    const script = 'nsenter -t 1 -a sh -c "hostname; cat /proc/1/comm; ls /var/lib/docker | head -1; id -u"';
    expect(await run(script, ON_HOST)).toBe('docker\ninit\ncontainers\n0\n');
  });

  it('enters one by one, and by a file', async () => {
    const script = `nsenter -t 1 -u hostname; nsenter -t 1 -n ls /sys/class/net | head -1
      [ "$(nsenter -t 1 -m readlink /proc/self/ns/mnt)" = "$(readlink /proc/1/ns/mnt)" ] && echo same; nsenter --net=/proc/1/ns/net true; echo $?`;
    expect(await run(script, ON_HOST)).toBe('docker\ndocker0\nsame\n0\n');
  });

  it.each([
    ['-n true', 'nsenter: neither filename nor target pid supplied for ns/net\n'],
    ['-a true', 'nsenter: no target PID specified for --all\n'],
    ['-t 99999 -n true', 'nsenter: cannot open /proc/99999/ns/net: No such file or directory\n'],
    ['-t 1 -n true', "nsenter: reassociate to namespace 'ns/net' failed: Operation not permitted\n"],
  ])('says why not: %s', async (words, output) => {
    expect(await run(`nsenter ${words}`)).toBe(output);
  });
});

describe('lsns', () => {
  it('lists what a container has', async () => {
    const text = await run('exec lsns -o TYPE,NPROCS,PID,USER,COMMAND');
    expect(text.split('\n').slice(0, 3)).toEqual([
      'TYPE   NPROCS PID USER COMMAND',
      'time        1   1 root lsns -o TYPE,NPROCS,PID,USER,COMMAND',
      'user        1   1 root lsns -o TYPE,NPROCS,PID,USER,COMMAND',
    ]);
  });

  it('agrees with /proc', async () => {
    expect(
      await run('[ "net:[$(lsns -nro NS -t net)]" = "$(readlink /proc/self/ns/net)" ] && echo same'),
    ).toBe('same\n');
  });

  it.each([
    [
      'namespaces',
      '[ "net:[$(ps -o netns= -p $$ | tr -d " ")]" = "$(readlink /proc/$$/ns/net)" ] && ps -o pidns,mntns -p $$ | head -1',
      '     PIDNS      MNTNS\n',
    ],
    ['control groups', 'ps -o pid,cgroup -p 1', '    PID CGROUP\n      1 0::/\n'],
    ['threads', 'exec ps -eLo pid,lwp', '    PID     LWP\n      1       1\n'],
  ])('ps shows %s, too', async (_, script, output) => {
    expect(await run(script)).toBe(output);
  });

  it('shows to a user only what is theirs', async () => {
    const config = { ...ON_HOST, CapDrop: ['SYS_PTRACE'] };
    expect(await run('lsns -nro NPROCS -t uts', config, '1000')).toBe('1\n');
  });
});
