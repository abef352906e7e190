import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

/** Each case is a part of one script, since netcat has to be installed first. */
const CASES: readonly (readonly [what: string, script: string, output: string])[] = [
  [
    'a socket is a file',
    'nc -lUk /tmp/a & sleep 0.1; ls -l /tmp/a | cut -c1-10; test -S /tmp/a && echo yes; find /tmp -type s; ls -F /tmp; stat -c "%F %a %s" /tmp/a',
    'srwxr-xr-x\nyes\n/tmp/a\na=\nsocket 755 0\n',
  ],
  [
    'who talks to it is heard',
    'echo ping | nc -NU /tmp/a; ln -s a /tmp/b; echo pong | nc -NU /tmp/b; cd /tmp; mv a c; echo moved | nc -NU ./c; mv c a; rm b',
    'ping\npong\nmoved\n',
  ],
  [
    'ss and netstat show it',
    'ss -xlp | tr -s " "; netstat -xl | tr -s " "; netstat -xp | tail -n +3',
    'Netid State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\nu_str LISTEN 0 4096 /tmp/a INODE * 0 users:(("nc",pid=PID,fd=3))\nActive UNIX domain sockets (only servers)\nProto RefCnt Flags Type State I-Node Path\nunix 2 [ ACC ] STREAM LISTENING INODE /tmp/a\n',
  ],
  [
    '/proc/net/unix and the descriptor name the same inode',
    'cut -d" " -f2- /proc/net/unix; readlink /proc/$!/fd/3',
    '      RefCount Protocol Flags    Type St Inode Path\n00000002 00000000 00010000 0001 01 INODE /tmp/a\nsocket:[INODE]\n',
  ],
  [
    'it can be neither bound again, nor opened',
    'nc -lU /tmp/a; cat /tmp/a; nc -lU /nowhere/a',
    'nc: Address already in use\ncat: /tmp/a: No such device or address\nnc: No such file or directory\n',
  ],
  [
    'permissions hold',
    'chmod 700 /tmp/a; echo x | su nobody -s /bin/sh -c "nc -NU /tmp/a"; chmod 702 /tmp/a; echo x | su nobody -s /bin/sh -c "nc -NU /tmp/a"',
    'nc: unix connect failed: Permission denied\nnc: /tmp/a: Permission denied\nx\n',
  ],
  [
    'its process gone, the file stays',
    'kill %1; wait; ls /tmp/a; nc -U /tmp/a; echo $?; nc -U /tmp/none; nc -U /etc/passwd; ss -xa | wc -l',
    '/tmp/a\nnc: unix connect failed: Connection refused\nnc: /tmp/a: Connection refused\n1\nnc: unix connect failed: No such file or directory\nnc: /tmp/none: No such file or directory\nnc: unix connect failed: Connection refused\nnc: /etc/passwd: Connection refused\n1\n',
  ],
  [
    'curl speaks HTTP to it',
    'rm /tmp/a; printf "HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nhi\\n" | nc -NlU /tmp/a >/dev/null & sleep 0.1; curl -s --unix-socket /tmp/a http://localhost/; curl -sv --unix-socket /tmp/a http://localhost/ 2>&1 | head -3; curl --unix-socket /none -sS http://x/',
    "hi\n*   Trying /tmp/a:0...\n* Immediate connect fail for /tmp/a: Connection refused\n* Failed to connect to localhost port 80 after 0 ms: Couldn't connect to server\ncurl: (7) Failed to connect to x port 80 after 0 ms: Couldn't connect to server\n",
  ],
];

const printed = new Map<string, string>();
let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=debian&tag=latest');
  const install = 'apt-get update; apt-get install -y netcat-openbsd iproute2 net-tools curl';
  const parts = CASES.map(([what, script]) => `echo "== ${what}"; ${script}`);
  const script = `exec 2>&1; (${install}) >/dev/null; set -m; ${parts.join('; ')}`.replaceAll('&;', '&');
  const { output } = await runScript(docker, ['bash', '-c', script], { image: 'debian' });
  for (const part of output.split(/^== /m)) {
    const end = part.indexOf('\n');
    const text = part.slice(end + 1).replace(/\b1\d{4}\b/g, 'INODE');
    printed.set(part.slice(0, end), text.replace(/pid=\d+/g, 'pid=PID'));
  }
});

it.each(CASES)('%s', (what, _, output) => {
  expect(printed.get(what)).toBe(output);
});

it('is reached over a volume from another container', async () => {
  await docker.ask('POST', '/images/create?fromImage=debian&tag=latest');
  const server =
    'apt-get update >/dev/null; apt-get install -y netcat-openbsd >/dev/null 2>&1; nc -NlU /shared/a';
  const hostConfig = { Binds: ['shared:/shared'] };
  const config = { Image: 'debian', Cmd: ['sh', '-c', server], HostConfig: hostConfig };
  await docker.ask('POST', '/containers/create?name=server', config);
  await docker.ask('POST', '/containers/server/start');
  const client =
    'until [ -S /shared/a ]; do sleep 0.1; done; curl -s -m 1 --unix-socket /shared/a http://over-here/; echo $?';
  await docker.ask('POST', '/images/create?fromImage=curlimages/curl&tag=latest');
  const run = {
    image: 'curlimages/curl',
    hostConfig,
    config: { Entrypoint: ['sh', '-c'], Cmd: [client], User: 'root' },
  };
  expect((await runScript(docker, '', run)).output).toBe('52\n');
  const { bytes } = await docker.ask('GET', '/containers/server/logs?stdout=1');
  expect(new TextDecoder().decode(bytes)).toContain('Host: over-here');
});
