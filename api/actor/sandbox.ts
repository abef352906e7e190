import type { DaemonPort } from '../../engine/docker/daemon-socket/port.ts';
import type { Docker } from '../../engine/docker/docker.ts';
import { DockerError } from '../../engine/docker/docker-error.ts';
import type { GradeRequest } from '../../engine/grading/report.ts';
import { ApiError, internalError, unauthorized } from '../../engine/kubernetes/apiserver/status.ts';
import { ADVANCE_SECONDS_MAX, SETTLE_STEPS_MAX } from '../../engine/limits.ts';
import { Sandbox } from '../../engine/sandbox.ts';
import { userOf } from '../auth/credential.ts';
import { answerDocker, type DockerTurns } from '../docker/answer.ts';
import { responseOf } from '../docker/reply.ts';
import { readDockerRequest } from '../docker/request.ts';
import { refusal, unauthorized as unknownToDocker } from '../docker/respond.ts';
import { socketPort } from '../docker/socket.ts';
import type {
  Advance,
  Advanced,
  Birth,
  Caller,
  ClockMode,
  Graded,
  SandboxHandle,
  SandboxState,
} from '../host.ts';
import { answerKubernetes } from '../kubernetes/answer.ts';
import { actingUser } from '../kubernetes/impersonation.ts';
import { represent } from '../kubernetes/representation.ts';
import { readRequest } from '../kubernetes/request.ts';
import { errorResponse } from '../kubernetes/response.ts';
import { reviewedCredential } from '../kubernetes/token-review.ts';
import { answerVisit, type Visited } from '../outside/answer.ts';
import { VisitError } from '../outside/refusals.ts';
import { realTime, virtualTime } from './clock.ts';
import type { ActorEnvironment, Anchor } from './environment.ts';
import { readMachineCall } from './machine-call.ts';
import { gradeWorld, runInSlices } from './slices.ts';
import { Turns } from './turns.ts';

/** Without a request or a watcher for this long, a sandbox goes to sleep and its clock stands still. */
const IDLE_MS = 5 * 60 * 1000;

/** How often, at most, the moment of the last use is saved. */
const LAST_USE_PRECISION_MS = 30 * 1000;

/** So long, in ms of the host's time, a realtime sandbox that can't keep up may work before the next call has its turn. */
const CATCH_UP_MS = 100;
const AFTERMATH_MS = 500;

/** A world whose clock goes so many times as fast as it should will get there; one that is slower falls behind. */
const CATCHING_UP_RATE = 2;

/** A sandbox that is awake, and what its host keeps beside the world. */
interface Awake {
  readonly sandbox: Sandbox;
  clock: ClockMode;
  credentialGeneration: number;
  anchor: Anchor;
}

/**
 * One sandbox as an actor: requests take turns, each finds the world caught up with its clock and settled,
 * and what it set in motion is worked off in slices afterwards, before the next one's turn.
 */
export class SandboxActor implements SandboxHandle {
  readonly #environment: ActorEnvironment;
  #awake: Awake | undefined;
  readonly #turns = new Turns();
  #lastUse: number;

  constructor(environment: ActorEnvironment) {
    this.#environment = environment;
    this.#lastUse = environment.savedAnchor()?.lastUse ?? environment.now();
  }

  birth(birth: Birth): Promise<SandboxState> {
    return this.#inTurn(async () => stateOf(await this.#ready(birth)));
  }

