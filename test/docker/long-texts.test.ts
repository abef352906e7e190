import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  for (const image of ['debian', 'registry'])
    await docker.ask('POST', `/images/create?fromImage=${image}&tag=${image === 'debian' ? 'latest' : '2'}`);
});

/** So long that who looks at the rest of it from each of its places takes minutes. */
const long = (character: string) => `head -c 400000 /dev/zero | tr "\\0" "${character}"`;
/** The same, for a word of a command. */
const word = (character: string) => `$(head -c 120000 /dev/zero | tr "\\0" "${character}")`;

it.each<readonly [what: string, script: string, output: string]>([
  ['line feeds that a command substitution keeps', `x=$(${long('\\n')}; echo x); echo \${#x}`, '400001\n'],
  ['digits that are no number', `(${long('1')}; echo x) | awk '{ print $1 > 1 }' /dev/stdin | wc -l`, '0\n'],
  ['spaces between fields', `(echo; ${long(' ')}; echo b) | awk 'NR > 1 { print NF, $1 }'`, '1 b\n'],
  ['a format of zeros', `awk "BEGIN { printf(\\"%${word('0')}!\\") }" | wc -c`, '120002\n'],
  ['a list of fields', `cut -f "${word('1')}x" /dev/null 2>&1 | head -c 20`, 'cut: invalid field v'],
  [
    'slashes at the end of names',
    `tar cf /t /etc/hostname 2>&-; tar tf /t "${word('/')}x" 2>&1 | tail -1 | head -c 12`,
    'tar: Exiting',
  ],
  ['a template for a name', `mktemp "${word('X')}y" 2>&1 | head -c 24`, "mktemp: too few X's in t"],
])('takes its time and no more: %s', async (_, script, output) => {
  expect((await runScript(docker, script, { image: 'debian' })).output).toBe(output);
});

it('takes its time and no more: a configuration of empty lines', async () => {
  const binds = { Binds: ['config:/c'] };
  await runScript(docker, `${long('\\n')} > /c/config.yml`, { image: 'debian', hostConfig: binds });
  const { output } = await runScript(docker, 'registry serve /c/config.yml & sleep 1; kill $!', {
    image: 'registry:2',
    hostConfig: binds,
  });
  expect(output).toContain('listening on');
});
