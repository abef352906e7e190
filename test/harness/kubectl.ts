import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { onWorkers } from './atoll.ts';

/**
 * The minor versions of Kubernetes 1 whose kubectl has to work. What differs between them is above the hosts, so
 * against Workers the oldest and the newest do.
 */
export const KUBECTL_MINORS: readonly number[] = onWorkers() ? [27, 33] : [27, 28, 29, 30, 31, 32, 33];

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
  /** Ends it; the answer is all that it wrote. */
  stop(): Promise<string>;
}

export interface RunOptions {
  /** Words after those of the line, whole. */
  readonly more?: readonly string[];
  readonly stdin?: string;
  /** A shell command that changes the file it is given, for \`kubectl edit\`. */
  readonly editor?: string;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A kubectl of one version with a kubeconfig of its own, as a student has it. */
export class Kubectl {
  readonly #path: string;
  readonly #home: string;

  constructor(path: string, kubeconfig: string) {
    this.#path = path;
    this.#home = mkdtempSync(join(tmpdir(), 'atoll-kubectl-'));
    writeFileSync(join(this.#home, 'config'), kubeconfig);
  }

  /** Runs `kubectl <line>`; the words of the line are split at blanks, more can follow whole. */
  run(line: string, { more = [], stdin = '', editor = '' }: RunOptions = {}): Promise<Ran> {
    return new Promise((resolve, reject) => {
      const child = this.#spawn(line, more, editor);
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
  async ok(line: string, options: RunOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(line, options);
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

  #spawn(line: string, more: readonly string[], editor = ''): ChildProcessWithoutNullStreams {
    const words = [...line.split(' ').filter((word) => word !== ''), ...more];
    return spawn(this.#path, words, {
      cwd: this.#home,
      env: {
        PATH: process.env.PATH,
        HOME: this.#home,
        KUBECONFIG: join(this.#home, 'config'),
        KUBE_EDITOR: editor,
      },
    });
  }

  dispose(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}
