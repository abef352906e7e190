import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
});

it.each([
  ['a pipe', 'echo a | sh -c "[ -p /dev/stdin ] && echo yes; [ -L /dev/stdin ] && echo link"', 'yes\nlink\n'],
  ['/dev/null', '[ -c /dev/stdin ] && echo yes', 'yes\n'],
  ['a file', 'echo a > /tmp/f; [ -f /dev/stdin ] < /tmp/f && echo yes', 'yes\n'],
])('/dev/stdin is what it is: %s', async (_, script, output) => {
  expect((await runScript(docker, script)).output).toBe(output);
});

it.each([
  [
    'route',
    'sed "s/ *$//" /proc/net/route',
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\neth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\neth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n',
  ],
  [
    'arp',
    'ping -c1 172.17.0.1 >/dev/null; sed 1d /proc/net/arp | tr -s " " | cut -d" " -f1-3,5-',
    '172.17.0.1 0x1 0x2 * eth0\n',
  ],
  [
    'dev',
    'grep lo: /proc/net/dev',
    '    lo:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0\n',
  ],
])('/proc/net/%s', async (_, script, output) => {
  expect((await runScript(docker, script)).output).toBe(output);
});

const MAP_LINE =
  /^[0-9a-f]{8,16}-[0-9a-f]{8,16} [r-][w-][x-][ps] [0-9a-f]{8} [0-9a-f]{2}:[0-9a-f]{2} \d+ +\S*$/;

it('/proc/self/maps has the program, its heap and its stack, in order', async () => {
  const { output } = await runScript(docker, 'cat /proc/self/maps');
  const lines = output.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(MAP_LINE);
  const starts = lines.slice(0, -1).map((line) => Number.parseInt(line, 16));
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(lines[0]).toMatch(/ r--p 00000000 00:.* {2}\/bin\/cat$/);
  expect(output).toMatch(/rw-p .*\[heap\]\n(.*\n)*.*\[stack\]\n.*\[vvar\]\n.*\[vdso\]\n.*\[vsyscall\]\n$/);
});

it.each([
  [
    'io',
    'echo hi; cat /proc/$$/io',
    'hi\nrchar: 0\nwchar: 3\nsyscr: 0\nsyscw: 1\nread_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n',
  ],
  ['status', 'grep -E "^(VmSwap|RssAnon|Cpus_allowed|SigQ|Mems_allowed)" /proc/self/status | wc -l', '7\n'],
  ['oom_score', 'cat /proc/self/oom_score', '666\n'],
  [
    'oom_score_adj',
    'echo 500 > /proc/$$/oom_score_adj; cat /proc/$$/oom_score_adj /proc/$$/oom_score; echo 1 > /proc/$$/oom_score_adj',
    '500\n1000\nsh: write error: Permission denied\n',
  ],
])('/proc/self/%s', async (_, script, output) => {
  expect((await runScript(docker, script)).output).toBe(output);
});

it('mounts tell what an overlay was made of', async () => {
  const { id, output } = await runScript(docker, 'head -n1 /proc/mounts /proc/self/mountinfo | grep overlay');
  const folder = `/var/lib/docker/overlay2/${id}`;
  const link = '/var/lib/docker/overlay2/l/[A-Z2-7]{26}';
  const own = `lowerdir=${link}(:${link})+,upperdir=${folder}/diff,workdir=${folder}/work`;
  expect(output).toMatch(
    new RegExp(
      `^overlay / overlay rw,relatime,${own} 0 0\n\\d+ \\d+ 0:\\d+ / / rw,relatime - overlay overlay rw,${own}\n$`,
    ),
  );
});

it('mountinfo has options of mounts before the dash, and those of file systems after it', async () => {
  const script = 'grep -E " /(dev|etc/hosts|proc) " /proc/self/mountinfo | cut -d" " -f5-';
  expect((await runScript(docker, script)).output).toBe(
    '/proc rw,nosuid,nodev,noexec,relatime - proc proc rw\n' +
      '/dev rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755\n' +
      '/etc/hosts rw,relatime - ext4 /dev/vda1 rw\n',
  );
});

const G = '/sys/fs/cgroup/g';
/** As who starts a daemon in a container does it: a group with processes can't be divided. */
const DIVIDED = `cd /sys/fs/cgroup; mkdir init; echo 0 > init/cgroup.procs; echo "+cpu +memory +io +pids" > cgroup.subtree_control`;

it.each([
  [
    'cgroup.kill',
    `(echo 0 > ${G}/cgroup.procs; exec sleep 99) & sleep 1; echo 1 > ${G}/cgroup.kill; wait $!; echo $?`,
    'Killed\n137\n',
  ],
  ['memory.oom.group', `echo 1 > ${G}/memory.oom.group; cat ${G}/memory.oom.group`, '1\n'],
  ['cpu.weight.nice', `echo 335 > ${G}/cpu.weight; cat ${G}/cpu.weight.nice`, '-5\n'],
  ['io.weight', `echo default 50 > ${G}/io.weight; cat ${G}/io.weight`, 'default 50\n'],
  ['cgroup.stat', 'cat /sys/fs/cgroup/cgroup.stat', 'nr_descendants 2\nnr_dying_descendants 0\n'],
  [
    'what the group above lets them have',
    `ls g | grep -c cpuset; cat g/cgroup.controllers; echo -pids > cgroup.subtree_control; ls g | grep pids`,
    '0\ncpu io memory pids\n',
  ],
  [
    'controllers that are there',
    'echo +cpuset > g/cgroup.subtree_control; echo +nope > cgroup.subtree_control; echo cpu > cgroup.subtree_control; echo 1 > memory.nope; rm cpu.max',
    /^sh: write error: No such file or directory\n(?:sh: write error: Invalid argument\n){2}sh: can't create memory.nope: Permission denied\nrm: can't remove 'cpu.max': Operation not permitted\n$/,
  ],
  [
    'processes in leaves only',
    'echo +cpu > g/cgroup.subtree_control; echo 0 > g/cgroup.procs; echo +cpu > init/cgroup.subtree_control; mkdir g/x; echo +cpu > g/x/cgroup.subtree_control; echo -cpu > g/cgroup.subtree_control; rmdir g/x',
    /^(?:sh: write error: Device or resource busy\n){3}$/,
  ],
  [
    'a lowered limit that acts',
    `(echo 0 > ${G}/cgroup.procs; exec sleep 99) & sleep 1; echo 4096 > ${G}/memory.max; wait $!; echo $?; cat ${G}/memory.events.local | grep oom_kill`,
    'Killed\n137\noom_kill 1\n',
  ],
  [
    'processes in pids.current until they are waited for',
    `(echo 0 > ${G}/cgroup.procs; exec sleep 0.1) & sleep 1; cat ${G}/cgroup.procs ${G}/pids.current; wait; cat ${G}/pids.current`,
    '0\n0\n',
  ],
  [
    'zombies where they were',
    `(sleep 0.1 & exec sleep 99) & sleep 1; z=$(grep -l "^State:.Z" /proc/[0-9]*/status | cut -d/ -f3); cat init/pids.current; echo $z > ${G}/cgroup.procs; cat init/pids.current ${G}/pids.current; kill $!`,
    '5\n5\n0\n',
  ],
])('control groups have %s', async (_, script, output) => {
  const hostConfig = { Privileged: true };
  const ran = await runScript(docker, `${DIVIDED}; mkdir ${G}; ${script}; rmdir ${G}`, { hostConfig });
  expect(ran.output).toEqual(output instanceof RegExp ? expect.stringMatching(output) : output);
});
