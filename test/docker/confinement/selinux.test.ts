import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../../engine/linux/hosts.ts';
import { rootCaller } from '../../../engine/linux/root-caller.ts';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { runScript } from '../../harness/docker-run.ts';

async function withMode(mode: Host['selinux']): Promise<DockerApi> {
  const docker = openDocker();
  for (const image of ['busybox', 'debian'])
    await docker.ask('POST', `/images/create?fromImage=${image}&tag=latest`);
  setMode(docker, mode);
  return docker;
}

function setMode({ sandbox }: DockerApi, mode: Host['selinux']): void {
  const { hosts } = sandbox.machines.kernel;
  const host = hosts.get('docker');
  if (host !== undefined) sandbox.transact(() => hosts.set({ ...host, selinux: mode }));
}

const audit = ({ sandbox }: DockerApi) => sandbox.machines.kernel.audit.lines('docker');

let docker: DockerApi;
beforeAll(async () => {
  docker = await withMode('enforcing');
});

const binds = (...Binds: string[]) => ({ hostConfig: { Binds } });

describe('a bind mount', () => {
  it.each([
    [
      '/etc',
      'cat /x/passwd',
      "cat: can't open '/x/passwd': Permission denied\n",
      'passwd',
      'system_u:object_r:passwd_file_t:s0',
      'file',
    ],
    [
      '/home',
      'ls /x',
      "ls: can't open '/x': Permission denied\n",
      'home',
      'system_u:object_r:home_root_t:s0',
      'dir',
    ],
    [
      '/data',
      'ls /x',
      "ls: can't open '/x': Permission denied\n",
      'data',
      'system_u:object_r:default_t:s0',
      'dir',
    ],
    [
      '/var/log',
      'ls /x',
      "ls: can't open '/x': Permission denied\n",
      'log',
      'system_u:object_r:var_log_t:s0',
      'dir',
    ],
  ])('of %s is denied, and the denial told', async (source, script, output, name, target, kind) => {
    expect((await runScript(docker, script, binds(`${source}:/x`))).output).toBe(output);
    const line = audit(docker).at(-1);
    expect(line).toMatch(
      /^type=AVC msg=audit\(\d+\.\d{3}:\d+\): avc: {2}denied {2}\{ read \} for {2}pid=\d+ comm=/,
    );
    expect(line).toContain(`name="${name}" dev="vda1" ino=`);
    expect(line).toMatch(
      new RegExp(
        `scontext=system_u:system_r:container_t:s0:c\\d+,c\\d+ tcontext=${target} tclass=${kind} permissive=0$`,
      ),
    );
  });

  it('is for one container with Z, and for all with z', async () => {
    const ok = { output: 'a\n' };
    const denied = { output: "ls: can't open '/x': Permission denied\n" };
    expect(await runScript(docker, 'touch /x/a; ls /x', binds('/srv/web:/x:Z'))).toMatchObject(ok);
    expect(await runScript(docker, 'ls /x', binds('/srv/web:/x'))).toMatchObject(denied);
    expect(await runScript(docker, 'ls /x', binds('/srv/web:/x:z'))).toMatchObject(ok);
    expect(await runScript(docker, 'ls /x', binds('/srv/web:/x:ro'))).toMatchObject(ok);
    const { filesystems, kernel } = docker.sandbox.machines;
    const caller = rootCaller('docker', kernel.namespaces.initial().mnt);
    expect(filesystems.stat(caller, '/srv/web/a').context).toBe('system_u:object_r:container_file_t:s0');
  });

  it.each(['/', '/etc', '/home', '/usr', '/var/lib'])('of %s is never relabelled', async (source) => {
    expect((await runScript(docker, ['true'], binds(`${source}:/x:z`))).refused).toBe(
      `error setting label on mount source '${source}': SELinux relabeling of ${source} is not allowed`,
    );
  });
});

describe('the files of a container', () => {
  it('have its categories, and its processes have them', async () => {
    const script = 'cat /proc/self/attr/current; ls -dZ / /etc/hosts /tmp /dev/shm | cut -d" " -f1 | sort -u';
    const { id, output } = await runScript(docker, script, { image: 'debian' });
    const { json } = await docker.ask('GET', `/containers/${id}/json`);
    const [, level = ''] = /^system_u:system_r:container_t:(s0:c\d+,c\d+)\0/.exec(output) ?? [];
    expect(output).toBe(
      `system_u:system_r:container_t:${level}\0system_u:object_r:container_file_t:${level}\n`,
    );
    expect(json).toMatchObject({
      ProcessLabel: `system_u:system_r:container_t:${level}`,
      MountLabel: `system_u:object_r:container_file_t:${level}`,
    });
  });

  it('are shared in volumes', async () => {
    const { id } = await runScript(docker, 'touch /v/a', binds('shared:/v'));
    expect((await docker.ask('GET', `/containers/${id}/json`)).json).toMatchObject({
      Mounts: [{ Mode: 'z' }],
    });
    expect((await runScript(docker, 'ls /v', binds('shared:/v'))).output).toBe('a\n');
  });
});

