import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { type TarFile, tarOf } from '../../harness/tar.ts';

/** What a build of a Dockerfile prints, with made-up ids replaced; and how it fails. */
async function build(
  docker: DockerApi,
  dockerfile: string,
  { files = {}, query = '' }: { files?: Record<string, TarFile>; query?: string } = {},
) {
  const context = tarOf({ Dockerfile: dockerfile, ...files });
  const { status, lines, json } = await docker.ask('POST', `/build?t=built&${query}`, context);
  const stream = lines.map((line) => line.stream ?? '').join('');
  const refused = status === 200 ? undefined : json;
  return { stream: stream.replace(/\b[0-9a-f]{12}\b/g, 'ID'), error: lines.at(-1)?.error, refused };
}

async function withBusybox(): Promise<DockerApi> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  return docker;
}

const history = async (docker: DockerApi, name = 'built') =>
  (await docker.ask('GET', `/images/${name}/history`)).json as {
    CreatedBy: string;
    Size: number;
    Id: string;
  }[];

async function output(docker: DockerApi, command: readonly string[], image = 'built'): Promise<string> {
  const { json } = await docker.ask('POST', '/containers/create', {
    Image: image,
    Entrypoint: [''],
    Cmd: command,
    Tty: true,
  });
  const { Id } = json as { Id: string };
  await docker.ask('POST', `/containers/${Id}/start`);
  await docker.ask('POST', `/containers/${Id}/wait`);
  const { bytes } = await docker.ask('GET', `/containers/${Id}/logs?stdout=1&stderr=1`);
  return new TextDecoder().decode(bytes).replaceAll('\r', '');
}

describe('a build', () => {
  it('says what it finds odd, and goes on', async () => {
    const docker = await withBusybox();
    const odd = 'FROM busybox\nRUN echo a \\\n\n  # said\n && echo b\n';
    const health = 'HEALTHCHECK CMD true\nHEALTHCHECK CMD false\nHEALTHCHECK NONE\nHEALTHCHECK CMD true\n';
    const { stream } = await build(docker, `${odd}${health}`);
    const red = (text: string) => `\u001b[91m[WARNING]: ${text}\n\u001b[0m`;
    const warnings = [
      'Empty continuation line found in: RUN echo a  && echo b',
      'Empty continuation lines will become errors in a future release.',
    ];
    expect(stream.slice(0, stream.indexOf('Step'))).toBe(warnings.map(red).join(''));
    expect(stream).toContain(' ---> Running in ID\na\nb\n');
    expect(stream.match(/^Note: .*$/gm)).toEqual([
      'Note: overriding previous HEALTHCHECK: [CMD-SHELL true]',
      'Note: overriding previous HEALTHCHECK: [CMD-SHELL false]',
    ]);
  });

  it('says each step, and uses what it has made before', async () => {
    const docker = await withBusybox();
    const file = 'FROM busybox\nENV A=1\nRUN ["touch", "/f"]\nCOPY f.txt /g\nCMD ["cat","/g"]\n';
    const first = await build(docker, file, { files: { 'f.txt': 'x\n' } });
    const running = ' ---> Running in ID\n ---> Removed intermediate container ID\n';
    expect(first.stream).toBe(
      `Step 1/5 : FROM busybox\n ---> ID\nStep 2/5 : ENV A=1\n${running} ---> ID\nStep 3/5 : RUN ["touch", "/f"]\n${running} ---> ID\nStep 4/5 : COPY f.txt /g\n ---> ID\nStep 5/5 : CMD ["cat","/g"]\n${running} ---> ID\nSuccessfully built ID\nSuccessfully tagged built:latest\n`,
    );
    const second = await build(docker, file, { files: { 'f.txt': 'x\n' } });
    expect(second.stream.match(/Using cache/g)).toHaveLength(4);
    const third = await build(docker, file, { files: { 'f.txt': 'changed\n' } });
    expect(third.stream.match(/Using cache/g)).toHaveLength(2);
    expect(
      (await build(docker, file, { files: { 'f.txt': 'x\n' }, query: 'nocache=1' })).stream,
    ).not.toContain('cache');
    expect(
      (await history(docker))
        .map(({ CreatedBy, Size }) => [CreatedBy.replace(/[0-9a-f]{64}/, 'HASH'), Size])
        .slice(0, 4),
    ).toEqual([
      ['/bin/sh -c #(nop)  CMD ["cat" "/g"]', 0],
      ['/bin/sh -c #(nop) COPY file:HASH in /g ', 2],
      ['touch /f', 0],
      ['/bin/sh -c #(nop)  ENV A=1', 0],
    ]);
    expect(await output(docker, ['cat', '/g'])).toBe('x\n');
    expect((await docker.ask('GET', '/containers/json?all=1')).json).toHaveLength(1);
  });

  it('pulls its base, and says so', async () => {
    const { stream, error } = await build(openDocker(), 'FROM busybox\nLABEL a=b\n');
    expect(error).toBeUndefined();
    expect(stream).toContain('Successfully tagged built:latest');
  });

  it('goes on after a restart', async () => {
    const docker = await withBusybox();
    const context = tarOf({ Dockerfile: 'FROM busybox\nRUN ["sleep", "30"]\nLABEL done=yes\n' });
    const asked = docker.ask('POST', '/build?t=built', context, { seconds: 5 });
    for (let turn = 0; turn < 300; turn++) await new Promise(setImmediate);
    const woken = docker.reload();
    woken.advance(60);
    expect((await woken.ask('GET', '/images/built/json')).json).toMatchObject({
      Config: { Labels: { done: 'yes' } },
    });
    docker.sandbox.docker.close();
    await asked;
  });

  it('ends with its client', async () => {
    const docker = await withBusybox();
    const controller = new AbortController();
    const context = tarOf({ Dockerfile: 'FROM busybox\nRUN ["sleep", "30"]\n' });
    const asked = docker.ask('POST', '/build?t=built', context, { seconds: 5, signal: controller.signal });
    setTimeout(() => controller.abort(), 0);
    await asked.catch(() => {});
    docker.advance(60);
    expect((await docker.ask('GET', '/containers/json?all=1')).json).toEqual([]);
    expect((await docker.ask('GET', '/images/built/json')).status).toBe(404);
  });
});

