import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createAtollClient } from '../../api/client/index.ts';
import { dockerServer } from '../../api/node/docker-socket/server.ts';
import { accessTo, type Upstream } from '../../api/node/docker-socket/upstream.ts';
import { onWorkers, startAtoll, type TestAtoll } from './atoll.ts';
import type { Ran } from './kubectl.ts';
import { dataOf } from './student.ts';

/** The docker CLI on the PATH, or undefined where the machine has none. */
export function dockerOf(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'docker'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** A student with a docker CLI and a sandbox of their own, whose clock is fast. */
export class DockerCli {
  readonly #path: string;
  readonly #home = mkdtempSync(join(tmpdir(), 'atoll-docker-'));
  /** DOCKER_HOST */
  host: string;

  constructor(path: string, host: string) {
    this.#path = path;
    this.host = host;
  }

  file(name: string, text: string): void {
    writeFileSync(join(this.#home, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.#home, name), 'utf8');
  }

  /** Runs `docker <line>`; the words of the line are split at blanks that stand in no single quotes. */
  run(line: string, stdin = ''): Promise<Ran> {
    const words = (line.match(/(?:'[^']*'|[^' ])+/g) ?? []).map((word) => word.replaceAll("'", ''));
    return new Promise((resolve, reject) => {
      const child = spawn(this.#path, words, {
        cwd: this.#home,
        env: { PATH: process.env.PATH, HOME: this.#home, DOCKER_HOST: this.host, DOCKER_BUILDKIT: '0' },
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (data) => {
        stdout += data;
      });
      child.stderr.on('data', (data) => {
        stderr += data;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
      child.stdin.end(stdin);
    });
  }

  /** What it prints. @throws Error with what it said, where it fails */
  async ok(line: string, stdin = ''): Promise<string> {
    const { code, stdout, stderr } = await this.run(line, stdin);
    if (code !== 0) throw new Error(`docker ${line}: exit ${code}\n${stdout}${stderr}`);
    return stdout;
  }

  dispose(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** A command, what it says on stdout and then on stderr, and what it exits with. */
type DockerSaid = readonly [line: string, says: string | RegExp, code?: number, stdin?: string];

export interface DockerSession {
  readonly docker: DockerCli;
  /** Runs commands one after the other; ids are shown as <id> and <short id>. */
  says(...rows: readonly DockerSaid[]): Promise<void>;
}

/** How fast the clocks of these tests are: a grace period of ten seconds is over in fifty milliseconds. */
const RATE = 200;

/**
 * Defines tests with the real docker CLI, in a sandbox of their own; skipped where the machine has none.
 * @param hosts how many the sandbox has
 */
export function describeDocker(name: string, define: (session: DockerSession) => void, hosts = 1): void {
  const path = dockerOf();
  describe.skipIf(path === undefined)(name, () => {
    let [atoll, docker]: [TestAtoll | undefined, DockerCli | undefined] = [undefined, undefined];
    beforeAll(async () => {
      atoll = await startAtoll();
      docker = new DockerCli(path ?? '', await dockerHost(atoll, RATE, hosts));
      for (const image of ['alpine', 'busybox']) await docker.ok(`pull -q ${image}`);
    });
    afterAll(async () => {
      docker?.dispose();
      await atoll?.stop();
    });
    const there = () => {
      if (docker === undefined) throw new Error('only within a test');
      return docker;
    };
    define({
      get docker() {
        return there();
      },
      async says(...rows) {
        for (const [line, says, expectedCode = 0, stdin = ''] of rows) {
          const { code, stdout, stderr } = await there().run(line, stdin);
          const said = withoutIds(stdout + stderr);
          const words = says instanceof RegExp ? expect.stringMatching(says) : says;
          expect([line, said, code]).toEqual([line, words, expectedCode]);
        }
      },
    });
  });
}

function withoutIds(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, '<id>').replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b/g, '<short id>');
}

/**
 * A new sandbox's DOCKER_HOST; with `/hosts/docker-2` after it, the second one's. Against Workers it is that of a
 * `docker-socket`, which ends with the process of the tests.
 * @param rate of its clock
 */
export async function dockerHost(atoll: TestAtoll, rate: number, hosts = 1): Promise<string> {
  const client = createAtollClient(atoll);
  const clock = { mode: 'realtime' as const, rate };
  const body = { kubernetes: false as const, docker: { hosts }, clock };
  const { id } = dataOf(await client.POST('/v1/sandboxes', { body }));
  if (onWorkers()) return await dockerSocket(await accessTo(atoll.baseUrl, atoll.apiKey, id));
  return dataOf(await client.GET('/v1/sandboxes/{id}/docker', { params: { path: { id } } })).host;
}

function dockerSocket(upstream: Upstream): Promise<string> {
  const server = dockerServer(upstream).unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(`tcp://127.0.0.1:${address.port}`);
    });
  });
}
