import { expect, it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

const daemon = (words: string) => `Error response from daemon: ${words}\n`;

/** What the CLI says before each build. */
const DEPRECATED = /DEPRECATED: The legacy builder is deprecated/;

describeDocker('docker and its images', (session) => {
  const { says } = session;

  it('pulls, lists, names and removes', () =>
    says(
      [
        'pull hello-world',
        /^Using default tag: latest\nlatest: Pulling from library\/hello-world\n<short id>: Pulling fs layer\n.*<short id>: Pull complete\nDigest: sha256:<id>\nStatus: Downloaded newer image for hello-world:latest\ndocker.io\/library\/hello-world:latest\n$/s,
      ],
      ['pull hello-world', /Status: Image is up to date for hello-world:latest/],
      ["images --format '{{.Repository}}:{{.Tag}} {{.Size}}' hello-world", 'hello-world:latest 10.1kB\n'],
      ['tag hello-world my/hello:v1', ''],
      ['rmi my/hello:v1', 'Untagged: my/hello:v1\n'],
      ['tag nope x', daemon('No such image: nope:latest'), 1],
      ['run --name hi hello-world', /^\nHello from Docker!/],
      [
        'rmi hello-world',
        daemon(
          'conflict: unable to remove repository reference "hello-world" (must force) - container <short id> is using its referenced image <short id>',
        ),
        1,
      ],
      ['rm hi', 'hi\n'],
      [
        'rmi hello-world',
        /^Untagged: hello-world:latest\nUntagged: hello-world@sha256:<id>\nDeleted: sha256:<id>\n/,
      ],
      ['rmi nope', daemon('No such image: nope:latest'), 1],
      ['image inspect nope', `[]\n${daemon('No such image: nope:latest')}`, 1],
      [
        'pull nope/nope',
        /pull access denied for nope\/nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n$/,
        1,
      ],
      [
        'pull busybox:nope',
        daemon('manifest for busybox:nope not found: manifest unknown: manifest unknown'),
        1,
      ],
      ["search --limit 1 --format '{{.Name}} {{.IsOfficial}}' nginx", 'nginx [OK]\n'],
      ['system df', /^TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE\nImages +2 +0 +12\.79MB +12\.79MB \(100%\)\n/],
    ));

  it('builds, and uses what it has built', async () => {
    session.docker.file(
      'Dockerfile',
      'FROM busybox\nRUN echo hi > /f\nCOPY f.txt /g\nCMD ["cat","/f","/g"]\n',
    );
    session.docker.file('f.txt', 'x\n');
    await says(
      [
        'build -t built .',
        /Step 2\/4 : RUN echo hi > \/f\n ---> Running in <short id>\n ---> Removed intermediate container <short id>\n ---> <short id>\nStep 3.*Successfully built <short id>\nSuccessfully tagged built:latest\n/s,
      ],
      [
        'build -t built .',
        /Step 4\/4 : CMD \["cat","\/f","\/g"\]\n ---> Using cache\n ---> <short id>\nSuccessfully built/,
      ],
      ['run --rm built', 'hi\nx\n'],
      ['build -q .', /^sha256:<id>\n/],
      [
        'build -',
        /The command '\/bin\/sh -c exit 5' returned a non-zero code: 5\n$/,
        5,
        'FROM busybox\nRUN exit 5\n',
      ],
      [
        'build -',
        /dockerfile parse error on line 1: unknown instruction: FORM \(did you mean FROM\?\)\n$/,
        1,
        'FORM busybox\n',
      ],
      ['build -', /the Dockerfile \(Dockerfile\) cannot be empty\n$/, 1],
      [
        'build -',
        /COPY failed: file not found in build context or excluded by \.dockerignore: stat nope: file does not exist\n$/,
        1,
        'FROM busybox\nCOPY nope /x\n',
      ],
      [
        "history --format '{{.CreatedBy}}|{{.Size}}' built",
        /^\/bin\/sh -c #\(nop\) {2}CMD \["cat" "\/f" "\/g"\]\|0B\n\/bin\/sh -c #\(nop\) COPY file:.*\|2B\n\/bin\/sh -c echo hi > \/f\|3B\n/,
      ],
    );
    expect((await session.docker.run('build -q .')).stderr).toMatch(DEPRECATED);
  });

  it('pushes to a registry that runs in a container, and pulls from it', async () => {
    await session.docker.ok('pull -q registry:2');
    await says(
      ['run -d --name registry -p 5000:5000 registry:2', '<id>\n'],
      ['tag built localhost:5000/built:v1', ''],
      [
        'push localhost:5000/built:v1',
        /^The push refers to repository \[localhost:5000\/built\]\n(<short id>: Preparing\n){3}(<short id>: Pushed\n){3}v1: digest: sha256:<id> size: \d+\n$/,
      ],
      ['push localhost:5000/built:v1', /(<short id>: Layer already exists\n){3}/],
      ['rmi -f localhost:5000/built:v1 built', /^Untagged: localhost:5000\/built:v1\n/],
      [
        'run --rm localhost:5000/built:v1',
        /^hi\nx\nUnable to find image 'localhost:5000\/built:v1' locally\n.*Status: Downloaded newer image/s,
      ],
      [
        'pull localhost:5000/nope',
        /manifest for localhost:5000\/nope:latest not found: manifest unknown: manifest unknown\n$/,
        1,
      ],
      ['rm -f registry', 'registry\n'],
      [
        'pull localhost:5000/built:v1',
        daemon('Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused'),
        1,
      ],
      ['push busybox', /denied: requested access to the resource is denied\n$/, 1],
      [
        'push my/thing',
        'Using default tag: latest\nThe push refers to repository [docker.io/my/thing]\nAn image does not exist locally with the tag: my/thing\n',
        1,
      ],
      ['login -u me -p secret', /Login Succeeded/],
      ['tag localhost:5000/built:v1 me/built', ''],
      ['push me/built', /: Mounted from library\/busybox\nlatest: digest: sha256:<id> size: \d+\n$/],
    );
  });

  it('saves, loads, commits, exports and imports', () =>
    says(
      ['save -o b.tar me/built busybox', ''],
      ['rmi -f me/built localhost:5000/built:v1', /Deleted: sha256:<id>\n/],
      ['load -i b.tar', 'Loaded image: me/built:latest\nLoaded image: busybox:latest\n'],
      ['run --rm me/built', 'hi\nx\n'],
      ['load -i /etc/hostname', 'unexpected EOF\n', 1],
      ['save nope', daemon('No such image: nope:latest'), 1],
      ["run --name box busybox sh -c 'echo new > /new'", ''],
      [`commit -m note -c 'CMD ["cat","/new"]' box committed:1`, 'sha256:<id>\n'],
      ['run --rm committed:1', 'new\n'],
      ['export -o box.tar box', ''],
      ['import box.tar imported:1', 'sha256:<id>\n'],
      ['run --rm imported:1 cat /new', 'new\n'],
      ['rm box', 'box\n'],
      ['image prune -af', /^Deleted Images:\n.*Total reclaimed space: .*MB\n$/s],
    ));
});
