import type { GradeRequest, Report } from '../engine/grading/report.ts';
import type { UserInfo } from '../engine/kubernetes/apiserver/user.ts';
import type { SandboxSpec } from '../engine/sandbox.ts';
import type { TenantActor } from './actor/tenant.ts';
import type { Credential } from './auth/credential.ts';

/** How a sandbox's virtual time is driven. */
export interface ClockMode {
  /** `realtime` follows the wall clock at `rate`; `manual` moves only when it is told to. */
  readonly mode: 'realtime' | 'manual';
  /** Virtual seconds a second of real time; 1 by default. */
  readonly rate: number;
  /** False: its clock stands still while nobody uses the sandbox. */
  readonly runsWhileIdle: boolean;
}

/** All that a sandbox is made from: it is born at first touch, from this. */
export interface Birth {
  readonly spec: SandboxSpec;
  readonly clock: ClockMode;
}

export interface SandboxState {
  /** Virtual time, ms since the epoch. */
  readonly now: number;
  readonly clock: ClockMode;
  /** True while something is on its way that isn't mere routine. */
  readonly busy: boolean;
  /** Credentials of an earlier generation are revoked. */
  readonly credentialGeneration: number;
}

export type Advance = { readonly seconds: number } | { readonly until: 'idle'; readonly maxSeconds: number };

export interface Advanced {
  /** Virtual time, ms since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly steps: number;
  /** True where nothing was on its way any more at the end. */
  readonly idle: boolean;
  /** False where the step budget ran out first. */
  readonly settled: boolean;
}

/** What a grading came to. An assignment at fault is an answer: between actors, an exception loses its fields. */
export type Graded =
  | { readonly report: Report }
  | { readonly fault: { readonly field: string; readonly message: string } };

/** What is behind a sandbox's doors. `tcp`: ports of its hosts, as a bridge to somebody's own machine asks for them. */
export type Room = 'kubernetes' | 'docker' | 'http' | 'tcp';

/** Who comes through a door, and for what. */
export interface Caller {
  readonly room: Room;
  /** What is behind the door, as `/api/v1/pods`. */
  readonly path: string;
  readonly user: UserInfo;
  /** The sandbox that the credential is for. */
  readonly sandboxId: string;
  /** Of the credential: the sandbox refuses those of an earlier generation. */
  readonly generation: number;
  /** How the door's own address begins, where it matters to what is behind it: `/s/sbx_…/http`. */
  readonly door: string;
  readonly requestId: string;
}

/** A certificate that a client has shown in its TLS handshake, signed by this host. */
export interface ClientCertificate {
  readonly credential: Credential;
  /** Both in ms since the epoch: outside of them it is good for nothing. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SHA-256, hex. */
  readonly fingerprint: string;
}

/** What a host knows of a request beside the request: `fetch` of the app takes it along. */
export interface Connection {
  readonly clientCertificate?: ClientCertificate | undefined;
  /** What comes after the request on a connection that the client has taken over. */
  readonly stdin?: ReadableStream<Uint8Array> | undefined;
}

/** A certificate and its private key, PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** One sandbox, wherever it lives. Every call is a message: arguments and answers are plain data. */
export interface SandboxHandle {
  /** Makes the sandbox if it doesn't exist yet. Idempotent; every platform call comes with it. */
  birth(birth: Birth): Promise<SandboxState>;
  /** Moves the clock. The caller sees to it that it is a manual one. */
  advance(advance: Advance): Promise<Advanced>;
  setClock(clock: ClockMode): Promise<SandboxState>;
  /** Makes all credentials minted so far invalid. */
  revokeCredentials(): Promise<SandboxState>;
  /**
   * A request through a door, from a caller whose credential was verified.
   * @param stdin what comes after it on its connection: only on Node
   */
  fetch(request: Request, caller: Caller, stdin?: ReadableStream<Uint8Array>): Promise<Response>;
  /** Forgets everything and is born again; credentials stay valid. */
  reset(birth: Birth): Promise<SandboxState>;
  /** Removes it and all its data. */
  destroy(): Promise<void>;
  /** SHA-256 over every row of every table: equal for equal worlds. */
  digest(): Promise<string>;
  /** An operation on its virtual machines, and its answer, as JSON: see `operateMachines`. */
  machines(call: string): Promise<string>;
  /** Runs a whole grading in this (fresh, throw-away) sandbox. */
  grade(request: GradeRequest): Promise<Graded>;
}

/** Every public method of an actor as a message to await: at once on Node, over RPC on Workers. */
export type Handle<Actor> = {
  [Method in keyof Actor as Actor[Method] extends (...args: never[]) => unknown
    ? Method
    : never]: Actor[Method] extends (...args: infer Arguments) => infer Result
    ? (...args: Arguments) => Result | Promise<Result>
    : never;
};

/** How many requests of one API key a process takes. */
export interface RateLimit {
  readonly perSecond: number;
  /** So many at once, after a quiet time. */
  readonly burst: number;
}

/** Where Atoll runs: Node (api/node.ts) or Cloudflare Workers (api/worker.ts). */
export interface Host {
  /** Wall clock, ms since the epoch. */
  now(): number;
  tenant(id: string): Handle<TenantActor>;
  sandbox(id: string): SandboxHandle;
  /** Exact copies of a born sandbox under new ids. */
  copySandbox(from: string, to: readonly string[]): Promise<void>;
  /** A sandbox that is only in memory, or removes itself: for grading. Call `destroy` when done. */
  scratchSandbox(): SandboxHandle;
  /** Signs and verifies sandbox credentials (HS256). */
  readonly signingKey: Uint8Array;
  /** Where clients reach this server, without a trailing slash; undefined: as the request was addressed. */
  readonly publicUrl: string | undefined;
  /** The CA that clients of a self-signed server need, PEM. */
  readonly certificateAuthority: string | undefined;
  /** Signs a client certificate. Absent where the host sees none: without TLS of its own, and on Workers. */
  issueCertificate?(credential: Credential, validity: { readonly expiresAt: number }): Promise<KeyPair>;
  /** Undefined: the default. */
  readonly rateLimit?: RateLimit;
  /** How many sandboxes are in memory, where the host can tell. */
  sandboxesLoaded?(): number;
  /** Structured log lines; never given secrets. */
  log(level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, unknown>>): void;
}
