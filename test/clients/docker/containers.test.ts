import { expect, it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

const daemon = (words: string) => `Error response from daemon: ${words}\n`;

describeDocker('docker and its containers', (session) => {
  const { says } = session;

  it('runs, lists, stops and removes', () =>
    says(
      ['run -d --name web --label a=b busybox tail -f /dev/null', '<id>\n'],
      [
        'run -d --name web busybox cat',
        /^docker: Error response from daemon: Conflict\. The container name "\/web" is already in use by container "<id>"\. You have to remove \(or rename\)/,
        125,
      ],
      ["ps --format '{{.Names}} {{.Image}} {{.Command}}'", 'web busybox "tail -f /dev/null"\n'],
      ["ps -a --filter name=we --format '{{.Names}}'", 'web\n'],
      ["ps --filter label=a=c --format '{{.Names}}'", ''],
      ['top web -o pid,cmd', /^PID +CMD\n\d+ +tail -f \/dev\/null\n$/],
      [
        'rm web',
        /You cannot remove a running container <id>\. Stop the container before attempting removal or force remove/,
        1,
      ],
      ['stop -t 1 web', 'web\n'],
      ["ps -a --filter status=exited --format '{{.Names}} {{.Status}}'", /^web Exited \(137\) .* ago\n$/],
      ['stop web', 'web\n'],
      ['exec web cat', daemon('Container <id> is not running'), 1],
      ['start web', 'web\n'],
      ['restart -t 1 web', 'web\n'],
      ['rename web www', ''],
      ['kill www', 'www\n'],
      ['kill www', daemon('Cannot kill container: www: Container <id> is not running'), 1],
      ["inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}' www", 'exited 137 false\n'],
      ['wait www', '137\n'],
      ['rm www', 'www\n'],
      ['rm www', daemon('No such container: www'), 1],
    ));

  it('executes commands in a container', () =>
    says(
      ['run -d --name ex busybox tail -f /dev/null', '<id>\n'],
      ['exec ex cat /etc/hostname', '<short id>\n'],
      ['exec -i ex tee /tmp/f', 'written\n', 0, 'written\n'],
      ['exec ex cat /tmp/f', 'written\n'],
      ['exec ex cat /nope', "cat: can't open '/nope': No such file or directory\n", 1],
      [
        'exec ex nope',
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH: unknown\r\n',
        127,
      ],
      ['diff ex', 'C /tmp\nA /tmp/f\n'],
      ['pause ex', 'ex\n'],
      ['exec ex cat', daemon('Container ex is paused, unpause the container before exec'), 1],
      ["ps --filter name=ex --format '{{.Status}}'", /^Up .* \(Paused\)\n$/],
      ['unpause ex', 'ex\n'],
      ['exec nope ls', daemon('No such container: nope'), 1],
      ['rm -f ex', 'ex\n'],
    ));

  it('copies files into and out of a container', async () => {
    session.docker.file('in.txt', 'from outside\n');
    await says(
      ['create --name box busybox cat /in.txt', '<id>\n'],
      ['cp in.txt box:/', ''],
      ['start -a box', 'from outside\n'],
      ['cp box:/nope .', daemon('Could not find the file /nope in container box'), 1],
      ['cp box:/in.txt out.txt', ''],
      ['rm box', 'box\n'],
    );
    expect(session.docker.read('out.txt')).toBe('from outside\n');
  });

  it('keeps logs', () =>
    says(
      ['run --name lo busybox cat /etc/hostname /nope', /can't open/, 1],
      ['logs lo', /^<short id>\ncat: can't open '\/nope': No such file or directory\n$/],
      ['logs --tail 1 lo', "cat: can't open '/nope': No such file or directory\n"],
      ['logs -t --tail 1 lo', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z cat: /],
      ['logs -f lo', /can't open/],
      ['logs nope', daemon('No such container: nope'), 1],
      ['rm lo', 'lo\n'],
    ));

  it('starts containers again as their policy says', async () => {
    await session.docker.ok('run -d --name again --restart on-failure:2 busybox cat /nope');
    await says(['wait again', '1\n']);
    const state = "inspect -f '{{.RestartCount}} {{.State.Status}}' again";
    await expect.poll(() => session.docker.ok(state), { timeout: 10_000 }).toBe('2 exited\n');
    await says(['rm again', 'again\n']);
  });

  it('removes what has ended', () =>
    says(
      ['run busybox cat /dev/null', ''],
      ['container prune -f', 'Deleted Containers:\n<id>\n\nTotal reclaimed space: 0B\n'],
      ['container prune -f', 'Total reclaimed space: 0B\n'],
    ));

  it('is a daemon that is in no swarm', () =>
    says(
      ["version --format '{{.Server.Version}} {{.Server.APIVersion}}'", '28.2.2 1.50\n'],
      ["info --format '{{.Driver}} {{.CgroupVersion}} {{.NCPU}} {{.Name}}'", 'overlay2 2 2 docker\n'],
      ['swarm leave', daemon('This node is not part of a swarm'), 1],
      [
        'node ls',
        daemon(
          'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
        ),
        1,
      ],
      ['plugin ls', 'ID        NAME      DESCRIPTION   ENABLED\n'],
      ['login -u a -p b', /Login Succeeded/],
    ));
});
