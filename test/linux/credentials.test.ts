import { beforeAll, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=ubuntu&tag=latest');
});

const run = async (script: string, hostConfig: object = {}) =>
  (await runScript(docker, script, { image: 'ubuntu', hostConfig })).output;

const AS_USER = 'setpriv --reuid=1000 --regid=1000 --clear-groups';

describe('a set-user-ID program', () => {
  const script = `cp /usr/bin/id /tmp/id; chmod u+s /tmp/id; ${AS_USER} /tmp/id; ${AS_USER} /tmp/id -u`;

  it('runs with the rights of its owner', async () => {
    expect(await run(script)).toBe('uid=1000(ubuntu) gid=1000(ubuntu) euid=0(root) groups=1000(ubuntu)\n0\n');
  });

  it('does not where no new privileges are allowed', async () => {
    const text = 'uid=1000(ubuntu) gid=1000(ubuntu) groups=1000(ubuntu)\n1000\n';
    expect(await run(script, { SecurityOpt: ['no-new-privileges'] })).toBe(text);
    expect(await run(script.replaceAll('--clear-groups', '--clear-groups --nnp'))).toBe(text);
  });

  it('does not on a mount without them', async () => {
    expect(await run(`${script} | head -1`, { Tmpfs: { '/tmp': 'nosuid,exec' } })).not.toContain('euid');
  });

  it('loses the bit with its owner', async () => {
    expect(await run('cp /usr/bin/id /tmp/id; chmod u+s /tmp/id; chown 5 /tmp/id; stat -c %a /tmp/id')).toBe(
      '755\n',
    );
  });
});

describe('capabilities of files', () => {
  const install =
    'apt-get update >/dev/null 2>&1; apt-get install -y libcap2-bin iputils-ping >/dev/null 2>&1;';

  it('act for whoever executes them', async () => {
    const text = await run(
      `${install} cp /usr/bin/grep /tmp/grep; setcap cap_net_raw,cap_chown+ep /tmp/grep; getcap -r /tmp
      ${AS_USER} /tmp/grep -E 'Cap(Prm|Eff)' /proc/self/status; ${AS_USER} grep CapEff /proc/self/status`,
    );
    expect(text).toBe(
      '/tmp/grep cap_chown,cap_net_raw=ep\nCapPrm:\t0000000000002001\nCapEff:\t0000000000002001\nCapEff:\t0000000000000000\n',
    );
  });

  it('keep a program from running that can not have them', async () => {
    const { id } = await runScript(docker, install, { image: 'ubuntu' });
    await docker.ask('POST', `/commit?container=${id}&repo=withping&tag=latest`);
    const ping = async (hostConfig: object) =>
      (
        await runScript(docker, 'getcap /usr/bin/ping; ping -c1 127.0.0.1 | head -1', {
          image: 'withping',
          hostConfig,
        })
      ).output;
    expect(await ping({})).toBe(
      '/usr/bin/ping cap_net_raw=ep\nPING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n',
    );
    expect(await ping({ CapDrop: ['NET_RAW'] })).toBe(
      '/usr/bin/ping cap_net_raw=ep\nsh: 1: ping: Operation not permitted\n',
    );
  });

  it('go when the file is written to or given away', async () => {
    const text = await run(
      `${install} cp /usr/bin/id /tmp/a; cp /usr/bin/id /tmp/b; setcap cap_chown=ep /tmp/a; setcap cap_chown=ep /tmp/b
      echo >> /tmp/a; chown 5 /tmp/b; getcap /tmp/a /tmp/b`,
    );
    expect(text).toBe('');
  });
});

describe('what a container may not do', () => {
  it.each([
    [
      'CHOWN',
      'touch /tmp/f; chown 5 /tmp/f',
      "chown: changing ownership of '/tmp/f': Operation not permitted\n",
    ],
    ['SETGID', 'su ubuntu -c id', 'su: cannot set groups: Operation not permitted\n'],
    ['SETUID', 'su ubuntu -c id', 'su: cannot set user id: Operation not permitted\n'],
    ['MKNOD', 'mknod /tmp/d c 1 3', 'mknod: /tmp/d: Operation not permitted\n'],
    [
      'DAC_OVERRIDE',
      'touch /tmp/f; chown 5 /tmp/f; chmod 600 /tmp/f; cat /tmp/f',
      'cat: /tmp/f: Permission denied\n',
    ],
    [
      'FOWNER',
      'touch /tmp/f; chown 5 /tmp/f; chmod 600 /tmp/f',
      "chmod: changing permissions of '/tmp/f': Operation not permitted\n",
    ],
    ['SYS_CHROOT', 'chroot / true', "chroot: cannot change root directory to '/': Operation not permitted\n"],
    ['KILL', `${AS_USER} sleep 5 & sleep 1; kill $!`, 'sh: 1: kill: Operation not permitted\n'],
  ])('without %s', async (capability, script, output) => {
    expect(await run(script, { CapDrop: [capability] })).toBe(output);
    expect(await run(script)).not.toContain('ermitted');
  });
});

