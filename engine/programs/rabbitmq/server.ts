import { SystemError } from '../../filesystem/errors.ts';
import type { Next, Program, System, Wait } from '../../linux/system.ts';
import { accountOf } from '../accounts.ts';
import { become, commandOf } from '../entrypoints.ts';
import { change } from '../heap/change.ts';
import { Heap, type HeapFacts } from '../heap/heap.ts';
import { keep } from '../heap/keep.ts';
import { anywhere, mebibyte } from '../options.ts';
import { ENABLED_PLUGINS, readConfiguration, readPlugins } from './configuration.ts';
import { serveControls } from './control/server.ts';
import { serveManagement } from './management/server.ts';
import { type Facts, Node } from './node.ts';
import { BOOT_MS, bootLines, firstBroker } from './serving/boot.ts';
import { serve } from './serving/serve.ts';
import { closeApp } from './serving/stop.ts';
import { Broker } from './store/broker.ts';
import { rabbitDialect } from './store/dialect.ts';
import { Files } from './store/files.ts';

const HOME = '/var/lib/rabbitmq';
const RESIDENT_BYTES = 110 * mebibyte;
const STOP_MS = 1500;
/** Ports of Erlang beside AMQP's: names of nodes, and their distribution, which control commands come over. */
const EPMD_PORT = 4369;
const DISTRIBUTION_PORT = 25_672;

type State = Facts & { readonly root: number; readonly heap: HeapFacts };

/** Variables that the image's script no longer takes. */
const DEPRECATED = [
  'RABBITMQ_DEFAULT_PASS_FILE',
  'RABBITMQ_DEFAULT_USER_FILE',
  'RABBITMQ_HIPE_COMPILE',
  'RABBITMQ_VM_MEMORY_HIGH_WATERMARK',
];

export const rabbitmqEntrypoint: Program = {
  start(system) {
    const old = DEPRECATED.filter((name) => (system.env.get(name) ?? '') !== '');
    if (old.length === 0) return become(system, commandOf(system, 'rabbitmq-server'), 42);
    for (const name of old) system.write(2, `error: ${name} is set but deprecated\n`);
    system.write(
      2,
      'error: deprecated environment variables detected\n\nPlease use a configuration file instead; visit https://www.rabbitmq.com/configure.html to learn more\n\n',
    );
    return { exit: 1 };
  },
  step: () => ({ exit: 1 }),
};

/** What states stand for while they are in memory. */
const living = new WeakMap<object, Node>();

function folderOf(system: System): string {
  return `${HOME}/mnesia/rabbit@${system.hostName().split('.')[0] ?? ''}`;
}

function stored(node: Node): State {
  const { facts, heap, broker } = node;
  const root = keep(node.system, heap, broker, node.spent);
  const state: State = {
    ...facts,
    root,
    get heap() {
      return heap.facts;
    },
  };
  living.set(state, node);
  return state;
}

function restored(system: System, state: State): Node {
  const known = living.get(state);
  if (known !== undefined) {
    known.system = system;
    return known;
  }
  const { root, heap: heapFacts, ...facts } = state;
  const heap = Heap.read(rabbitDialect, system.readPages(), heapFacts);
  const broker = heap.node(root);
  if (!(broker instanceof Broker)) throw new Error('not a node of RabbitMQ');
  return new Node(system, facts, broker, heap, new Files(folderOf(system)));
}

/** A node of RabbitMQ. */
export const rabbitmqServer: Program<State> = {
  start(system) {
    const account = accountOf(system, 'rabbitmq');
    if (system.uid === 0 && account !== undefined) {
      own(system, account.uid, account.gid);
      system.setUser(account.uid, account.gid, [account.gid]);
    }
    system.onSignal('handle', ['SIGTERM', 'SIGINT', 'SIGQUIT']);
    system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
    system.setTitle('/bin/sh /opt/rabbitmq/sbin/rabbitmq-server');
    system.setMemory(RESIDENT_BYTES);
    const configuration = readConfiguration(system);
    if (typeof configuration === 'string') {
      system.write(2, `\nBOOT FAILED\n===========\nConfig file generation failed: ${configuration}\n`);
      return { exit: 1 };
    }
    const facts: Facts = {
      configuration,
      cookie: cookieOf(system),
      startedMs: system.now,
      readyAtMs: system.now + BOOT_MS,
      printed: 0,
      isRunning: false,
      listeners: [],
      controlListeners: [],
      controls: [],
      plugins: readPlugins(system),
      http: undefined,
      journalBytes: 0,
      stopAtMs: 0,
      alarmed: false,
    };
    const node = new Node(system, facts, new Broker(), new Heap(rabbitDialect), new Files(folderOf(system)));
    return { state: stored(node), until: { timeMs: system.now } };
  },
  step(system, state) {
    const node = restored(system, state);
    node.spent = 0;
    const [signal] = system.takeSignals();
    if (signal !== undefined && node.facts.stopAtMs === 0) {
      closeApp(node);
      node.facts.stopAtMs = system.now + (node.facts.readyAtMs > system.now ? 0 : STOP_MS);
    }
    if (node.facts.stopAtMs !== 0 && system.now >= node.facts.stopAtMs) return { exit: 0 };
    return advance(node);
  },
};

