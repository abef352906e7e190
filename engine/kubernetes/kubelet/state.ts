/** What is remembered of a pod beyond the API server's objects: first by the scheduler, then by its kubelet. */
export type KubeletPod = QueuedPod | NodePod;

/** A pod that found no node yet. */
export interface QueuedPod {
  readonly stage: 'queued';
  readonly key: string;
  readonly attempts: number;
  /** When the last attempt was, in ms of virtual time, as all moments here that don't say otherwise. */
  readonly triedAtMs: number;
  /** The filter plugins that refused nodes then. */
  readonly refusedBy: readonly string[];
}

/** A pod on its node. */
export interface NodePod {
  readonly stage: 'node';
  readonly key: string;
  readonly node: string;
  /** When the kubelet took it on. */
  readonly sinceMs: number;
  /** Set where the kubelet didn't take it on at all. */
  readonly rejected?: { readonly reason: string; readonly message: string };
  readonly setup: Setup;
  /** Init containers first, then the others, in the order of the spec. */
  readonly containers: readonly KubeletContainer[];
  readonly stopping?: Stopping;
}

/** How far the pod's volumes and its sandbox are. `gone`: nothing of it is left on the node. */
type Setup =
  | { readonly is: 'mounting'; readonly backOff?: BackOff }
  | { readonly is: 'creating'; readonly readyAtMs: number }
  | { readonly is: 'ready'; readonly ip: string; readonly sandbox: PodSandbox }
  | { readonly is: 'gone'; readonly ip?: string };

/** What holds a pod's namespaces: a container that only waits. */
export interface PodSandbox {
  readonly id: string;
  /** Its network namespace. */
  readonly network: string;
  /** The cgroup of the pod. */
  readonly cgroup: string;
}

/** All containers are to stop. */
export interface Stopping {
  readonly why: 'deleted' | 'deadline' | 'finished';
  readonly sinceMs: number;
  /** When whatever still runs is killed. */
  readonly killAtMs: number;
}

/** An exponential back-off (client-go's flowcontrol.Backoff). */
export interface BackOff {
  readonly delayMs: number;
  readonly updatedAtMs: number;
}

/** `sidecar`: an init container with restartPolicy Always. */
export type ContainerRole = 'init' | 'sidecar' | 'app' | 'ephemeral';

export interface KubeletContainer {
  readonly name: string;
  readonly role: ContainerRole;
  readonly restarts: number;
  readonly step: Step;
  /** Why it doesn't run, as its status gives it; absent: as upstream's default has it. */
  readonly waiting?: { readonly reason: string; readonly message?: string };
  /** The instance that runs, or ran last. */
  readonly run?: Run;
  /** How `run` ended. */
  readonly exit?: Exit;
  /** The instance before `run`. */
  readonly previous?: { readonly run: Run; readonly exit: Exit };
  readonly restartBackOff?: BackOff;
  readonly pullBackOff?: BackOff & { readonly image: string; readonly error: string };
}

/** Where a container is between two reconciles. */
type Step =
  /** Nothing is under way; the next try is due at `atMs`, or as soon as it is its turn. */
  | { readonly is: 'idle'; readonly atMs: number; readonly image: string }
  | { readonly is: 'pulling'; readonly queuedAtMs: number; readonly fromMs: number; readonly untilMs: number }
  /** A registry on the sandbox's network is asked: the pull has a record of its own. */
  | { readonly is: 'fetching'; readonly queuedAtMs: number; readonly pull: string }
  | { readonly is: 'starting'; readonly atMs: number }
  | RunningStep
  | ExitedStep
  /** It ended for good. */
  | { readonly is: 'finished' };

export interface RunningStep {
  readonly is: 'running';
  /** The postStart hook is under way, or failed. */
  readonly hook?: Attempt;
  readonly probes: Probes;
  readonly stop?: Stop;
}

/** It ended. The kubelet looks whether to start it again at `noticedAtMs`; its back-off counts from `backOffFromMs`. */
export interface ExitedStep {
  readonly is: 'exited';
  readonly noticedAtMs: number;
  readonly backOffFromMs: number;
}

export interface Probes {
  readonly startup?: ProbeState;
  readonly readiness?: ProbeState;
  readonly liveness?: ProbeState;
}

