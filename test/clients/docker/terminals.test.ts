import { spawn, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

/** util-linux's script gives a command a terminal. */
const hasScript = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');

/** A docker command at a terminal. */
class AtTerminal {
  readonly #child;
  #said = '';
  #wake = () => {};
  #code: number | null | undefined;

  constructor(host: string, line: string) {
    this.#child = spawn('script', ['-qefc', `docker ${line}`, '/dev/null'], {
      env: { ...process.env, DOCKER_HOST: host, TERM: 'xterm' },
    });
    this.#child.stdout.on('data', (data) => {
      this.#said += data;
      this.#wake();
    });
    this.#child.on('close', (code) => {
      this.#code = code;
      this.#wake();
    });
  }

  async until(words: string): Promise<void> {
    while (!this.#said.includes(words) && this.#code === undefined) await this.#change();
    if (!this.#said.includes(words)) throw new Error(`it has only said ${JSON.stringify(this.#said)}`);
    this.#said = '';
  }

  type(text: string): void {
    this.#child.stdin.write(text);
  }

  async end(): Promise<[code: number | null, said: string]> {
    while (this.#code === undefined) await this.#change();
    return [this.#code, this.#said.replaceAll('\r', '')];
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

describeDocker('docker at a terminal', (session) => {
  const at = (line: string) => new AtTerminal(session.docker.host, line);
  const status = () => session.docker.ok("inspect -f '{{.State.Status}}' shell");

  it.skipIf(!hasScript)('is left by keys, and the process goes on', async () => {
    const run = at('run -it --name shell alpine sh');
    await run.until('/ # ');
    run.type('echo $((6*7))\r');
    await run.until('42');
    run.type('\u0010\u0011');
    expect((await run.end())[0]).toBe(0);
    expect(await status()).toBe('running\n');

    const attach = at('attach --detach-keys ctrl-x,q shell');
    attach.type('echo $((6*8))\r');
    await attach.until('48');
    attach.type('\u0018q');
    expect(await attach.end()).toEqual([1, expect.stringMatching(/read escape sequence\n$/)]);
    expect(await status()).toBe('running\n');

    const exec = at('exec -it shell sh');
    await exec.until('/ # ');
    exec.type('\u0010\u0011');
    expect(await exec.end()).toEqual([1, expect.stringMatching(/read escape sequence\n$/)]);
    expect(await session.docker.ok('top shell -o pid,args')).toMatch(/^PID +COMMAND\n\d+ +sh\n\d+ +sh\n$/);
    await session.says(['rm -f shell', 'shell\n']);
  });

  it('passes signals on to the process, or doesn’t', async () => {
    const script = '\'trap "echo got; exit 3" TERM; echo ready; while true; do sleep 0.1; done\'';
    const start = (options: string) => {
      const child = spawn('sh', ['-c', `exec docker run --name s1 ${options} alpine sh -c ${script}`], {
        env: { ...process.env, DOCKER_HOST: session.docker.host },
      });
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      const signalled = new Promise<void>((resolve) => {
        child.stdout.on('data', (data) => {
          if (String(data).includes('ready')) resolve(void child.kill('SIGTERM'));
        });
      });
      return { child, ended, signalled };
    };
    expect(await start('--rm').ended).toBe(3);
    const { child, ended, signalled } = start('--sig-proxy=false');
    await signalled;
    await session.says(
      ['exec s1 true', ''],
      ['logs s1', 'ready\n'],
      ["inspect -f '{{.State.Status}}' s1", 'running\n'],
    );
    child.kill('SIGKILL');
    await ended;
    await session.says(['rm -f s1', 's1\n']);
  });

  it('shows a process’s output without passing on its own input', async () => {
    const { docker } = session;
    await docker.ok("run -d -i --name quiet alpine sh -c 'while read -r a; do echo $a; done'");
    const watching = docker.run('attach --no-stdin quiet', 'not this\n');
    const attached = async () => {
      const now = (await docker.ok("info --format '{{.SystemTime}}'")).trim();
      return docker.ok(
        `events --since 1 --until ${now} --filter container=quiet --filter event=attach --format x`,
      );
    };
    await expect.poll(attached, { timeout: 20_000 }).toBe('x\n');
    const typing = docker.run('attach quiet', 'one\n');
    await expect.poll(() => docker.ok('logs quiet'), { timeout: 20_000 }).toBe('one\n');
    await docker.ok('kill quiet');
    expect([await watching, (await typing).code]).toMatchObject([{ code: 137, stdout: 'one\n' }, 137]);
    await session.says(
      ['attach quiet', 'You cannot attach to a stopped container, start it first\n', 1],
      ['rm quiet', 'quiet\n'],
    );
  });
});