describe('instructions', () => {
  it('copy between stages, expand variables, and change the configuration', async () => {
    const docker = await withBusybox();
    const file = [
      'ARG V=latest',
      `FROM busybox:\${V} AS base`,
      'ARG WHO=world',
      `ENV GREETING="hello $WHO" X=\${NONE:-none}`,
      'WORKDIR /app',
      'COPY --chown=1000:1000 sub ./sub/',
      'FROM scratch',
      'COPY --from=base /app/sub/s /s',
      'COPY --from=0 /app/sub/ /t/',
      'FROM base',
      'COPY --from=1 /t /t',
      'EXPOSE 80 53/udp',
      'HEALTHCHECK --interval=5m --retries=3 CMD true',
      'VOLUME /data',
      'USER nobody',
      'SHELL ["/bin/ash", "-c"]',
      'ENTRYPOINT echo hi',
    ].join('\n');
    const { error } = await build(docker, file, {
      files: { 'sub/s': 's\n' },
      query: `buildargs=${encodeURIComponent('{"WHO":"you"}')}&labels=${encodeURIComponent('{"x":"it\'s"}')}`,
    });
    expect(error).toBeUndefined();
    expect((await docker.ask('GET', '/images/built/json')).json).toMatchObject({
      Config: {
        Env: [expect.stringMatching(/^PATH=/), 'GREETING=hello you', 'X=none'],
        ExposedPorts: { '53/udp': {}, '80/tcp': {} },
        Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 300_000_000_000, Retries: 3 },
        Volumes: { '/data': {} },
        User: 'nobody',
        WorkingDir: '/app',
        Entrypoint: ['/bin/ash', '-c', 'echo hi'],
        Labels: { x: "it's" },
      },
    });
    expect(await output(docker, ['stat', '-c', '%u:%g %n', '/app/sub/s', '/t/s'])).toBe(
      '1000:1000 /app/sub/s\n0:0 /t/s\n',
    );
  });

  it('copy from an image that has to be pulled first', async () => {
    const docker = await withBusybox();
    const file = 'FROM busybox\nCOPY --from=alpine /etc/alpine-release /release\nRUN cat /release\n';
    const { stream, error } = await build(docker, file);
    expect(error).toBeUndefined();
    expect(stream).toMatch(
      /^Step 1\/3 : FROM busybox\n ---> ID\nStep 2\/3 : COPY .* \/release\n ---> ID\nStep 3\/3 .*\n ---> Running in ID\n3\.\d+\.\d+\n/,
    );
    expect((await docker.ask('GET', '/images/alpine/json')).status).toBe(200);
  });

  it('cut off and replace what patterns match', async () => {
    const docker = await withBusybox();
    const values = ['#*/', '##*/', '%.*', '%%.*', '/a/A', '//a/A', '//?b/', '/%*/x', '#nope', '/\\/b/-'];
    const lines = values.map((value, index) => `V${index}=\${F${value}}`).join(' ');
    await build(docker, `FROM busybox\nENV F=a/b/ab.tar.gz\nLABEL ${lines}\n`);
    const { Config } = (await docker.ask('GET', '/images/built/json')).json as {
      Config: { Labels: Record<string, string> };
    };
    expect(Object.values(Config.Labels)).toEqual([
      'b/ab.tar.gz',
      'ab.tar.gz',
      'a/b/ab.tar',
      'a/b/ab',
      'A/b/ab.tar.gz',
      'A/b/Ab.tAr.gz',
      'a/.tar.gz',
      'a/b/ab.tar.gz',
      'a/b/ab.tar.gz',
      'a-/ab.tar.gz',
    ]);
  });

  it('that begin here-documents are read, but those are nothing to the classic builder', async () => {
    const file =
      'FROM busybox\nRUN <<EOF\nNOPE 1\nEOF\nRUN cat <<-"A B" && echo after\n\tx\n\tA B\nLABEL a=b\n';
    const { stream, error } = await build(await withBusybox(), file);
    expect(error).toBeUndefined();
    expect(stream).toContain('Step 2/4 : RUN <<EOF\n');
    expect(stream).toContain('Step 4/4 : LABEL a=b\n');
    expect(stream).not.toContain('NOPE');
  });

  it('leave out what .dockerignore names, unpack archives, and take patterns', async () => {
    const docker = await withBusybox();
    const inner = new TextDecoder('latin1').decode(tarOf({ 'in/x': 'x' }));
    await build(docker, 'FROM busybox\nCOPY . /all/\nCOPY *.txt /texts/\nADD a.tar /un/\n', {
      files: {
        '.dockerignore': '**/*.log\nsecret\n!keep.log\n',
        'a.txt': '',
        'b.txt': '',
        'd/x.log': '',
        'keep.log': '',
        'secret/k': '',
        'a.tar': inner,
      },
    });
    const found = await output(docker, ['find', '/all', '/texts', '/un', '-type', 'f']);
    expect(found.trim().split('\n').sort()).toEqual([
      '/all/.dockerignore',
      '/all/Dockerfile',
      '/all/a.tar',
      '/all/a.txt',
      '/all/b.txt',
      '/all/keep.log',
      '/texts/a.txt',
      '/texts/b.txt',
      '/un/in/x',
    ]);
  });

  it('of ONBUILD are done by those who build on the image', async () => {
    const docker = await withBusybox();
    await build(docker, 'FROM busybox\nONBUILD COPY f /f\n', { query: 't=base' });
    const { stream } = await build(docker, 'FROM base\nLABEL a=b\n', { files: { f: '' } });
    expect(stream).toContain('# Executing 1 build trigger\n ---> ID\nStep 2/2 : LABEL a=b\n');
  });
});

