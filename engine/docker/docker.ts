import { freeAddress } from '../container/host-address.ts';
import { HOST_SERVICES } from '../container/host-services.ts';
import type { Machines } from '../container/machines.ts';
import type { ProcessEnd } from '../container/runtime-spec.ts';
import { networkName } from '../linux/network-namespace.ts';
import { Publisher } from '../simulation/publisher.ts';
import type { Records } from '../simulation/records.ts';
import type { Reconciler, Requeue, Simulation } from '../simulation/simulation.ts';
import { Builds } from './build/builds.ts';
import { ContainerStore } from './containers/container-store.ts';
import { execEnded } from './containers/exec.ts';
import { ExecStore } from './containers/exec-store.ts';
import { checkHealth, finishProbe, probeOutput } from './containers/health.ts';
import { containerEnded, containerOutOfMemory } from './containers/life/end.ts';
import { finishStart } from './containers/life/start.ts';
import { killStopping } from './containers/life/stop.ts';
import { logBytesMax } from './containers/log-options.ts';
import { Logs } from './containers/logs.ts';
import { DaemonSockets } from './daemon-socket/daemon-sockets.ts';
import { DockerError, notFound } from './docker-error.ts';
import { Events } from './events.ts';
import { forgetHost } from './forget-host.ts';
import { goOn } from './images/container-commit.ts';
import { ImageStore } from './images/image-store.ts';
import { Pulls } from './images/pull/pulls.ts';
import { Fetches } from './images/registry/fetches.ts';
import { Logins } from './images/registry/login.ts';
import { Pushes } from './images/registry/pushes.ts';
import { Sessions } from './images/registry/session.ts';
import { MachineFiles } from './machine-files.ts';
import type { DockerMessage } from './messages.ts';
import { DockerNetworks } from './networks/networks.ts';
import { LocalVolumes } from './volumes/volumes.ts';
import type { DockerWorld, HostFacts } from './world.ts';

/** How many Docker hosts a sandbox has. */
export interface DockerSpec {
  readonly hosts: number;
}

export const DOCKER_HOSTS_DEFAULT = 1;

/** The host that the Docker door leads to where none is named; further ones are `docker-2` and so on. */
export const FIRST_DOCKER_HOST = 'docker';

/** What a Docker host has: a small virtual machine. */
const CPUS = 2;
const MEMORY_BYTES = 4 * 1024 ** 3;
const DISK_BYTES = 60 * 1024 ** 3;
const MACHINE_ID_DIGITS = 32;

/** The Docker daemons of a sandbox: one on each of its Docker hosts, which boot when they are first used. */
export class Docker {
  readonly world: DockerWorld;
  readonly machines: Machines;
  /** What is fetched from registries on the sandbox's network, for daemons and kubelets. */
  readonly fetches: Fetches;
  readonly pulls: Pulls;
  readonly pushes: Pushes;
  readonly logins: Logins;
  readonly builds: Builds;
  readonly sockets: DaemonSockets;
  readonly reconcilers: readonly Reconciler[];
  readonly #spec: DockerSpec;
  readonly #switchOn: (name: string) => void;
  /** The hosts whose daemon has been used. */
  readonly #ready: Records<{ readonly sinceMs: number }>;