function advance(node: Node): Next<State> {
  const { system, facts } = node;
  const waits: Wait[] = [];
  if (facts.stopAtMs !== 0) waits.push({ timeMs: facts.stopAtMs });
  else if (facts.readyAtMs !== 0) {
    const problem = boot(node, waits);
    if (problem !== undefined) return problem;
  }
  if (facts.controlListeners.length > 0) waits.push(serveControls(node));
  // Somebody may have asked just now that it starts again.
  if (facts.readyAtMs !== 0) waits.push({ timeMs: facts.readyAtMs });
  if (node.facts.isRunning) {
    waits.push(serveManagement(node), serve(node));
    facts.journalBytes = node.files.save(system, node.broker, facts.journalBytes);
  }
  system.setMemory(RESIDENT_BYTES + node.broker.bytes);
  return { state: stored(node), until: together(waits) };
}

/** What is due of a start. */
function boot(node: Node, waits: Wait[]): Next<State> | undefined {
  const { system, facts } = node;
  const beganMs = facts.readyAtMs - BOOT_MS;
  const lines = bootLines(node);
  for (; facts.printed < lines.length; facts.printed++) {
    const [afterMs = 0, print] = lines[facts.printed] ?? [];
    if (beganMs + afterMs > system.now) {
      waits.push({ timeMs: beganMs + afterMs });
      return undefined;
    }
    const problem = facts.printed === 0 ? openControl(node) : afterMs === BOOT_MS ? open(node) : undefined;
    if (problem !== undefined) return problem;
    print?.();
  }
  facts.readyAtMs = 0;
  facts.isRunning = true;
  return undefined;
}

/** From the beginning of its start on, a node can be asked how it is. */
function openControl(node: Node): Next<never> | undefined {
  const { system, facts } = node;
  if (facts.controlListeners.length > 0) return undefined;
  try {
    facts.controlListeners = [system.listen(anywhere(DISTRIBUTION_PORT)), system.listen(anywhere(EPMD_PORT))];
    return undefined;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    node.log(
      'error',
      213,
      `BOOT FAILED\n===========\nERROR: could not bind to distribution port ${DISTRIBUTION_PORT}, it is in use by another node: ${node.name}`,
    );
    return { exit: 1 };
  }
}

function open(node: Node): Next<never> | undefined {
  const { system, facts } = node;
  const loaded = node.files.load(system) ?? firstBroker(node);
  const { nextId } = node.broker;
  Object.assign(change<Broker>(node.broker), loaded, { nextId });
  facts.journalBytes = node.files.fold(system, node.broker);
  try {
    facts.listeners = [system.listen(anywhere(facts.configuration.port))];
    return undefined;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    node.log(
      'error',
      213,
      `Failed to start Ranch listener on port ${facts.configuration.port}: ${error.message}`,
    );
    return { exit: 1 };
  }
}

function together(waits: readonly Wait[]): Wait {
  const times = waits.map(({ timeMs }) => timeMs).filter((time) => time !== undefined);
  const computing = waits.map(({ cpuMs }) => cpuMs ?? 0);
  const connected = waits.find((wait) => wait.connected !== undefined)?.connected;
  return {
    readable: waits.flatMap(({ readable = [] }) => readable),
    writable: waits.flatMap(({ writable = [] }) => writable),
    ...(times.length === 0 ? {} : { timeMs: Math.min(...times) }),
    ...(Math.max(0, ...computing) > 0 ? { cpuMs: Math.max(...computing) } : {}),
    ...(connected === undefined ? {} : { connected }),
  };
}

/** The data are the server's user's, as the image's entrypoint sees to. */
function own(system: System, uid: number, gid: number): void {
  for (const path of [HOME, ENABLED_PLUGINS]) {
    try {
      system.changeOwner(path, uid, gid);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
}

/** Who controls the node has to know it. It is made at the first start. */
function cookieOf(system: System): string {
  const given = system.env.get('RABBITMQ_ERLANG_COOKIE');
  const path = `${HOME}/.erlang.cookie`;
  try {
    if (given === undefined) return system.readText(path).trim();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  const letter = () => String.fromCharCode(65 + Math.floor(system.random() * 26));
  const cookie = given ?? Array.from({ length: 20 }, letter).join('');
  try {
    system.writeText(path, cookie);
    system.changeMode(path, 0o400);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  return cookie;
}
