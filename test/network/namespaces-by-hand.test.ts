import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=debian&tag=latest');
});

/** On the host, as its administrator does it. */
const onHost = async (script: string) => {
  const words = ['nsenter', '-t', '1', '-a', 'sh', '-c', script];
  const hostConfig = { Privileged: true, PidMode: 'host' };
  return (await runScript(docker, words, { image: 'debian', hostConfig })).output;
};

const PING = 'ping -c1 -W1 -q';

it('ip netns makes, lists, enters and removes namespaces', async () => {
  const text = await onHost(
    `ip netns add blue; ip netns add blue; ip netns list; ip netns exec blue ip -br link
    ip netns exec blue sleep 9 & sleep 1; ip netns identify $!; [ "$(ip netns pids blue)" = $! ] && echo same
    ip netns del blue; ip netns del blue; ip netns exec blue true; ip netns exec; ip netns`,
  );
  expect(text).toBe(
    `Cannot create namespace file "/var/run/netns/blue": File exists
blue
lo               DOWN           00:00:00:00:00:00 <LOOPBACK> 
blue
same
Cannot remove namespace file "/var/run/netns/blue": No such file or directory
Cannot open network namespace "blue": No such file or directory
No netns name specified
`,
  );
});

it('a pair of cables joins two of them, as far as both ends are up', async () => {
  const text = await onHost(
    `ip netns add a; ip netns add b; ip link add va type veth peer name vb
    ip link set va netns a; ip link set vb netns b
    ip -n a addr add 10.1.0.1/24 dev va; ip -n b addr add 10.1.0.2/24 dev vb; ip -n a link set va up
    ip netns exec a ${PING} 10.1.0.2 | grep received; ip -n b link set vb up
    ip netns exec a ${PING} 10.1.0.2 | grep received
    ip netns del a; ip -n b link show vb; ip netns del b`,
  );
  expect(text).toBe(
    `1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 3000ms
1 packets transmitted, 1 received, 0% packet loss, time 0ms
Device "vb" does not exist.
`,
  );
});

it('a bridge joins more', async () => {
  const text = await onHost(
    `ip link add br0 type bridge; ip addr add 10.2.0.1/24 dev br0; ip link set br0 up
    for n in 1 2; do
      ip netns add n$n; ip link add v$n type veth peer name e$n; ip link set e$n netns n$n; ip link set v$n master br0
      ip link set v$n up; ip -n n$n link set e$n name eth0; ip -n n$n addr add 10.2.0.1$n/24 dev eth0; ip -n n$n link set eth0 up
    done
    ip netns exec n1 ${PING} 10.2.0.12 | grep -o '. received'; ip netns exec n1 ${PING} 10.2.0.1 | grep -o '. received'
    ip link set v2 nomaster; ip netns exec n1 ${PING} 10.2.0.12 | grep -o '. received'; ip link set v2 master br0
    ip link set br0 down; ip netns exec n1 ${PING} 10.2.0.12 | grep -o '. received'
    ip -n n1 link set eth0 mtu 1400; cat /sys/class/net/br0/mtu; ip netns exec n1 cat /sys/class/net/eth0/mtu
    ip link set v1 netns nowhere; ip link set v1 netns 99999; ip netns del n1; ip netns del n2; ip link del br0`,
  );
  expect(text).toBe(
    `1 received
1 received
0 received
0 received
1500
1400
Error: argument "nowhere" is wrong: Invalid "netns" value

RTNETLINK answers: No such process
`,
  );
});

it("a container's namespace is one like others", async () => {
  const { id } = JSON.parse(
    JSON.stringify(
      (await docker.ask('POST', '/containers/create?name=web', { Image: 'debian', Cmd: ['sleep', '1000'] }))
        .json,
    ).replace('"Id"', '"id"'),
  );
  await docker.ask('POST', `/containers/${id}/start`);
  const { json } = await docker.ask('GET', `/containers/${id}/json`);
  const pid = Object(json).State.Pid;
  const text = await onHost(
    `nsenter -t ${pid} -n ip -br addr show eth0 | cut -c1-4; nsenter -t ${pid} -u hostname; nsenter -t ${pid} -p -m sh -c 'cat /proc/1/comm'
    mkdir -p /run/netns; ln -s /proc/${pid}/ns/net /run/netns/web; ip netns exec web ip -br link show eth0 | cut -c1-4; ip netns del web`,
  );
  expect(text).toBe(`eth0\n${id.slice(0, 12)}\nsleep\neth0\n`);
  await docker.ask('DELETE', `/containers/${id}?force=1`);
});

it('nobody makes them in a container without the right', async () => {
  const { output } = await runScript(docker, 'unshare -n true; nsenter --net=/proc/self/ns/net true', {
    image: 'debian',
  });
  expect(output).toBe(
    "unshare: unshare failed: Operation not permitted\nnsenter: reassociate to namespace 'ns/net' failed: Operation not permitted\n",
  );
});
