import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OPERATOR_KEY } from './atoll.ts';

const ENTRY = fileURLToPath(new URL('../../api/node.ts', import.meta.url));

/** A server in a process of its own, so that it can be killed and started again on the same data. */
export class ServerProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'atoll-kill-'));
  #child: ChildProcess | undefined;

  /** @returns where it listens */
  async start(): Promise<string> {
    const env = {
      ...process.env,
      PORT: '0',
      ATOLL_DATA: this.#folder,
      ATOLL_API_KEY: OPERATOR_KEY,
      ATOLL_LOG: 'error',
    };
    const child = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    for await (const chunk of child.stdout) {
      const url = /Atoll listens on (\S+)/.exec(String(chunk))?.[1];
      if (url !== undefined) return url;
    }
    throw new Error('the server did not start');
  }

  /** In the middle of whatever it does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => {
      child.on('exit', resolve);
      child.kill('SIGKILL');
    });
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