describe('ambient capabilities', () => {
  const raised = (caps: string) => `${AS_USER} --inh-caps=${caps} --ambient-caps=${caps}`;
  const sets = 'grep -e ^CapInh -e ^CapEff -e ^CapAmb /proc/self/status | cut -f2 | uniq';

  it.each([
    [
      'stay with a user through programs',
      `${raised('+chown')} sh -c 'sh -c "${sets}"'`,
      '0000000000000001\n',
    ],
    ['act', `${raised('+chown')} sh -c 'touch /tmp/own; chown 5 /tmp/own && echo done'`, 'done\n'],
    [
      'have to be permitted',
      `${raised('+sys_admin')} true; echo $?`,
      'setpriv: apply capabilities: Operation not permitted\n127\n',
    ],
    [
      'are none by themselves',
      `${AS_USER} --inh-caps=+chown sh -c '${sets}'`,
      '0000000000000001\n0000000000000000\n',
    ],
    [
      'go with a set-user-ID file',
      `cp /bin/grep /tmp/g; chown 5 /tmp/g; chmod u+s /tmp/g; ${raised('+chown')} /tmp/g CapAmb /proc/self/status`,
      'CapAmb:\t0000000000000000\n',
    ],
  ])('%s', async (_, script, output) => {
    expect(await run(script)).toBe(output);
  });
});

describe('capsh', () => {
  const install = 'apt-get update >/dev/null 2>&1; apt-get install -y libcap2-bin >/dev/null 2>&1;';

  it('gives a user capabilities that stay', async () => {
    const give = 'capsh --keep=1 --user=nobody --inh=cap_net_raw --addamb=cap_net_raw';
    expect(
      await run(`${install} ${give} -- -c 'id -un; capsh --print | sed -n "1p;3p"; capsh --has-a=cap_chown'`),
    ).toBe(
      'nobody\nCurrent: cap_net_raw=eip\nAmbient set =cap_net_raw\ncap[cap_chown] not in ambient vector\n',
    );
    expect(await run(`${install} capsh --user=nobody --addamb=cap_chown`)).toBe(
      'failed to raise ambient [cap_chown=0]\n',
    );
  });

  it('prints what a container has by default', async () => {
    const text = await run(`${install} capsh --print; getpcaps 1; capsh --decode=0000000000002001`);
    const names =
      'cap_chown,cap_dac_override,cap_fowner,cap_fsetid,cap_kill,cap_setgid,cap_setuid,cap_setpcap,cap_net_bind_service,cap_net_raw,cap_sys_chroot,cap_mknod,cap_audit_write,cap_setfcap';
    const lines = text.split('\n');
    expect(lines.slice(0, 3)).toEqual([`Current: ${names}=ep`, `Bounding set =${names}`, 'Ambient set =']);
    expect(lines.slice(-3)).toEqual([`1: ${names}=ep`, '0x0000000000002001=cap_chown,cap_net_raw', '']);
  });

  it('takes capabilities away for good', async () => {
    const text = await run(`${install} capsh --drop=cap_chown -- -c 'touch /tmp/f; chown 5 /tmp/f'`);
    expect(text).toBe("chown: changing ownership of '/tmp/f': Operation not permitted\n");
  });

  it('knows a privileged container', async () => {
    expect(await run(`${install} capsh --print | head -1`, { Privileged: true })).toBe('Current: =ep\n');
  });
});

describe('nginx', () => {
  it.each([
    ['ALL', 'chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)', 1],
    ['SETGID', 'setgid(101) failed (1: Operation not permitted)', 0],
    ['SETUID', 'exited with fatal code 2 and cannot be respawned', 0],
  ])('says what it may not do without %s', async (capability, words, code) => {
    await docker.ask('POST', '/images/create?fromImage=nginx&tag=latest');
    const script = '/docker-entrypoint.sh timeout 5 nginx -g "daemon off;"';
    const ran = await runScript(docker, script, { image: 'nginx', hostConfig: { CapDrop: [capability] } });
    expect(ran.output).toContain(words);
    expect(ran.output.length).toBeLessThan(10_000);
    if (code !== 0) expect(ran.exitCode).toBe(code);
  });
});