describe('a build fails', () => {
  it.each([
    ['FORM busybox', 'dockerfile parse error on line 1: unknown instruction: FORM (did you mean FROM?)'],
    ['', 'the Dockerfile (Dockerfile) cannot be empty'],
    ['# nothing\n', 'failed to parse Dockerfile: file with no instructions'],
    ['RUN x', 'no build stage in current context'],
    ['FROM a b', 'dockerfile parse error on line 1: FROM requires either one or three arguments'],
    [
      'FROM busybox\nCOPY x',
      'dockerfile parse error on line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    ],
    [
      'FROM busybox\nSHELL x',
      'dockerfile parse error on line 2: SHELL requires the arguments to be in JSON form',
    ],
    ['FROM busybox\nENV x', 'failed to parse Dockerfile: ENV must have two arguments'],
    [
      'FROM busybox\nNOPE\nONBUILD ENV a=1 b',
      'failed to parse Dockerfile: Syntax error - can\'t find = in "b". Must be of the form: name=value',
    ],
    ['FROM busybox\nRUN <<EOF\necho', 'failed to parse Dockerfile: unterminated heredoc'],
    [
      '# escape=x\nFROM busybox',
      "failed to parse Dockerfile: invalid escape token 'x' does not match ` or \\",
    ],
    [
      'FROM busybox\nCOPY a <<E\nE',
      'dockerfile parse error on line 2: COPY cannot accept a heredoc as a destination',
    ],
    ['FROM busybox\nCOPY --parents a /', 'dockerfile parse error on line 2: unknown flag: --parents'],
    ['FROM busybox\nCOPY --from a /', 'dockerfile parse error on line 2: missing a value on flag: --from'],
    [
      'FROM busybox\nCOPY --link=x a /',
      'dockerfile parse error on line 2: expecting boolean value for flag --link, not: x',
    ],
    [
      'FROM busybox\nCOPY --chown=1 --chown=2 a /',
      'dockerfile parse error on line 2: duplicate flag specified: --chown',
    ],
    [
      'FROM busybox\nHEALTHCHECK --retries=-1 CMD x',
      'dockerfile parse error on line 2: --retries cannot be negative (-1)',
    ],
    [
      'FROM busybox\nHEALTHCHECK --retries=a CMD x',
      'dockerfile parse error on line 2: strconv.ParseInt: parsing "a": invalid syntax',
    ],
    ['FROM busybox\nRUN --nope x', 'dockerfile parse error on line 2: unknown flag: --nope'],
    [`FROM busybox\n${'LABEL a=b\n'.repeat(1001)}`, 'a Dockerfile has 1000 instructions at most'],
    [`#${'x'.repeat(1024 * 1024)}`, 'the Dockerfile (Dockerfile) is larger than 1048576 bytes'],
  ])('at once, case %$', async (file, message) => {
    const { refused } = await build(openDocker(), file);
    expect(refused).toEqual({ message });
  });

  it.each([
    ['RUN ["false"]', "The command 'false' returned a non-zero code: 1"],
    [
      'COPY nope /x',
      'COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist',
    ],
    ['COPY ../x /x', 'COPY failed: forbidden path outside the build context: ../x ()'],
    [
      'COPY link/passwd /x',
      'COPY failed: file not found in build context or excluded by .dockerignore: stat link/passwd: file does not exist',
    ],
    ['COPY *.nope /x', 'COPY failed: no source files were specified'],
    [
      'COPY Dockerfile Dockerfile /x',
      'When using COPY with more than one source file, the destination must be a directory and end with a /',
    ],
    [
      'COPY --chmod=755 Dockerfile /x',
      'the --chmod option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled',
    ],
    ['COPY --from=0 /x /x', 'invalid from flag value 0: refers to current build stage'],
    ['COPY --from=7 /x /x', 'invalid from flag value 7: index out of bounds'],
    ['COPY <<E /x\nx\nE', 'COPY failed: no source files were specified'],
    ['EXPOSE nope', 'invalid containerPort: nope'],
    ['EXPOSE 9/x 10', 'invalid proto: x'],
    [`ENV A=\${B?}`, 'B: is not allowed to be unset'],
    [`ENV A=\${B:#x}`, 'unsupported modifier (:#) in substitution'],
    [`ENV A=\${B/x}`, `syntax error: missing '/' in $\{}`],
    ['FROM busybox AS a\nFROM busybox AS a', 'a stage name already used'],
    ['STOPSIGNAL foo', 'invalid signal: foo'],
    [
      'COPY --from=nope/nope /x /x',
      "invalid from flag value nope/nope: pull access denied for nope/nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [`ENV a=\${b`, 'unsupported modifier (\uFFFD) in substitution'],
    [`ENV a=\${b:-`, "syntax error: missing '}'"],
    [`ENV a=${'${b:-'.repeat(50)}${'}'.repeat(50)}`, 'variables are nested too deeply'],
    [
      'FROM nope/nope',
      "pull access denied for nope/nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
  ])('on the way, case %$', async (line, message) => {
    const { error } = await build(await withBusybox(), `FROM busybox\n${line}\n`, {
      files: { link: { link: '/etc' } },
    });
    expect(error).toBe(message);
  });

  it('where its configuration grows without measure', async () => {
    const docker = await withBusybox();
    const long = `ENV a=${'x'.repeat(1000)}\n`;
    const lines = Array.from({ length: 100 }, (_, index) => `ENV b${index}=${'$a'.repeat(60)}\n`).join('');
    const { error } = await build(docker, `FROM busybox\n${long}${lines}`);
    expect(error).toBe('the configuration of an image has 262144 characters at most');
  });

  it('where the context is no archive, or leads out of itself', async () => {
    const docker = openDocker();
    expect((await docker.ask('POST', '/build', new TextEncoder().encode('x'.repeat(600)))).status).toBe(400);
    const outside = tarOf({ Dockerfile: 'FROM scratch', '../../etc/passwd': 'x' });
    expect((await docker.ask('POST', '/build', outside)).json).toEqual({
      message: 'Error processing tar file: invalid path in layer: "../../etc/passwd"',
    });
  });

  it('where BuildKit is asked for', async () => {
    expect((await openDocker().ask('POST', '/build?version=2', tarOf({}))).status).toBe(500);
  });
});
