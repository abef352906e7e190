import { openDatabase, preparer } from '../../db/node.ts';
import type { Changes } from '../../db/sandbox/changes.ts';
import { SandboxDatabase } from '../../db/sandbox/database.ts';
import * as schema from '../../db/sandbox/schema.ts';
import type { ContainerProcess, ContainerSpec, ProcessEnd } from '../../engine/container/runtime-spec.ts';
import type { CgroupLimits } from '../../engine/linux/cgroup.ts';
import { imageManifest } from '../../engine/registry/manifest.ts';
import { resolveImage } from '../../engine/registry/resolve.ts';
import { Sandbox } from '../../engine/sandbox.ts';
import { START_MS } from './sandbox.ts';

const HOST = 'docker';

/** Docker's default set (oci/caps). */
const CAPABILITIES =
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'
    .split(' ')
    .map((name) => `CAP_${name}`);

/** What a command printed, and how it ended. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined: it still ran when time was up. */
  readonly code: number | undefined;
}

interface RunOptions {
  /** Written to standard input, which then ends. */
  readonly stdin?: string;
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Default: those that Docker gives. */
  readonly capabilities?: readonly string[];
  /** Virtual time it gets, in seconds; default 60. */
  readonly seconds?: number;
  /** With a terminal of 24 rows and 80 columns. */
  readonly terminal?: boolean;
}

/** A container on a host of a sandbox, for running commands in. */
export interface TestMachine {
  readonly sandbox: Sandbox;
  readonly containerId: string;
  /** Runs a command in the container to its end. */
  run(argv: readonly string[], options?: RunOptions): Ran;
  /** Runs a script with the image's own `sh -c`. */
  sh(script: string, options?: RunOptions): Ran;
  /** Starts a command and leaves it running; what it printed so far is in the answer's fields. */
  start(argv: readonly string[], options?: RunOptions): Started;
  /** Moves the clock. */
  advance(seconds: number): void;
  /** Writes a file into the container, with its directories. */
  write(path: string, text: string, mode?: number): void;
  read(path: string): string;
  /** Starts another container in the same network namespace: what listens in it is at localhost. */
  beside(
    image: string,
    argv: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): { sh(script: string): Ran };
  /** What a command that was started has printed on standard output. */
  printed(id: string): string;
  /** Bytes that commits have written into the database since it was asked last, and the most of one. */
  written(): { readonly total: number; readonly largest: number };
  /** The same world woken again from its database, as after a restart. */
  reload(): TestMachine;
}

export interface Started {
  readonly id: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
  type(text: string): void;
  endInput(): void;
  signal(name: string): void;
}

/** A host with a container of that image whose main process waits for ever. */
export function openMachine(
  options: {
    readonly image?: string;
    /** The main process, for images without `cat`. */
    readonly main?: readonly string[];
    readonly limits?: CgroupLimits;
    readonly capabilities?: readonly string[];
  } = {},
): TestMachine {
  const { db, sqlite } = openDatabase(':memory:', 'sandbox', schema);
  const database = new CountingDatabase(db, preparer(sqlite));
  const sandbox = Sandbox.create(database, {
    seed: 'test',
    startMs: START_MS,
    kubernetes: false,
    history: 'all',
  });
  const network = sandbox.transact(() => {
    sandbox.machines.addHost(
      {
        name: HOST,
        cpus: 2,
        memoryBytes: 4 * 2 ** 30,
        diskBytes: 40 * 2 ** 30,
        address: '192.168.49.2',
        bootedMs: START_MS,
        readyMs: START_MS,
        machineId: 'a'.repeat(32),
        selinux: 'disabled',
      },
      [],
    );
    const made = sandbox.machines.kernel.makeNetworkNamespace(HOST);
    sandbox.machines.runtime.create(containerSpec(options, ID, made));
    sandbox.machines.runtime.start(ID);
    return made;
  });
  return wrap(sandbox, database, { output: new Map(), count: 0, network });
}

/** A database that counts what is written into it. */
class CountingDatabase extends SandboxDatabase {
  #total = 0;
  #largest = 0;

  override commit(changes: Changes): void {
    let bytes = 0;
    for (const { value } of changes.records) bytes += value?.length ?? 0;
    this.#total += bytes;
    this.#largest = Math.max(this.#largest, bytes);
    super.commit(changes);
  }

