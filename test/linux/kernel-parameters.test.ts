import { beforeAll, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
});

const run = (script: string, hostConfig: object = {}) => runScript(docker, script, { hostConfig });

describe('kernel parameters', () => {
  it('are those of a namespace, as --sysctl sets them', async () => {
    const Sysctls = { 'net.core.somaxconn': '1024', 'net.ipv4.ip_forward': '0', 'kernel.shmmax': '1000' };
    const names = Object.keys(Sysctls).join(' ');
    expect((await run(`sysctl -n ${names}`, { Sysctls })).output).toBe('1024\n0\n1000\n');
    expect((await run(`sysctl -n ${names}`)).output).toBe('4096\n1\n18446744073692774399\n');
  });

  it('are set by a privileged container, for itself and for the host', async () => {
    const script =
      'sysctl -w net.core.somaxconn=7 vm.swappiness=9; cat /proc/sys/net/core/somaxconn /proc/sys/vm/swappiness';
    const { output } = await run(script, { Privileged: true });
    expect(output).toBe('net.core.somaxconn = 7\nvm.swappiness = 9\n7\n9\n');
    expect((await run('sysctl -n net.core.somaxconn vm.swappiness')).output).toBe('4096\n9\n');
  });

  it.each([
    [
      'sysctl -w net.core.somaxconn=5',
      {},
      "sysctl: error setting key 'net.core.somaxconn': Read-only file system\n",
    ],
    ['sysctl nonsense', {}, "sysctl: error: 'nonsense' is an unknown key\n"],
    [
      'sysctl -w vm.swappiness=999',
      { Privileged: true },
      "sysctl: error setting key 'vm.swappiness': Invalid argument\n",
    ],
  ])('say why not: %s', async (script, hostConfig, output) => {
    expect((await run(script, hostConfig)).output).toBe(output);
  });

  it.each([
    [{ 'vm.swappiness': '1' }, {}, 'sysctl "vm.swappiness" is not in a separate kernel namespace'],
    [
      { 'net.core.somaxconn': '1' },
      { NetworkMode: 'host' },
      'sysctl "net.core.somaxconn" not allowed in host network namespace',
    ],
    [
      { 'kernel.msgmax': '1' },
      { IpcMode: 'host' },
      'sysctl "kernel.msgmax" is not allowed in the hosts ipc namespace',
    ],
    [{ 'net.core.nope': '1' }, {}, 'open /proc/sys/net/core/nope: no such file or directory'],
    [{ 'net.ipv4.ip_forward': 'x' }, {}, 'write /proc/sys/net/ipv4/ip_forward: invalid argument'],
  ])('keep a container from starting: %j', async (Sysctls, hostConfig, words) => {
    expect((await run('true', { ...hostConfig, Sysctls })).refused).toContain(words);
  });

  it('act: ports, forwarding, and who may ping', async () => {
    const ping = 'ping -c1 127.0.0.1 | head -1';
    const closed = { 'net.ipv4.ping_group_range': '1 0' };
    expect((await run(ping, { CapDrop: ['ALL'] })).output).toBe(
      'PING 127.0.0.1 (127.0.0.1): 56 data bytes\n',
    );
    expect((await run(ping, { CapDrop: ['ALL'], Sysctls: closed })).output).toBe(
      'ping: permission denied (are you root?)\n',
    );
    const listen = 'timeout 1 nc -l -p 80';
    expect((await run(listen, { CapDrop: ['ALL'] })).output).not.toContain('denied');
    const ports = { 'net.ipv4.ip_unprivileged_port_start': '1024' };
    expect((await run(listen, { CapDrop: ['ALL'], Sysctls: ports })).output).toContain('Permission denied');
  });
});
