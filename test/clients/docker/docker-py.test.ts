import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { dockerHost } from '../../harness/docker-cli.ts';

const RATE = 200;
const SECONDS_MAX = 40;
const SCRIPT = fileURLToPath(new URL('course.py', import.meta.url));

const isThere = spawnSync('python3', ['-c', 'import docker']).status === 0;

/** What each part of the script is to say. */
const PARTS: readonly (readonly [part: string, says: unknown])[] = [
  ['daemon', [true, '1.50', 'linux']],
  ['pull', [['alpine:latest'], ['alpine:latest']]],
  ['run', 'ada\nlab\n'],
  ['failing_run', [3, 'broken\n']],
  [
    'life',
    [['paused', 'running', 'exited', 'running', 'running', 'exited'], 137, 'No such container: lives'],
  ],
  ['filters', [{ 'lab=2': 2, 'part=one': 1, nope: 0 }, true, true]],
  [
    'execs',
    [
      1,
      "cat: can't open '/nope': No such file or directory\n",
      ['out\n', 'err\n'],
      'y\r\n',
      'unable to find user nope: no matching entries in passwd file',
    ],
  ],
  [
    'logs',
    [
      'one\ntwo\nthree\n',
      'one\nthree\n',
      'three\n',
      'one\ntwo\nthree\n',
      'configured logging driver does not support reading',
    ],
  ],
  ['typing', ['typed\r\ntyped\r\n', '', 'running']],
  [
    'files',
    [
      'hello',
      'note',
      5,
      [
        ['/srv', 0],
        ['/srv/note', 1],
      ],
      ['noted:v1'],
      'hello',
    ],
  ],
  ['volumes', ['kept\n', ['data'], 'get data: no such volume']],
  ['networks', [0, true, ['10.9.0.7/24'], null, true, '18080']],
  ['health', [['health_status: unhealthy', 'health_status: healthy'], 'healthy']],
  [
    'build',
    [
      [
        'Step 1/5 : FROM alpine',
        'Step 2/5 : ARG WHO',
        'Step 3/5 : RUN echo built by $WHO > /by',
        'Step 4/5 : LABEL lab=5',
        'Step 5/5 : CMD cat /by',
      ],
      'built by ada\n',
      "The command '/bin/sh -c exit 4' returned a non-zero code: 4",
      '/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "cat /by"]',
      ['built:1', 'copied:latest'],
      true,
    ],
  ],
  ['limits', [134_217_728, 500_000_000, 'on-failure', 134_217_728, 50, 1]],
  [
    'refusals',
    [
      'No such image: nope/nope:latest',
      'No such image: nope:latest',
      'Conflict. The container name "/taken" is already in use',
      'error looking up logging plugin asdf: plugin "asdf" not found',
      'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nope": executable file not found in $PATH: unknown',
      'swarm mode is not simulated: this daemon can neither start nor join a swarm',
    ],
  ],
];

/** Runs the script. @returns what its parts say */
function runCourse(host: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [SCRIPT], {
      env: { PATH: process.env.PATH, DOCKER_HOST: host },
      timeout: SECONDS_MAX * 1000,
      killSignal: 'SIGKILL',
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(stdout));
      else reject(new Error(`course.py: exit ${code}\n${stderr}`));
    });
  });
}

describe.skipIf(!isThere)('docker-py', () => {
  let [atoll, said]: [TestAtoll | undefined, Record<string, unknown>] = [undefined, {}];

  beforeAll(
    async () => {
      atoll = await startAtoll();
      said = await runCourse(await dockerHost(atoll, RATE));
    },
    2 * SECONDS_MAX * 1000,
  );

  afterAll(() => atoll?.stop());

  it.each(PARTS)('%s', (part, says) => {
    expect(said[part]).toEqual(says);
  });
});
