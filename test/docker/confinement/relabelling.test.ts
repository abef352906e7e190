import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { runScript } from '../../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=debian&tag=latest');
  const { sandbox } = docker;
  const { hosts } = sandbox.machines.kernel;
  for (const host of hosts.all()) sandbox.transact(() => hosts.set({ ...host, selinux: 'enforcing' }));
});

const onHost = async (script: string) => {
  const words = ['nsenter', '-t', '1', '-a', 'sh', '-c', script];
  return (
    await runScript(docker, words, { image: 'debian', hostConfig: { Privileged: true, PidMode: 'host' } })
  ).output;
};

it('restorecon gives back what the policy says, but for types that somebody chose', async () => {
  const text = await onHost(
    `mkdir -p /srv/web; chcon -t tmp_t /srv/web; restorecon -Rv /srv/web; restorecon -Rv /srv/web
    chcon -t container_file_t /srv/web; restorecon -v /srv/web; restorecon -Fnv /srv/web; restorecon -F /srv/web; ls -Zd /srv/web
    matchpathcon /etc/passwd; restorecon`,
  );
  expect(text).toBe(
    `Relabeled /srv/web from system_u:object_r:tmp_t:s0 to system_u:object_r:var_t:s0
/srv/web not reset as customized by admin to system_u:object_r:container_file_t:s0
Would relabel /srv/web from system_u:object_r:container_file_t:s0 to system_u:object_r:var_t:s0
system_u:object_r:var_t:s0 /srv/web
/etc/passwd\tsystem_u:object_r:passwd_file_t:s0
usage:  restorecon [-iIDFmnprRv0xT] [-e <directory>] pathname...
`,
  );
});

it('ausearch finds what was denied', async () => {
  await onHost('mkdir -p /srv/data; echo secret > /srv/data/a');
  await runScript(docker, 'cat /data/a', { image: 'debian', hostConfig: { Binds: ['/srv/data:/data'] } });
  const text = await onHost('ausearch -m avc -ts recent -c cat; ausearch -m avc -c nobody');
  expect(text).toMatch(
    /^----\ntime->\w{3} \w{3} [ \d]\d [\d:]{8} \d{4}\ntype=AVC msg=audit\(.*denied {2}\{ read \}.*comm="cat".*<no matches>\n$/s,
  );
});