  takeWritten(): { readonly total: number; readonly largest: number } {
    const written = { total: this.#total, largest: this.#largest };
    [this.#total, this.#largest] = [0, 0];
    return written;
  }
}

const ID = 'c0ffee'.padEnd(64, '0');

function containerSpec(
  {
    image = 'busybox',
    main = ['cat'],
    limits = {},
    capabilities = CAPABILITIES,
  }: Parameters<typeof openMachine>[0] & object,
  id: string,
  net: string,
): ContainerSpec {
  const resolution = resolveImage(image);
  if ('missing' in resolution) throw new Error(resolution.missing.message);
  return {
    id,
    host: HOST,
    layers: imageManifest(resolution.found).layers.map(({ key }) => key),
    readOnlyRoot: false,
    hostName: id.slice(0, 12),
    process: { ...processOf(main, { stdin: '' }), capabilities },
    namespaces: {
      pid: 'private',
      ipc: 'private',
      uts: 'private',
      user: 'host',
      cgroup: 'private',
      net,
    },
    cgroup: { path: `/system.slice/docker-${id}.scope`, limits },
    mounts: [],
    init: false,
    selinux: undefined,
    privileged: false,
    devices: [],
    sysctls: {},
  };
}

function processOf(argv: readonly string[], options: RunOptions): ContainerProcess {
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  return {
    argv,
    env: Object.entries({ PATH: path, HOSTNAME: ID.slice(0, 12), ...options.env }),
    workingDirectory: options.cwd ?? '/',
    user: options.user ?? '',
    stdin: options.stdin !== undefined,
    ...(options.terminal === true ? { terminal: { rows: 24, columns: 80 } } : {}),
    capabilities: options.capabilities ?? CAPABILITIES,
    noNewPrivileges: false,
    oomScoreAdjust: 0,
    openFilesMax: 1024,
  };
}

interface Output {
  stdout: Uint8Array[];
  stderr: Uint8Array[];
  end: ProcessEnd | undefined;
}

/** What processes printed, over all reloads. */
interface Kept {
  readonly output: Map<string, Output>;
  count: number;
  readonly network: string;
}

function text(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

function wrap(sandbox: Sandbox, database: CountingDatabase, kept: Kept): TestMachine {
  const { runtime, filesystems } = sandbox.machines;
  sandbox.onReconcileError = (error, what) => {
    throw new Error(`reconcile ${what} threw`, { cause: error });
  };
  const outputOf = (process: string): Output => {
    const output = kept.output.get(process) ?? { stdout: [], stderr: [], end: undefined };
    kept.output.set(process, output);
    return output;
  };
  runtime.listeners.push({
    output: (_, process, stream, bytes) => outputOf(process)[stream === 1 ? 'stdout' : 'stderr'].push(bytes),
    ended: (_, process, end) => {
      outputOf(process).end = end;
    },
  });
  const transact = <R>(change: () => R) => sandbox.transact(change);
  const start = (argv: readonly string[], options: RunOptions = {}, container = ID): Started => {
    const id = `exec${kept.count++}`;
    transact(() => {
      runtime.exec(container, id, processOf(argv, options));
      if (options.stdin === undefined) return;
      runtime.write(container, id, new TextEncoder().encode(options.stdin));
      if (options.terminal !== true) runtime.closeStdin(container, id);
    });
    sandbox.run(sandbox.now);
    return {
      id,
      get stdout() {
        return text(outputOf(id).stdout);
      },
      get stderr() {
        return text(outputOf(id).stderr);
      },
      get code() {
        return outputOf(id).end?.exitCode;
      },
      type: (typed) => {
        transact(() => runtime.write(container, id, new TextEncoder().encode(typed)));
        sandbox.run(sandbox.now);
      },
      endInput: () => {
        transact(() => runtime.closeStdin(container, id));
        sandbox.run(sandbox.now);
      },
      signal: (name) => {
        transact(() => runtime.killExec(container, id, name));
        sandbox.run(sandbox.now);
      },
    };
  };
  const run = (argv: readonly string[], options: RunOptions = {}, container = ID): Ran => {
    const started = start(argv, options, container);
    const limit = sandbox.now + (options.seconds ?? 60) * 1000;
    while (started.code === undefined && sandbox.now < limit) {
      sandbox.run(Math.min(limit, Math.max(sandbox.now, sandbox.nextDue ?? limit)));
    }
    return { stdout: started.stdout, stderr: started.stderr, code: started.code };
  };
  const inside = () => {
    const caller = runtime.caller(ID);
    if (caller === undefined) throw new Error('the container is gone');
    return caller;
  };
  return {
    sandbox,
    containerId: ID,
    run: (argv, options) => run(argv, options),
    sh: (script, options) => run(['sh', '-c', script], options),
    start: (argv, options) => start(argv, options),
    advance: (seconds) => {
      const { settled } = sandbox.run(sandbox.now + seconds * 1000, 1_000_000);
      if (!settled) throw new Error('the sandbox does not settle');
    },
    write: (path, content, mode) =>
      transact(() => {
        filesystems.makeDirectories(inside(), path.slice(0, path.lastIndexOf('/')) || '/');
        filesystems.writeText(inside(), path, content, mode);
      }),
    beside: (image, argv, env = {}) => {
      const id = `be51de${kept.count++}`.padEnd(64, '0');
      transact(() => {
        const spec = containerSpec({ image, main: argv }, id, kept.network);
        runtime.create({ ...spec, process: { ...processOf(argv, { env }), capabilities: CAPABILITIES } });
        runtime.start(id);
      });
      sandbox.run(sandbox.now);
      return { sh: (script) => run(['sh', '-c', script], { env: { ...env } }, id) };
    },
    printed: (id) => text(outputOf(id).stdout),
    read: (path) => filesystems.readText(inside(), path),
    written: () => database.takeWritten(),
    reload: () => {
      sandbox.checkpoint();
      const loaded = Sandbox.load(database);
      if (loaded === undefined) throw new Error('nothing is stored');
      return wrap(loaded, database, kept);
    },
  };
}
