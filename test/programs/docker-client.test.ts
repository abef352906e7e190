import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

const SOCKET = '/var/run/docker.sock';
const HINT = "\n\nRun 'docker run --help' for more information\n";

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  for (const [image, tag] of [
    ['docker', 'cli'],
    ['busybox', 'latest'],
  ])
    await docker.ask('POST', `/images/create?fromImage=${image}&tag=${tag}`);
  const HostConfig = { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } };
  const body = { Image: 'busybox', Cmd: ['sleep', '100000'], HostConfig, ExposedPorts: { '80/tcp': {} } };
  await docker.ask('POST', '/containers/create?name=web', body);
  await docker.ask('POST', '/containers/web/start');
});

const inside = async (script: string, hostConfig: object = { Binds: [`${SOCKET}:${SOCKET}`] }) => {
  const { output, exitCode } = await runScript(docker, script, { image: 'docker:cli', hostConfig });
  return [output, exitCode];
};

const CASES: readonly (readonly [script: string, output: string | RegExp, exitCode?: number])[] = [
  [
    'docker ps -f name=web',
    /^CONTAINER ID {3}IMAGE {5}COMMAND {10}CREATED +STATUS +PORTS {37}NAMES\n[0-9a-f]{12} {3}busybox {3}"sleep 100000" {3}[^\n]+ 0\.0\.0\.0:8080->80\/tcp, \[::\]:8080->80\/tcp {3}web\n$/,
  ],
  ["docker ps -f name=web --format '{{.Names}} {{.Image}}'", 'web busybox\n'],
  ["docker version -f '{{.Server.ApiVersion}}'", '1.50\n'],
  ["docker inspect -f '{{.State.Status}} {{json .Args}}' web", 'running ["100000"]\n'],
  ["docker inspect web web | grep -E '^ {0,4}[^ ]{1,2}$'", '[\n    {\n    },\n    {\n    }\n]\n'],
  ['docker inspect nope', '[]\nError: No such object: nope\n', 1],
  ['docker container inspect busybox', '[]\nError response from daemon: No such container: busybox\n', 1],
  [
    "docker image inspect -f '{{.Architecture}}' busybox; docker network inspect -f '{{.Driver}}' host",
    'amd64\nhost\n',
  ],
  ['docker volume inspect nope', '[]\nError response from daemon: get nope: no such volume\n', 1],
  [
    'docker volume rm -f nope; docker network rm -f nope',
    'nope\nError response from daemon: network nope not found\n',
  ],
  [
    'docker pull -q --platform linux/arm64 alpine:3.18; docker inspect -f "{{.Architecture}}" alpine:3.18; docker run --rm --platform linux/386 alpine:3.17 true 2>/dev/null; docker inspect -f "{{.Architecture}}" alpine:3.17',
    'docker.io/library/alpine:3.18\narm64\n386\n',
  ],
  [
    'docker pull -q --platform linux/mips64 alpine:3.16',
    'no matching manifest for linux/mips64 in the manifest list entries\n',
    1,
  ],
  ['docker images busybox | cut -d" " -f1', 'REPOSITORY\nbusybox\n'],
  [
    'docker pull alpine:3.19 | sed "1p;\\$p;d"',
    '3.19: Pulling from library/alpine\ndocker.io/library/alpine:3.19\n',
  ],
  ["docker run --rm busybox sh -c 'echo out; echo err >&2; exit 3'", 'out\nerr\n', 3],
  [
    'docker run --rm nope',
    `Unable to find image 'nope:latest' locally\ndocker: Error response from daemon: pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied${HINT}`,
    125,
  ],
  [
    'docker run --rm --name gone busybox nope 2>&1 | grep -c "executable file not found"; docker ps -aqf name=gone | wc -l',
    '1\n0\n',
  ],
  [
    'docker run -d --name inner -e A=1 -l x=y busybox sleep 100 >/dev/null; docker exec -e B=2 inner sh -c "echo \\$A\\$B; exit 4"; echo $?; docker stop -t 0 inner nope; docker rm inner',
    '12\n4\ninner\nError response from daemon: No such container: nope\ninner\n',
  ],
  [
    'docker run -d --name said busybox echo hi >/dev/null; docker wait said; docker logs said; docker rm said',
    '0\nhi\nsaid\n',
  ],
  ['docker volume create data; docker volume ls -q | grep data; docker volume rm data', 'data\ndata\ndata\n'],
  ['docker network ls -q | wc -l', '3\n'],
  [
    'docker network foo',
    "docker: unknown command: docker network foo\n\nUsage:  docker network\n\nRun 'docker network --help' for more information\n",
    1,
  ],
  ['docker build .', 'docker build: in a container, this is not part of the simulation\n', 1],
  ['docker foo', "docker: unknown command: docker foo\n\nRun 'docker --help' for more information\n", 1],
  [
    'docker ps --foo',
    "unknown flag: --foo\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n",
    125,
  ],
];

it.each(CASES.map(([script, output, exitCode = 0]) => ({ script, output, exitCode })))(
  '$script',
  async ({ script, output, exitCode }) => {
    const matching = typeof output === 'string' ? output : expect.stringMatching(output);
    expect(await inside(script)).toEqual([matching, exitCode]);
  },
);

it('says where it looked for a daemon', async () => {
  const problem = (url: string) =>
    `Cannot connect to the Docker daemon at ${url}. Is the docker daemon running?\n`;
  expect(await inside('docker ps', {})).toEqual([problem('tcp://docker:2375'), 1]);
  expect(await inside('DOCKER_HOST= docker ps', {})).toEqual([problem(`unix://${SOCKET}`), 1]);
});

it('is what the image runs where the command is one of docker’s', async () => {
  const hostConfig = { Binds: [`${SOCKET}:${SOCKET}`] };
  const { output } = await runScript(docker, ['ps', '-q'], { image: 'docker:cli', hostConfig });
  expect(output).toMatch(/^([0-9a-f]{12}\n){2}$/);
});
