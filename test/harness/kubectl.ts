import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { onWorkers } from './atoll.ts';

/** The minor versions of Kubernetes 1 whose kubectl has to work: `npm run test:kubectl` goes through them all. */
const ALL_MINORS: readonly number[] = [27, 28, 29, 30, 31, 32, 33];

/**
 * The minor versions that tests go through: on Node the oldest, against Workers the newest. What differs between them is
 * above the hosts.
 */
export const KUBECTL_MINORS: readonly number[] = minorsHere();

function minorsHere(): readonly number[] {
  if (onWorkers()) return [33];
  return process.env.ATOLL_KUBECTL === 'all' ? ALL_MINORS : [27];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder of the kubectl on the PATH, behind its links: further versions lie beside it as `kubectl.1.27`. */
function kubectlFolder(): string | undefined {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'kubectl'))
    .find(isExecutable);
  return found === undefined ? undefined : dirname(realpathSync(found));
}

/** The kubectl of a minor version, or undefined where the machine has none. */
export function kubectlOf(minor: number): string | undefined {
  const folder = kubectlFolder();
  const path = folder === undefined ? undefined : join(folder, `kubectl.1.${minor}`);
  return path !== undefined && isExecutable(path) ? path : undefined;
}

/** A command that goes on until it is stopped, as `get -w`. */
export interface Watching {
  /** Waits for output that matches. */
  until(pattern: RegExp): Promise<void>;
  /** Waits for its own end. */
  readonly ended: Promise<void>;
  /** Ends it; the answer is all that it wrote. */
  stop(): Promise<string>;
}

/** What a command is given besides its line. */
export interface Given {
  /** Words that stay whole, whatever is in them. */
  readonly more?: readonly string[];
  readonly stdin?: string;
  /** The script that edits the file it is given, in place of an editor. */
  readonly editor?: string;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A kubectl of one version with a kubeconfig and a folder of its own, as a student has it. */
export class Kubectl {
  readonly #path: string;
  readonly #home: string;

  constructor(path: string, kubeconfig: string) {
    this.#path = path;
    this.#home = mkdtempSync(join(tmpdir(), 'atoll-kubectl-'));
    writeFileSync(join(this.#home, 'config'), kubeconfig);
  }

  /** Writes a file of the folder that kubectl runs in. @param mode as in Unix */
  file(path: string, text: string, mode = 0o644): void {
    const whole = join(this.#home, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text, { mode });
  }

  /** The paths of all files in a folder of that folder, relative to it. */
  files(path: string): string[] {
    return readdirSync(join(this.#home, path), { recursive: true, encoding: 'utf8' });
  }

  /** Runs `kubectl <line>`; the words of the line are split at blanks that stand in no single quotes. */
  run(line: string, { more = [], stdin = '', editor }: Given = {}): Promise<Ran> {
    return new Promise((resolve, reject) => {
      if (editor !== undefined) this.file('editor', `#!/bin/sh\n${editor}\n`, 0o755);
      const child = this.#spawn(line, more);
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

  /** As `run`, and the output. @throws Error with what kubectl said, where it fails */
  async ok(line: string, given: Given = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(line, given);
    if (code !== 0) throw new Error(`kubectl ${line}: exit ${code}\n${stdout}${stderr}`);
    return stdout;
  }

  watch(line: string): Watching {
    const child = this.#spawn(line, []);
    let written = '';
    let look = () => {};
    child.stdout.on('data', (data) => {
      written += data;
      look();
    });
    const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
    return {
      until: (pattern) =>
        new Promise((resolve, reject) => {
          look = () => {
            if (pattern.test(written)) resolve();
          };
          void closed.then(() => reject(new Error(`kubectl ${line} ended before ${pattern}: ${written}`)));
          look();
        }),
      ended: closed,
      async stop() {
        child.kill();
        await closed;
        return written;
      },
    };
  }

  /** Applies manifests. */
  apply(manifest: string): Promise<string> {
    return this.ok('apply -f -', { stdin: manifest });
  }

  #spawn(line: string, more: readonly string[]): ChildProcessWithoutNullStreams {
    const words = (line.match(/(?:'[^']*'|[^' ])+/g) ?? []).map((word) => word.replaceAll("'", ''));
    return spawn(this.#path, [...words, ...more], {
      cwd: this.#home,
      env: {
        PATH: process.env.PATH,
        HOME: this.#home,
        KUBECONFIG: join(this.#home, 'config'),
        KUBE_EDITOR: join(this.#home, 'editor'),
      },
    });
  }

  dispose(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}
