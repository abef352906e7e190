import { it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

const HELP = "\n\nRun 'docker run --help' for more information\n";
const daemon = (words: string) => `Error response from daemon: ${words}\n`;
const refused = (words: string) => `docker: ${daemon(words).trimEnd()}${HELP}`;
const OCI =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';
const EXEC = 'OCI runtime exec failed: exec failed: ';

describeDocker('docker, used wrongly', (session) => {
  const { says } = session;

  it('is told so by run', () =>
    says(
      ...(
        [
          ['--volumes-from nope busybox true', 'No such container: nope', 125],
          ['--log-opt size=1m busybox true', "unknown log opt 'size' for json-file log driver", 125],
          [
            '--group-add nope busybox true',
            'Unable to find group nope: no matching entries in group file',
            125,
          ],
          ['-u 0:nope busybox true', 'unable to find group nope: no matching entries in group file', 125],
          ['-u 99999999999 busybox true', 'uids and gids must be in range 0-2147483647', 125],
          [
            `-h ${'h'.repeat(65)} busybox true`,
            `${OCI}error during container init: sethostname: invalid argument: unknown`,
            125,
          ],
          ['busybox /etc', `${OCI}exec: "/etc": is a directory: unknown: permission denied`, 126],
          ['busybox /etc/passwd', `${OCI}exec: "/etc/passwd": permission denied: unknown`, 126],
          ['busybox /no', `${OCI}exec: "/no": stat /no: no such file or directory: unknown`, 127],
        ] as const
      ).map(([line, words, code]) => [`run --rm ${line}`, refused(words), code] as const),
    ));

  it('is told so by exec', () =>
    says(
      ['run -d --name ex busybox sleep 86400', '<id>\n'],
      ...(
        [
          [
            'nope',
            'unable to start container process: exec: "nope": executable file not found in $PATH: unknown',
            127,
          ],
          [
            '/no',
            'unable to start container process: exec: "/no": stat /no: no such file or directory: unknown',
            127,
          ],
          [
            '/etc',
            'unable to start container process: exec: "/etc": is a directory: unknown: permission denied',
            126,
          ],
          [
            '/etc/passwd',
            'unable to start container process: exec: "/etc/passwd": permission denied: unknown',
            126,
          ],
        ] as const
      ).map(([line, words, code]) => [`exec ex ${line}`, `${EXEC}${words}\r\n`, code] as const),
      ['exec -w data ex ls', `${EXEC}Cwd must be an absolute path: unknown\r\n`, 128],
      [
        'exec -w /data ex ls',
        `${EXEC}unable to start container process: chdir to cwd ("/data") set in config.json failed: no such file or directory: unknown\r\n`,
        127,
      ],
      ["exec ex sh -c 'kill -9 $$'", '', 137],
      ["exec ex sh -c 'kill $$'", '', 143],
      ["exec ex sh -c 'exit 130'", '', 130],
      ['top ex -o foo', daemon('ps: error: unknown user-defined format specifier "foo"'), 1],
      [
        'top ex aux',
        /^USER +PID +%CPU +%MEM +VSZ +RSS +TTY +STAT +START +TIME +COMMAND\nroot .* \? +Ss +\d\d:\d\d +0:00 +sleep 86400\n$/,
      ],
      ["commit -c 'FOO bar' ex", daemon('FOO is not a valid change command'), 1],
      ['rm -f ex', 'ex\n'],
    ));

  it('is told so by everything else', () =>
    says(
      ['create --name still busybox true', '<id>\n'],
      ['network create apart', '<id>\n'],
      ['network connect apart still', ''],
      ['network connect apart still', ''],
      [
        'network connect --alias foo bridge still',
        daemon(
          'invalid endpoint settings:\nnetwork-scoped alias is supported only for containers in user defined networks',
        ),
        1,
      ],
      ['network create default', daemon('operation is not permitted on predefined default network'), 1],
      [
        'container prune -f --filter until=abc',
        daemon('failed to parse value as time or duration: "abc"'),
        1,
      ],
      ['rm still', 'still\n'],
      ['network rm apart', 'apart\n'],
    ));

  it('shows with lines of a log what is asked for', () =>
    says(
      [
        "run --name lg -l z=1 -l env.b=2 -e V='a b' -e W=3 --log-opt labels=z,nope --log-opt labels-regex=^env --log-opt env=V busybox echo a",
        'a\n',
      ],
      ['logs --details lg', 'V=a+b,env.b=2,z=1 a\n'],
      ['logs -t --details lg', /^2\d{3}-\S+Z V=a\+b,env\.b=2,z=1 a\n$/],
      ['rm lg', 'lg\n'],
      ['run --name lg busybox echo a', 'a\n'],
      ['logs --details lg', ' a\n'],
      ['rm lg', 'lg\n'],
    ));

  it('counts what a container uses at the moment, not since its start', () =>
    says(
      ['run -d --name idle busybox sleep 86400', '<id>\n'],
      ["stats --no-stream --format '{{.CPUPerc}} {{.PIDs}}' idle", '0.00% 1\n'],
      ['rm -f idle', 'idle\n'],
    ));
});