describe('--security-opt label', () => {
  const label = (...values: string[]) => ({ SecurityOpt: values.map((value) => `label=${value}`) });
  const current = 'cat /proc/self/attr/current';
  it.each([
    ['level', label('level:s0:c100,c200'), 'system_u:system_r:container_t:s0:c100,c200\0'],
    ['type', label('type:spc_t', 'level:s0'), 'system_u:system_r:spc_t:s0\0'],
    [
      'user and role',
      label('user:unconfined_u', 'role:unconfined_r', 'type:unconfined_t', 'level:s0'),
      'unconfined_u:unconfined_r:unconfined_t:s0\0',
    ],
    ['disable', label('disable'), 'system_u:system_r:spc_t:s0\0'],
    ['--privileged', { Privileged: true }, 'system_u:system_r:spc_t:s0\0'],
    ['--pid=host', { PidMode: 'host' }, 'system_u:system_r:spc_t:s0\0'],
  ])('%s', async (_, hostConfig, output) => {
    expect((await runScript(docker, current, { hostConfig })).output).toBe(output);
  });

  it('unconfined, everything may be read', async () => {
    const hostConfig = { ...label('disable'), Binds: ['/etc:/x'] };
    const { id, output } = await runScript(docker, 'head -1 /x/passwd', { hostConfig });
    expect(output).toBe('root:x:0:0:root:/root:/bin/bash\n');
    expect((await docker.ask('GET', `/containers/${id}/json`)).json).toMatchObject({
      ProcessLabel: '',
      MountLabel: 'system_u:object_r:container_file_t:s0:c1022,c1023',
    });
  });

  it('the same level shares what is private', async () => {
    const hostConfig = { ...label('level:s0:c1,c2'), Binds: ['/srv/both:/x:Z'] };
    await runScript(docker, 'touch /x/a', { hostConfig });
    const other = { hostConfig: { ...label('level:s0:c1,c2'), Binds: ['/srv/both:/x'] } };
    expect((await runScript(docker, 'ls /x', other)).output).toBe('a\n');
  });

  it.each([
    [
      label('bogus'),
      "bad label option \"bogus\", valid options 'disable' or \n'user, role, level, type, filetype' followed by ':' and a value",
    ],
    [
      label('type:bogus_t'),
      /unable to set process label: write \/proc\/thread-self\/attr\/exec: invalid argument/,
    ],
  ])('refuses %j', async (hostConfig, message) => {
    const { refused = '' } = await runScript(docker, ['true'], { hostConfig });
    expect(refused).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});

describe('the mode of a host', () => {
  it('permissive tells, and lets through', async () => {
    const permissive = await withMode('permissive');
    expect((await runScript(permissive, 'head -1 /x/passwd', binds('/etc:/x'))).output).toMatch(/^root:/);
    expect(audit(permissive).at(-1)).toMatch(/tclass=file permissive=1$/);
    const { output } = await runScript(permissive, 'grep -c permissive=1 /x/audit.log', {
      hostConfig: { Privileged: true, Binds: ['/var/log/audit:/x'] },
    });
    expect(Number(output)).toBe(audit(permissive).length);
  });

  it('disabled knows no labels', async () => {
    const disabled = await withMode('disabled');
    const { id, output } = await runScript(
      disabled,
      'head -1 /x/passwd; ls /proc/self/attr',
      binds('/etc:/x:ro'),
    );
    expect(output).toBe('root:x:0:0:root:/root:/bin/bash\n');
    expect((await disabled.ask('GET', `/containers/${id}/json`)).json).toMatchObject({
      ProcessLabel: '',
      MountLabel: '',
    });
    expect(audit(disabled)).toEqual([]);
  });
});

it('the host has domains for its daemons, and its root may change the mode', async () => {
  const script = `nsenter -t 1 -a sh -c 'setenforce 0; getenforce; setenforce 1; getenforce; ps -eo label,comm | head -6 | cut -d: -f3,4'`;
  const hostConfig = { Privileged: true, PidMode: 'host' };
  const { output } = await runScript(docker, script, { image: 'debian', hostConfig });
  expect(output.replaceAll(/ +/g, ' ')).toBe(
    'Permissive\nEnforcing\nLABEL COMMAND\ninit_t:s0 init\nsyslogd_t:s0 systemd-journal\nsshd_t:s0 sshd\ncontainer_runtime_t:s0 containerd\ncontainer_runtime_t:s0 dockerd\n',
  );
});