  advance(advance: Advance): Promise<Advanced> {
    return this.#inTurn(async () => {
      const awake = await this.#required();
      const { sandbox } = awake;
      const from = sandbox.now;
      const limit =
        Math.min('seconds' in advance ? advance.seconds : advance.maxSeconds, ADVANCE_SECONDS_MAX) * 1000;
      const result =
        'seconds' in advance
          ? await runInSlices(this.#environment, sandbox, (steps) => sandbox.run(from + limit, steps))
          : await runInSlices(this.#environment, sandbox, (steps) =>
              sandbox.runUntilIdle(from + limit, steps),
            );
      sandbox.checkpoint();
      this.#anchor(awake);
      return { from, to: sandbox.now, steps: result.steps, idle: !sandbox.busy, settled: result.settled };
    });
  }

  setClock(clock: ClockMode): Promise<SandboxState> {
    return this.#inTurn(async () => {
      const awake = await this.#required();
      awake.clock = clock;
      awake.sandbox.transact(() => awake.sandbox.setMeta('clock', JSON.stringify(clock)));
      this.#anchor(awake);
      return stateOf(awake);
    });
  }

  revokeCredentials(): Promise<SandboxState> {
    return this.#inTurn(async () => {
      const awake = await this.#required();
      awake.credentialGeneration++;
      awake.sandbox.transact(() => awake.sandbox.setMeta('credentials', String(awake.credentialGeneration)));
      return stateOf(awake);
    });
  }

  async fetch(request: Request, caller: Caller, stdin?: ReadableStream<Uint8Array>): Promise<Response> {
    if (caller.room === 'docker') return this.#answerDocker(request, caller, stdin);
    if (caller.room === 'http' || caller.room === 'tcp') {
      return answerVisit(request, caller, this.#visited(caller), stdin);
    }
    return represent(await this.#answer(request, caller), request, caller.path);
  }

  async #answerDocker(
    request: Request,
    caller: Caller,
    stdin: ReadableStream<Uint8Array> | undefined,
  ): Promise<Response> {
    try {
      const read = await readDockerRequest(request, caller.path, stdin);
      const answer = await this.#inTurn(async () => {
        const awake = await this.#load();
        if (awake?.credentialGeneration !== caller.generation) return unknownToDocker();
        await this.#catchUp(awake);
        return answerDocker(awake.sandbox, read, this.#dockerTurns);
      });
      return responseOf('eventually' in answer ? await answer.eventually : answer);
    } catch (error) {
      if (error instanceof DockerError) return responseOf(refusal(error));
      this.#environment.log('error', 'a request failed', { error: describe(error) });
      return responseOf(refusal(new DockerError(500, 'the daemon could not store or read its data')));
    }
  }

  #visited(caller: Caller): Visited {
    return {
      isKnown: () =>
        this.#inTurn(async () => (await this.#load())?.credentialGeneration === caller.generation),
      later: (change) =>
        this.#inTurn(async () => {
          const { sandbox } = await this.#required();
          return sandbox.transact(() => change(sandbox.outside));
        }),
      moveOn: (isThere) => this.#moveOn(isThere),
      report: (error) => this.#environment.log('error', 'a request failed', { error: describe(error) }),
    };
  }

  /** Lets a manual clock go on from one thing that happens to the next, until that is so. */
  #moveOn(isThere: () => boolean): Promise<void> {
    return this.#inTurn(async () => {
      const awake = await this.#required();
      const { sandbox, clock } = awake;
      if (clock.mode !== 'manual') return;
      for (let steps = 0; !isThere() && steps < SETTLE_STEPS_MAX; ) {
        const due = sandbox.hasWork ? sandbox.now : sandbox.nextDue;
        if (due === undefined) break;
        const until = Math.max(due, sandbox.now);
        steps += (await runInSlices(this.#environment, sandbox, (most) => sandbox.run(until, most))).steps;
      }
      sandbox.checkpoint();
      this.#anchor(awake);
    });
  }

  get #dockerTurns(): DockerTurns {
    return { later: (change) => this.#changeDocker(change), pause: () => this.#environment.yield() };
  }

  /** The daemon's socket in containers. */
  #daemonPort(sandbox: Sandbox): DaemonPort {
    const report = (error: unknown) =>
      this.#environment.log('error', 'a request failed', { error: describe(error) });
    const stir = () => void this.#inTurn(async () => {}, false).catch(report);
    return socketPort(sandbox, { ...this.#dockerTurns, stir, report });
  }

  /** What belongs to an answer that is under way. */
  #changeDocker<R>(change: (docker: Docker) => R): Promise<R> {
    return this.#inTurn(async () => {
      const { sandbox } = await this.#required();
      return sandbox.transact(() => change(sandbox.docker));
    });
  }

  async #answer(request: Request, caller: Caller): Promise<Response> {
    try {
      const read = await readRequest(request, caller.path, caller.user);
      const reviewed = await reviewedCredential(this.#environment, read, caller.sandboxId);
      return await this.#inTurn(async () => {
        const awake = await this.#load();
        const generation = awake?.credentialGeneration;
        if (awake === undefined || generation !== caller.generation) throw unauthorized();
        await this.#catchUp(awake);
        const user = actingUser(caller.user, request.headers);
        const tokenUser = reviewed?.generation === generation ? userOf(reviewed) : undefined;
        return answerKubernetes(awake.sandbox, { ...read, user, tokenUser });
      });
    } catch (error) {
      if (error instanceof ApiError) return errorResponse(error);
      this.#environment.log('error', 'a request failed', { error: describe(error) });
      return errorResponse(internalError('the server could not store or read its data'));
    }
  }

  reset(birth: Birth): Promise<SandboxState> {
    return this.#inTurn(async () => {
      const { credentialGeneration } = await this.#required();
      this.#drop();
      await this.#environment.destroy();
      return stateOf(this.#bear(birth, credentialGeneration));
    });
  }

  destroy(): Promise<void> {
    return this.#inTurn(async () => {
      this.#drop();
      this.#environment.setAlarm(undefined, false);
      await this.#environment.destroy();
    });
  }

  digest(): Promise<string> {
    return this.#inTurn(async () => {
      await this.#required();
      return this.#environment.open().digest();
    });
  }

  machines(call: string): Promise<string> {
    return this.#inTurn(async () => {
      const { name, rest } = readMachineCall(call);
      return JSON.stringify((await this.#required()).sandbox.operate(name, rest));
    });
  }

  grade(request: GradeRequest): Promise<Graded> {
    return this.#inTurn(async () => gradeWorld(this.#environment, (await this.#required()).sandbox, request));
  }

  /** The host's call at the moment asked for: moves a realtime clock on, unless the sandbox may sleep. */
  alarm(): Promise<void> {
    return this.#inTurn(async () => {
      const awake = await this.#load();
      if (awake !== undefined) await this.#catchUp(awake);
    }, false);
  }

  /** Runs something of the host's while the world stands still and is stored. */
  hold<R>(call: () => R): Promise<R> {
    return this.#inTurn(async () => {
      (await this.#required()).sandbox.checkpoint();
      return call();
    });
  }

  /** True while a call is under way or somebody watches. */
  get inUse(): boolean {
    const { cluster, docker, outside } = this.#awake?.sandbox ?? {};
    const followers = (docker?.followers ?? 0) + (outside?.publisher.count ?? 0);
    const listeners = (cluster?.watchers.count ?? 0) + followers;
    return this.#turns.waiting > 0 || listeners > 0;
  }

  /** True where nobody has used it for long. */
  get sleepy(): boolean {
    return !this.inUse && this.#environment.now() - this.#lastUse > IDLE_MS;
  }

  /** True where it holds no memory and nobody waits for it. */
  get asleep(): boolean {
    return this.#awake === undefined && this.#turns.waiting === 0;
  }

  /** Leaves memory; the next call wakes it where it stands. */
  sleep(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#awake === undefined) return;
      this.#awake.sandbox.checkpoint();
      if (!this.#awake.clock.runsWhileIdle) this.#environment.setAlarm(undefined, false);
      this.#drop();
    }, false);
  }

  /** Whatever fails for another reason than a refusal costs the memory, not the data. */
  #inTurn<R>(call: () => Promise<R>, isUse = true): Promise<R> {
    return this.#turns.take(
      async () => {
        try {
          return await call();
        } catch (error) {
          if (!(error instanceof ApiError || error instanceof VisitError)) this.#drop();
          throw error;
        } finally {
          if (isUse) this.#lastUse = this.#environment.now();
        }
      },
      () => this.#aftermath(),
    );
  }

  /** Works off what the last call set in motion, then says when the clock is next needed. */
  async #aftermath(): Promise<void> {
    const awake = this.#awake;
    if (awake === undefined) return;
    const { sandbox, clock } = awake;
    const until = this.#environment.now() + AFTERMATH_MS;
    try {
      if (sandbox.hasWork)
        await runInSlices(
          this.#environment,
          sandbox,
          (steps) => sandbox.run(sandbox.now, steps),
          () => clock.mode === 'realtime' && this.#environment.now() > until,
        );
      this.#schedule(awake);
    } catch (error) {
      this.#environment.log('error', 'a sandbox could not go on', { error: describe(error) });
      this.#drop();
    }
  }

  #schedule(awake: Awake): void {
    const { sandbox, clock, anchor } = awake;
    if (this.#lastUse - anchor.lastUse > LAST_USE_PRECISION_MS) {
      awake.anchor = { ...anchor, lastUse: this.#lastUse };
      this.#environment.saveAnchor(awake.anchor);
    }
    const due = sandbox.hasWork ? sandbox.now : sandbox.nextDue;
    const runs = clock.mode === 'realtime' && due !== undefined && (clock.runsWhileIdle || !this.sleepy);
    this.#environment.setAlarm(runs ? realTime(clock, awake.anchor, due) : undefined, clock.runsWhileIdle);
  }

  async #required(): Promise<Awake> {
    const awake = await this.#load();
    if (awake === undefined) throw new Error('the sandbox is not born');
    await this.#catchUp(awake);
    return awake;
  }

  async #ready(birth: Birth): Promise<Awake> {
    const awake = (await this.#load()) ?? this.#bear(birth, 0);
    await this.#catchUp(awake);
    return awake;
  }

  async #load(): Promise<Awake | undefined> {
    if (this.#awake !== undefined || !this.#environment.exists()) return this.#awake;
    const database = this.#environment.open();
    const sandbox = Sandbox.load(database);
    if (sandbox === undefined) return undefined;
    const clock: ClockMode = JSON.parse(sandbox.meta('clock') ?? '{}');
    const credentialGeneration = Number(sandbox.meta('credentials') ?? 0);
    return this.#wake(sandbox, clock, credentialGeneration, this.#environment.savedAnchor());
  }

  #bear({ spec, clock }: Birth, credentialGeneration: number): Awake {
    const sandbox = Sandbox.create(this.#environment.open(), spec, {
      clock: JSON.stringify(clock),
      credentials: String(credentialGeneration),
    });
    return this.#wake(sandbox, clock, credentialGeneration, undefined);
  }

  /** @param saved the anchor of its clock, where it may go on from there */
  #wake(sandbox: Sandbox, clock: ClockMode, credentialGeneration: number, saved: Anchor | undefined): Awake {
    sandbox.docker.sockets.port = this.#daemonPort(sandbox);
    sandbox.onReconcileError = (error, what) => {
      this.#environment.log('error', `reconcile ${what} failed`, { error: describe(error) });
    };
    const goesOn =
      saved !== undefined && (clock.runsWhileIdle || this.#environment.now() - saved.lastUse < IDLE_MS);
    const awake: Awake = {
      sandbox,
      clock,
      credentialGeneration,
      anchor: goesOn ? saved : this.#freshAnchor(sandbox),
    };
    this.#awake = awake;
    return awake;
  }

  #freshAnchor(sandbox: Sandbox, lastUse = this.#environment.now()): Anchor {
    const anchor = { real: this.#environment.now(), virtual: sandbox.now, lastUse };
    this.#environment.saveAnchor(anchor);
    return anchor;
  }

  /** From here on, virtual time is counted from now. */
  #anchor(awake: Awake): void {
    awake.anchor = this.#freshAnchor(awake.sandbox);
  }

  /**
   * Brings a world to where its clock should be by now. Where its programs do more than can be worked off in that time,
   * its clock falls behind, as that of an overloaded virtual machine does, and whoever calls has a turn nevertheless.
   */
  async #catchUp(awake: Awake): Promise<void> {
    const { sandbox, clock, anchor } = awake;
    const from = { real: this.#environment.now(), virtual: sandbox.now };
    const target = virtualTime(clock, anchor, sandbox.now, from.real);
    const isInVain = () => {
      const spentMs = this.#environment.now() - from.real;
      return spentMs > CATCH_UP_MS && sandbox.now - from.virtual < spentMs * clock.rate * CATCHING_UP_RATE;
    };
    const { settled } = await runInSlices(
      this.#environment,
      sandbox,
      (steps) => sandbox.run(target, steps),
      clock.mode === 'realtime' ? isInVain : undefined,
    );
    if (!settled) awake.anchor = this.#freshAnchor(sandbox, this.#lastUse);
  }

  #drop(): void {
    this.#awake?.sandbox.cluster?.watchers.end();
    this.#awake?.sandbox.docker.close();
    this.#awake?.sandbox.outside.end();
    this.#awake = undefined;
    this.#environment.close();
  }
}

function stateOf({ sandbox, clock, credentialGeneration }: Awake): SandboxState {
  return { now: sandbox.now, clock, busy: sandbox.busy, credentialGeneration };
}

/** For the log: where it happened, not only what. */
function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