export interface ProbeState {
  /** The next probe that can tell something new; absent: none until something in the pod moves. */
  readonly dueAtMs?: number;
  /** The probe that is under way. */
  readonly attempt?: Attempt;
  /** When the last one was begun. */
  readonly madeAtMs?: number;
  /** How many times in a row the outcome was `last`. */
  readonly streak: number;
  readonly last: boolean;
  /** What counts, by the thresholds. */
  readonly passing: boolean;
}

/** What a probe or a hook is doing. */
export type Attempt =
  | { readonly is: 'over'; readonly outcome: AttemptOutcome }
  | { readonly is: 'sleeping'; readonly untilMs: number }
  | {
      readonly is: 'executing';
      /** Its id in the container. */
      readonly execution: string;
      readonly command: readonly string[];
      readonly untilMs?: number;
    }
  | {
      readonly is: 'connecting' | 'asking';
      readonly socket: string;
      readonly question: Question;
      readonly seconds: number;
      readonly untilMs: number;
      /** What has come back so far, a character a byte. */
      readonly answer?: string;
    };

/** What is asked over a connection. */
export interface Question {
  readonly asks: 'tcp' | 'http' | 'https' | 'grpc';
  readonly address: string;
  readonly port: number;
  readonly path?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** `error`: it could not even be made, so it says nothing of the container. */
export type AttemptOutcome =
  | { readonly result: 'success' }
  | {
      readonly result: 'failure' | 'error';
      readonly message: string;
      /** Of a command that ended with it. */
      readonly code?: number;
      /** The runtime's own words, without what the kubelet puts before. */
      readonly cause?: string;
    };

/** A container that was told to stop. */
export interface Stop {
  /** The preStop hook, while it is under way: the signal is sent when it is done. */
  readonly hook?: Attempt;
  /** When it got its signal. */
  readonly toldAtMs?: number;
  /** When it is killed. */
  readonly killAtMs: number;
  /** What becomes of it: it is started again at once, unless it backs off, or as its restart policy says. */
  readonly afterwards: 'restart' | 'replace' | 'end';
}

/** One instance of a container. */
export interface Run {
  /** 64 hex digits. */
  readonly id: string;
  /** As the spec had it. */
  readonly image: string;
  /** What it was, where the catalogue hasn't got it. */
  readonly own?: RunImage;
  readonly startedAtMs: number;
}

/** What is remembered of the image of a container that runs. */
export interface RunImage {
  /** `docker.io/library/nginx:1.27` */
  readonly name: string;
  /** `docker.io/library/nginx@sha256:…`; of one that was built on the node, the digest of its configuration. */
  readonly id: string;
  readonly user: string;
  readonly stopSignal: string;
  /** The groups that root is in. */
  readonly rootGroups: readonly number[];
}

export interface Exit {
  readonly atMs: number;
  readonly code: number;
  readonly reason: string;
  readonly message?: string;
  /** Set where the process never started. */
  readonly neverStarted?: boolean;
}

/** A virtual machine that runs a kubelet. */
export interface KubeletNode {
  /** Counts the nodes; its addresses follow from it. */
  readonly index: number;
  /** They never change. */
  readonly ids: { readonly machineId: string; readonly systemUuid: string; readonly bootId: string };
  /** Quantities. */
  readonly cpu: string;
  readonly memory: string;
  /** Last bytes of the pod IPs in use, and the one that was given out last. */
  readonly addresses: readonly number[];
  readonly lastAddress: number;
  readonly images: readonly NodeImage[];
  /** Images are pulled one by one: when those under way are done. */
  readonly pullsUntilMs: number;
  /** Set while its kubelet takes the node for cordoned. */
  readonly cordoned?: boolean;
}

/** An image on a node, or on its way to it. */
export interface NodeImage {
  /** `docker.io/library/nginx:1.27`, or with `@sha256:…` where it was pulled by digest. */
  readonly name: string;
  /** `docker.io/library/nginx@sha256:…` */
  readonly id: string;
  readonly sizeBytes: number;
  readonly presentAtMs: number;
}

export function isQueued(record: KubeletPod): record is QueuedPod {
  return record.stage === 'queued';
}
