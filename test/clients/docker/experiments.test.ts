import { expect, it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

const daemon = (words: string) => `Error response from daemon: ${words}\n`;

describeDocker(
  'the experiments of a course',
  (session) => {
    const { says } = session;
    const ok = (line: string) => session.docker.ok(line);

    it('two containers see nothing of each other', async () => {
      await says(
        ['run -d --name one --hostname one busybox sleep 1000001', '<id>\n'],
        ['run -d --name two --hostname two busybox sleep 1000002', '<id>\n'],
        ['exec one ps -o pid,args', /^PID +COMMAND\n +1 sleep 1000001\n +\d+ ps -o pid,args\n$/],
        ['exec two ps -o pid,args', /^PID +COMMAND\n +1 sleep 1000002\n +\d+ ps -o pid,args\n$/],
        ['exec one kill 2', "kill: can't kill pid 2: No such process\n", 1],
        ['exec one hostname', 'one\n'],
        ['exec one hostname three', /Operation not permitted|must be root/, 1],
        ["exec one sh -c 'echo secret > /tmp/f'", ''],
        ['exec two cat /tmp/f', "cat: can't open '/tmp/f': No such file or directory\n", 1],
        ['exec one cat /etc/hosts', /\t172\.17\.0\.2\tone|172\.17\.0\.2\tone/],
        ['run --rm --pid host busybox ps -o args', /sleep 1000001\n(.*\n)*sleep 1000002\n/],
        ['run --rm --pid container:one busybox ps -o args', /^COMMAND\nsleep 1000001\nps -o args\n$/],
      );
      const namespace = async (name: string, kind: string) => ok(`exec ${name} readlink /proc/1/ns/${kind}`);
      for (const kind of ['pid', 'net', 'mnt', 'uts', 'ipc']) {
        expect([kind, await namespace('one', kind)]).not.toEqual([kind, await namespace('two', kind)]);
      }
      expect(await namespace('one', 'user')).toBe(await namespace('two', 'user'));
      await says(['rm -f one two', 'one\ntwo\n']);
    });

    it('two networks can not reach each other, until a container is in both', () =>
      says(
        ['network create blue', '<id>\n'],
        ['network create red', '<id>\n'],
        [
          "run -d --name srv --network blue busybox sh -c 'while :; do echo hi | nc -l -p 80; done'",
          '<id>\n',
        ],
        ["run --rm --network blue busybox sh -c 'nc srv 80 < /dev/null'", 'hi\n'],
        ['run --rm --network red busybox ping -c 1 -W 1 srv', "ping: bad address 'srv'\n", 1],
        ['run --rm --network red busybox ping -c 1 -W 1 172.18.0.2', /100% packet loss/, 1],
        ['network connect red srv', ''],
        ["run --rm --network red busybox sh -c 'nc srv 80 < /dev/null'", 'hi\n'],
        ['run --rm --network none busybox ip -o link', /^1: lo: [^\n]*\n$/],
        ['rm -f srv', 'srv\n'],
        ['network rm blue red', 'blue\nred\n'],
      ));

    it('on the host’s network a container has the host’s addresses and ports', async () => {
      await says(
        ['pull -q nginx', 'docker.io/library/nginx:latest\n'],
        ['run -d --name web --network host nginx', '<id>\n'],
        ['run --rm --network host busybox wget -qO- http://127.0.0.1/', /Welcome to nginx!/],
        [
          'run --rm busybox wget -qO- http://127.0.0.1/',
          /can't connect to remote host.*Connection refused/,
          1,
        ],
        ["inspect -f '{{.NetworkSettings.IPAddress}}' web", '\n'],
        ['port web', ''],
        ['run -d --name again --network host nginx', '<id>\n'],
      );
      await expect
        .poll(() => ok("inspect -f '{{.State.Status}} {{.State.ExitCode}}' again"), { timeout: 5000 })
        .toBe('exited 1\n');
      await says(
        ['logs again', /bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)/],
        ['run -d --name there -p 8080:80 nginx', '<id>\n'],
        ['port there', '80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080\n'],
        ['run --rm --network host busybox wget -qO- http://127.0.0.1:8080/', /Welcome to nginx!/],
        [
          'run -d --name no -p 8080:80 nginx',
          /Bind for 0\.0\.0\.0:8080 failed: port is already allocated/,
          125,
        ],
        ['rm -f web again there no', 'web\nagain\nthere\nno\n'],
      );
    });

    it('a limit of memory kills what takes more, and nothing else', () =>
      says(
        ['run -d --name small -m 32m busybox sleep 600000', '<id>\n'],
        ['exec small tail /dev/zero', '', 137],
        ["inspect -f '{{.State.Running}} {{.HostConfig.Memory}}' small", 'true 33554432\n'],
        ['exec small cat /sys/fs/cgroup/memory.max', '33554432\n'],
        ['exec small grep oom_kill /sys/fs/cgroup/memory.events', /^oom_kill [1-9]\d*$/m],
        ['update -m 64m --memory-swap 64m small', 'small\n'],
        ['exec small cat /sys/fs/cgroup/memory.max', '67108864\n'],
        ['rm -f small', 'small\n'],
        ['run --name big -m 32m busybox tail /dev/zero', '', 137],
        ["inspect -f '{{.State.OOMKilled}}' big", 'true\n'],
        ['rm big', 'big\n'],
      ));

    it('a volume outlives its container, and a bind mount is seen by both', () =>
      says(
        ["run --rm -v data:/data busybox sh -c 'echo kept > /data/f'", ''],
        ['run --rm -v data:/data busybox cat /data/f', 'kept\n'],
        ['volume rm data', 'data\n'],
        ['run --rm -v data:/data busybox ls /data', ''],
        ['run -d --name a1 -v /srv/shared:/a busybox sleep 600000', '<id>\n'],
        ['run -d --name b1 -v /srv/shared:/b:ro busybox sleep 600000', '<id>\n'],
        ["exec a1 sh -c 'echo seen > /a/f'", ''],
        ['exec b1 cat /b/f', 'seen\n'],
        ['exec b1 rm /b/f', "rm: can't remove '/b/f': Read-only file system\n", 1],
        ['run --rm -v /srv:/srv busybox cat /srv/shared/f', 'seen\n'],
        ['rm -f a1 b1', 'a1\nb1\n'],
        ['run --rm -v /srv:/srv busybox cat /srv/shared/f', 'seen\n'],
        ['volume rm data', 'data\n'],
      ));

    it('an image goes by a registry of one’s own to another host', async () => {
      const there = `-H ${session.docker.host}/hosts/docker-2`;
      const card = await ok('run --rm --network host busybox ip -4 -o addr show eth0');
      const address = /inet ([\d.]+)/.exec(card)?.[1];
      const name = `${address}:5000/app:v1`;
      session.docker.file('Dockerfile', 'FROM busybox\nCOPY word /word\nCMD ["cat", "/word"]\n');
      session.docker.file('word', 'carried\n');
      await ok('pull -q registry:2');
      await says(
        ['run -d --name registry -p 5000:5000 -v images:/var/lib/registry registry:2', '<id>\n'],
        ['build -q -t app .', /sha256:<id>\n/],
        [`tag app localhost:5000/app:v1`, ''],
        ['push -q localhost:5000/app:v1', 'localhost:5000/app:v1\n'],
        [
          `${there} pull ${name}`,
          daemon(`Get "https://${address}:5000/v2/": http: server gave HTTP response to HTTPS client`),
          1,
        ],
        [
          `${there} run --rm -i -v /etc/docker:/d busybox:1.36 sh -c 'cat > /d/daemon.json'`,
          /Status: Downloaded newer image for busybox:1\.36\n$/,
          0,
          JSON.stringify({ 'insecure-registries': [`${address}:5000`] }),
        ],
        [`${there} run --rm ${name}`, /^carried\n.*Status: Downloaded newer image for .*:5000\/app:v1\n$/s],
        ['rm -f registry', 'registry\n'],
        [`${there} rmi ${name}`, /^Untagged: /],
        [`${there} pull ${name}`, /connect: connection refused\n$/, 1],
        ['run -d --name registry -p 5000:5000 -v images:/var/lib/registry registry:2', '<id>\n'],
        [`${there} pull -q ${name}`, `${name}\n`],
        ['rm -fv registry', 'registry\n'],
      );
    });
  },
  2,
);
