import { expect, it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

const HELP = "\n\nRun 'docker run --help' for more information\n";
const refused = (words: string) => `docker: Error response from daemon: ${words}${HELP}`;

describeDocker('docker run', (session) => {
  const { says } = session;

  it('shows what the process prints, and exits as it does', () =>
    says(
      ['run --rm alpine cat /etc/hostname', '<short id>\n'],
      ['run --rm --hostname h1 alpine cat /etc/hostname', 'h1\n'],
      ['run --rm -i alpine cat', 'typed\n', 0, 'typed\n'],
      ['run --rm -i alpine grep -c a', '2\n', 0, 'a\nb\na\n'],
      ['run --rm -i alpine wc -c', '5000000\n', 0, 'x'.repeat(5_000_000)],
      ['run --rm alpine cat /nope', "cat: can't open '/nope': No such file or directory\n", 1],
    ));

  it('says why a process could not be started', () =>
    says(
      [
        'run --rm alpine nope',
        refused(
          'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nope": executable file not found in $PATH: unknown',
        ),
        127,
      ],
      [
        'run --rm alpine /etc/passwd',
        /unable to start container process: exec: "\/etc\/passwd": permission denied: unknown/,
        126,
      ],
      [
        'run --rm --user nope alpine cat /f',
        refused('unable to find user nope: no matching entries in passwd file'),
        125,
      ],
      [
        'run --rm --gpus all alpine cat',
        refused('could not select device driver "" with capabilities: [[gpu]]'),
        125,
      ],
      [
        'run --rm --device /dev/nope alpine cat',
        /error gathering device information while adding custom device "\/dev\/nope": no such file or directory/,
        127,
      ],
      [
        'run --rm --device /etc/passwd alpine cat',
        refused(
          'error gathering device information while adding custom device "/etc/passwd": not a device node',
        ),
        125,
      ],
    ));

  it('refuses what can not be, in the daemon’s words', () =>
    says(
      ['run --rm -m 1m busybox cat', refused('Minimum memory limit allowed is 6MB'), 125],
      [
        'run --rm --cpus 100 busybox cat',
        refused('Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available'),
        125,
      ],
      [
        'run --rm --cpuset-cpus 7 busybox cat',
        refused('Requested CPUs are not available - requested 7, available: 0-1'),
        125,
      ],
      [
        "run --name 'bad name' busybox cat",
        refused('Invalid container name (bad name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'),
        125,
      ],
      [
        'run -v /a:b busybox cat',
        refused(
          "invalid volume specification: '/a:b': invalid mount config for type \"bind\": invalid mount path: 'b' mount path must be absolute",
        ),
        125,
      ],
      [
        'run --rm --mount type=bind,source=/nope,target=/x busybox cat',
        refused('invalid mount config for type "bind": bind source path does not exist: /nope'),
        125,
      ],
      ['run --rm --cap-add NOPE busybox cat', refused('invalid CapAdd: unknown capability: "CAP_NOPE"'), 125],
      ['run --rm --stop-signal NOPE busybox cat', refused('invalid signal: NOPE'), 125],
    ));

  it('takes standard input that comes before the process is there', async () => {
    const text = `${'x'.repeat(4000)}\n`.repeat(40);
    expect(await session.docker.ok('run --rm -i alpine cat', text)).toBe(text);
  });
});
