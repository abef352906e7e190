import { it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

const daemon = (words: string) => `Error response from daemon: ${words}\n`;

describeDocker('docker and its networks and volumes', (session) => {
  const { says } = session;

  it('keeps data in volumes', () =>
    says(
      ['volume create data', 'data\n'],
      ['volume ls', 'DRIVER    VOLUME NAME\nlocal     data\n'],
      ["run --rm -v data:/d busybox sh -c 'echo kept > /d/f'", ''],
      ['run --rm -v data:/d busybox cat /d/f', 'kept\n'],
      ['run --rm -v data:/d:ro busybox touch /d/g', 'touch: /d/g: Read-only file system\n', 1],
      ['run -d --name uu -v data:/d busybox sleep 600', '<id>\n'],
      ['volume rm data', daemon('remove data: volume is in use - [<id>]'), 1],
      ['rm -f uu', 'uu\n'],
      ['volume rm data', 'data\n'],
      ['volume rm data', daemon('get data: no such volume'), 1],
      [
        'volume create x',
        /volume name is too short, names should be at least two alphanumeric characters/,
        1,
      ],
      ['volume create -o type=tmpfs -o device=tmpfs -o o=size=1m mem', 'mem\n'],
      ['run --rm -v mem:/m busybox df /m', /tmpfs +1024 +0 +1024 +0% \/m\n$/],
      ['volume prune -f', 'Total reclaimed space: 0B\n'],
    ));

  it('connects containers by networks', () =>
    says(
      [
        "network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'",
        'bridge bridge local\nhost host local\nnone null local\n',
      ],
      ['network create net1', '<id>\n'],
      ['network create net1', daemon('network with name net1 already exists'), 1],
      ['network create --subnet 10.9.0.0/16 net2', '<id>\n'],
      [
        'network create --subnet 10.9.0.0/16 net3',
        daemon('Pool overlaps with other one on this address space'),
        1,
      ],
      ['run -d --name aa --network net1 busybox sleep 600', '<id>\n'],
      ['run -d --name bb --network net1 --network-alias db busybox sleep 600', '<id>\n'],
      [
        'exec aa ping -c 1 db',
        /^PING db \(172\.18\.0\.3\): 56 data bytes\n64 bytes from 172\.18\.0\.3: seq=0 ttl=64 time=/,
      ],
      ['exec aa ping -c 1 nope', "ping: bad address 'nope'\n", 1],
      ['network connect net2 aa', ''],
      ['exec aa ip -4 addr show eth1', /inet 10\.9\.0\.2\/16 brd 10\.9\.255\.255 scope global eth1\n/],
      ['network connect net2 aa', daemon('endpoint with name aa already exists in network net2'), 1],
      ['network disconnect net2 bb', daemon('container <id> is not connected to network net2'), 1],
      [
        'network rm net1',
        `${daemon('error while removing network: network net1 id <id> has active endpoints')}exit status 1\n`,
        1,
      ],
      ['rm -f aa bb', 'aa\nbb\n'],
      ['network rm net1 net2 nope', `net1\nnet2\n${daemon('network nope not found')}exit status 1\n`, 1],
      [
        'network rm bridge',
        `${daemon('bridge is a pre-defined network and cannot be removed')}exit status 1\n`,
        1,
      ],
    ));
});
