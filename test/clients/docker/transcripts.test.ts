import { it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

const HELP = "\n\nRun 'docker run --help' for more information\n";
const daemon = (words: string) => `Error response from daemon: ${words}\n`;
const refused = (words: string) => `docker: ${daemon(words).trimEnd()}${HELP}`;

describeDocker('docker, as sessions with it go', (session) => {
  const { says } = session;

  it('ends a process that fills its memory', () =>
    says(
      ['run --name full --memory 16m busybox tail /dev/zero', '', 137],
      ["inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' full", 'true 137\n'],
      ['rm full', 'full\n'],
      ["run --rm --memory 16m busybox sh -c 'tail /dev/zero'", '', 137],
    ));

  it('shows what a container has changed, and nothing that its start did', () =>
    says(
      ['run -d --name web -v data:/data busybox sleep 600', '<id>\n'],
      ['diff web', 'A /data\n'],
      ['exec web touch /tmp/x /data/y', ''],
      ['diff web', 'A /data\nC /tmp\nA /tmp/x\n'],
      ['commit web changed', 'sha256:<id>\n'],
      ['run --rm changed ls -a / /data', /^\/:\n\.\n\.\.\n\.dockerenv\nbin\ndata\n.*\n\/data:\n\.\n\.\.\n$/s],
      ['rm -fv web', 'web\n'],
    ));

  it('starts a process under an init', () =>
    says(
      ['run --rm --init busybox ps -o pid,args', /^ +1 \/sbin\/docker-init -- ps -o pid,args$/m],
      ["run --rm --init busybox sh -c 'exit 3'", '', 3],
    ));

  it('lets the last command of a shell be the first process', () =>
    says(
      ["run --rm busybox sh -c 'true; ps -o pid,args'", 'PID   COMMAND\n    1 ps -o pid,args\n'],
      ["run -d --name last busybox sh -c 'exec 2>&1 && sleep 600'", '<id>\n'],
      ['top last -o pid,args', /^PID +COMMAND\n\d+ +sleep 600\n$/],
      ['rm -f last', 'last\n'],
    ));

  it('is where it is told to be', () =>
    says(
      ['run --rm -w /data busybox pwd', '/data\n'],
      ['run --rm -w /etc/passwd busybox pwd', refused('Cannot mkdir: /etc/passwd is not a directory'), 125],
      [
        'run --rm -w data busybox pwd',
        /the working directory 'data' is invalid, it needs to be an absolute path/,
        125,
      ],
      ['run --rm busybox /', /exec: "\/": is a directory: unknown: permission denied\n/, 126],
    ));

  it('runs on the processors it is given', () =>
    says(['run --rm busybox nproc', '2\n'], ['run --rm --cpuset-cpus 0 busybox nproc', '1\n']));

  it('finds the containers of its network by name', () =>
    says(
      ['network create lab', '<id>\n'],
      [
        'run --rm --network lab --network-alias db busybox nslookup db',
        'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\n\nNon-authoritative answer:\nName:\tdb\nAddress: 172.18.0.2\n\n',
      ],
      ['run -d --name one busybox sleep 600', '<id>\n'],
      [
        'run --rm --link one:two busybox ping -c 1 two',
        /^PING two \(172\.17\.0\.2\): 56 data bytes\n64 bytes from/,
      ],
      ['rm -f one', 'one\n'],
    ));

  it('names images in small letters', () =>
    says(
      ['tag busybox BAD/x', daemon('invalid reference format: repository name must be lowercase'), 1],
      [
        'run --rm BUSYBOX',
        /^docker: invalid reference format: repository name \(library\/BUSYBOX\) must be lowercase\n/,
        125,
      ],
    ));

  it('refuses what does not go together with the network of another container', () =>
    says(
      ['run -d --name owner busybox sleep 600', '<id>\n'],
      ...(
        [
          ['-p 80:80', 'port publishing and the container type network mode'],
          ['-h other', 'hostname and the network mode'],
          ['--dns 1.1.1.1', 'dns and the network mode'],
          ['--add-host a:1.2.3.4', 'custom host-to-IP mapping and the network mode'],
        ] as const
      ).map(
        ([option, words]) =>
          [
            `run --rm --network container:owner ${option} busybox true`,
            refused(`conflicting options: ${words}`),
            125,
          ] as const,
      ),
      ['stop -t 0 owner', 'owner\n'],
      [
        'run --rm --network container:owner busybox true',
        refused('cannot join network namespace of a non running container: container owner is exited'),
        125,
      ],
      [
        'run --rm --network container:nope busybox true',
        refused('joining network namespace of container: No such container: nope'),
        125,
      ],
      ['rm owner', 'owner\n'],
    ));

  it('gives containers the addresses of their network only', () =>
    says(
      ['network create --subnet 10.8.0.0/24 -o com.docker.network.driver.mtu=1400 own', '<id>\n'],
      ['run --rm --network own --ip 10.8.0.9 busybox ip link show eth0', / mtu 1400 /],
      [
        'run --rm --network own --ip 10.9.0.9 busybox true',
        refused(
          'invalid config for network own: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.9.0.9',
        ),
        125,
      ],
      [
        'run --rm --ip 172.17.0.9 busybox true',
        refused(
          'invalid config for network bridge: invalid endpoint settings:\nuser specified IP address is supported on user defined networks only',
        ),
        125,
      ],
      [
        'network create -o com.docker.network.bridge.name=eth0 taken',
        daemon('existing interface eth0 is not a bridge'),
        1,
      ],
      [
        'network create -o com.docker.network.driver.mtu=z odd',
        daemon(
          'failed to parse com.docker.network.driver.mtu value: z (strconv.Atoi: parsing "z": invalid syntax)',
        ),
        1,
      ],
    ));

  it('knows no signals but Linux’s', () =>
    says(
      ['kill nope', daemon('Cannot kill container: nope: No such container: nope'), 1],
      ['kill -s NOPE nope', daemon('Cannot kill container: nope: invalid signal: NOPE'), 1],
      [
        'kill -s 99 nope',
        daemon('Cannot kill container: nope: The linux daemon does not support signal 99'),
        1,
      ],
    ));

  it('has images for several platforms', () =>
    says(
      [
        'run --rm --platform linux/mips64 busybox true',
        /no matching manifest for linux\/mips64 in the manifest list entries/,
        125,
      ],
      ['run --rm --platform linux/arm64 busybox true', /\nexec \/bin\/true: exec format error\n$/, 255],
      [
        'build -q -',
        /failed to parse platform : "" is an invalid OS component of ""/,
        1,
        'FROM --platform=$BUILDPLATFORM busybox\n',
      ],
      ['build -q --pull --platform linux/amd64 -', /^sha256:<id>\n/, 0, 'FROM busybox\n'],
    ));
});