  /** @param switchOn boots a machine of that name which is no Docker host of its own, if there is to be one */
  constructor(
    simulation: Simulation,
    machines: Machines,
    spec: DockerSpec,
    switchOn: (name: string) => void = () => {},
  ) {
    this.machines = machines;
    this.#spec = spec;
    this.#switchOn = switchOn;
    this.#ready = simulation.records.of('docker_hosts');
    const publisher = new Publisher<DockerMessage>();
    const { namespaces } = machines.kernel;
    const base: Omit<DockerWorld, 'volumes' | 'networks'> = {
      simulation,
      machines,
      runtime: machines.runtime,
      publisher,
      events: new Events(simulation, publisher),
      logs: new Logs(simulation, publisher),
      containers: new ContainerStore(simulation),
      execs: new ExecStore(simulation),
      images: new ImageStore(simulation, machines.layers),
      files: new MachineFiles(machines),
      host: (name) => this.#facts(name),
      namespaces: {
        take: (host) => networkName(host, namespaces.make(host, 'net')),
        give: (name) => {
          const slash = name.lastIndexOf('/');
          namespaces.remove(name.slice(0, slash), Number(name.slice(slash + 1)));
        },
        ofHost: (host) => networkName(host, namespaces.initial().net),
      },
    };
    this.world = {
      ...base,
      volumes: new LocalVolumes(base, machines),
      networks: new DockerNetworks(base, machines),
    };
    const sessions = new Sessions(simulation, machines.network);
    this.fetches = new Fetches(this.world, sessions);
    this.pulls = new Pulls(this.world, this.fetches);
    this.pushes = new Pushes(this.world, sessions);
    this.logins = new Logins(this.world, sessions);
    machines.socketListeners.push((socket) => {
      const [waker, push] = [this.fetches.ofSocket(socket), this.pushes.ofSocket(socket)];
      if (waker !== undefined) simulation.enqueue(waker);
      if (push !== undefined) simulation.enqueue(`docker-push|${push}`);
      const login = this.logins.ofSocket(socket);
      if (login !== undefined) simulation.enqueue(`docker-login|${login}`);
    });
    this.builds = new Builds(this.world, this.pulls);
    this.sockets = new DaemonSockets(simulation, machines, publisher);
    this.reconcilers = [
      { name: 'docker', reconcile: (key) => this.#reconcile(key) },
      { name: 'docker-pull', reconcile: (key) => this.pulls.reconcile(key) },
      { name: 'docker-push', reconcile: (key) => this.pushes.reconcile(key) },
      { name: 'docker-login', reconcile: (key) => this.logins.reconcile(key) },
      { name: 'docker-build', reconcile: (key) => this.builds.reconcile(key) },
      this.sockets.reconciler,
    ];
    simulation.afterCommit(() => publisher.flush());
    machines.runtime.listeners.push({
      output: (container, process, stream, bytes) => this.#output(container, process, stream, bytes),
      ended: (container, process, end) => this.#ended(container, process, end),
      outOfMemory: (id) => {
        const container = this.world.containers.byId(id);
        if (container !== undefined) containerOutOfMemory(this.world, container);
      },
    });
  }

  /** After the records were loaded: what was about to happen still does. */
  connect(): void {
    for (const container of [...this.world.containers.everywhere()]) {
      goOn(this.world, container);
      this.world.simulation.enqueue(`docker|${container.id}`);
    }
    this.pulls.connect();
    this.pushes.connect();
    this.logins.connect();
    this.builds.connect();
    this.sockets.connect();
  }

  /** The names of the hosts, whether they have booted or not. */
  hostNames(): string[] {
    return Array.from({ length: this.#spec.hosts }, (_, index) =>
      index === 0 ? FIRST_DOCKER_HOST : `${FIRST_DOCKER_HOST}-${index + 1}`,
    );
  }

  /**
   * A host of this sandbox's whose daemon answers.
   * @param name default: the first one
   * @throws DockerError where there is none, or it still boots
   */
  host(name = FIRST_DOCKER_HOST): string {
    this.switchOn(name);
    const { readyMs = 0 } = this.machines.kernel.hosts.get(name) ?? {};
    if (readyMs > this.world.simulation.now()) {
      throw new DockerError(
        503,
        `Cannot connect to the Docker daemon on ${name}: the host is booting. Is the docker daemon running?`,
      );
    }
    return name;
  }

  /** Boots a host if it is used for the first time. @throws DockerError where there is none */
  switchOn(name: string): void {
    if (this.#ready.has(name)) return;
    const { hosts } = this.machines.kernel;
    if (hosts.get(name) === undefined) {
      if (this.hostNames().includes(name)) this.#boot(name);
      else this.#switchOn(name);
      if (hosts.get(name) === undefined) throw notFound('page not found');
    }
    this.world.networks.boot(name);
    this.sockets.open(name);
    this.#ready.set(name, { sinceMs: this.world.simulation.now() });
  }

  /** Removes what the daemon of a host has that is about to go. */
  forgetHost(name: string): void {
    forgetHost(this.world, this, name);
    this.sockets.forgetHost(name);
    this.#ready.delete(name);
  }

  /** How many things clients outside wait for. */
  get followers(): number {
    return this.world.publisher.count - this.sockets.subscriptions;
  }

  /** Every stream and every waiting request ends: the sandbox leaves memory. */
  close(): void {
    this.world.publisher.tellAll({ is: 'closed' });
  }

  #boot(name: string): void {
    const { simulation } = this.world;
    const now = simulation.now();
    this.machines.addHost(
      {
        name,
        cpus: CPUS,
        memoryBytes: MEMORY_BYTES,
        diskBytes: DISK_BYTES,
        address: freeAddress(this.machines.kernel.hosts.all()),
        bootedMs: now,
        readyMs: now,
        machineId: simulation.random.hex(MACHINE_ID_DIGITS),
        selinux: 'disabled',
      },
      HOST_SERVICES,
    );
  }

  #facts(name: string): HostFacts {
    const host = this.machines.kernel.hosts.get(name);
    if (host === undefined) throw new Error(`no host ${name}`);
    return host;
  }

  #output(id: string, process: string, stream: 1 | 2, bytes: Uint8Array): void {
    const { containers, logs, publisher } = this.world;
    const container = containers.byId(id);
    if (container === undefined) return;
    if (process === '') this.builds.output(id, stream, bytes);
    if (process === '' && container.hostConfig.LogConfig.Type !== 'none')
      logs.write(id, stream, bytes, logBytesMax(container.hostConfig));
    if (process !== '') probeOutput(container, process, new TextDecoder().decode(bytes));
    publisher.emit(`output/${id}/${process}`, { is: 'output', stream, bytes });
  }

  #ended(id: string, process: string, end: ProcessEnd): void {
    const { world } = this;
    const container = world.containers.byId(id);
    if (container === undefined) return;
    if (process === '') {
      containerEnded(world, container, end);
      this.builds.ended(id);
    }
    const exec = world.execs.get(process);
    if (exec === undefined) return;
    execEnded(world, container, exec, end.exitCode);
    finishProbe(world, container, process, end.exitCode);
    if (exec.isProbe) world.execs.delete(process);
  }

  #reconcile(id: string): Requeue | undefined {
    const { world } = this;
    const container = world.containers.byId(id);
    if (container === undefined) return undefined;
    const now = world.simulation.now();
    const isDue = (ms: number | undefined) => ms !== undefined && ms <= now;
    if (isDue(container.starting?.dueMs) || isDue(container.restartMs)) finishStart(world, container);
    if (isDue(container.stopping?.killMs)) killStopping(world, container);
    const health = checkHealth(world, container);
    const pending = [container.starting?.dueMs, container.stopping?.killMs];
    const dues = [...pending, container.restartMs].filter((ms) => ms !== undefined);
    if (dues.length === 0) return health;
    const due = Math.min(...dues);
    const background = !pending.includes(due);
    const afterMs = Math.max(0, due - now);
    return health !== undefined && health.afterMs < afterMs ? health : { afterMs, background };
  }
}
