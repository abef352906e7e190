import { TRANSACTION_INSTRUCTIONS_MAX } from '../../limits.ts';
import type { Records } from '../../simulation/records.ts';
import type { Requeue } from '../../simulation/simulation.ts';
import { doSome, type Work } from '../../simulation/work.ts';
import { isRunning } from '../containers/container.ts';
import { removeContainer } from '../containers/life/remove.ts';
import { DockerError } from '../docker-error.ts';
import { shortId } from '../images/image.ts';
import { familiar } from '../images/names.ts';
import { failure, type ProgressLine } from '../images/progress.ts';
import type { Pulls } from '../images/pull/pulls.ts';
import { nameImage, newName } from '../images/tag.ts';
import type { DockerWorld } from '../world.ts';
import { untilTarget, withLabels } from './adapt.ts';
import { type Build, BuildError, type BuildOptions } from './build.ts';
import {
  closeRoom,
  contextLayerKey,
  contextRoomName,
  sourceRoomName,
  takeContext,
  targetRoomName,
} from './context.ts';
import type { Dockerfile, Instruction, Stage } from './dockerfile/instruction.ts';
import { parseDockerfile, parseInstruction } from './dockerfile/parse.ts';
import { BUILDS_MAX } from './limits.ts';
import {
  beginStage,
  closeStage,
  messageOf,
  pullFor,
  readMetaArgument,
  sayImage,
  sayStep,
  sayWarnings,
  standardError,
} from './stages.ts';
import { removeContainers } from './step-containers.ts';
import { doStep, finishRun, type StepWorld, tidy } from './steps.ts';
import { unconsumed } from './variables.ts';

/** What passes between two steps, beside what they do themselves. */
const STEP_MS = 20;
const ID_DIGITS = 32;
/** Of what a quiet build keeps to say when it fails. */
const UNSAID_CHARACTERS_MAX = 64 * 1024;

export interface BuildRequest {
  readonly archive: Uint8Array;
  /** The path of the Dockerfile in it. */
  readonly dockerfile: string;
  readonly options: BuildOptions;
}

/** The builds of all daemons that are under way: the classic builder. */
export class Builds {
  readonly #world: DockerWorld;
  readonly #pulls: Pulls;
  readonly #builds: Records<Build>;
  readonly #files: Records<Dockerfile>;
  /** Steps that take more than one slice. After a restart they begin anew. */
  readonly #longSteps = new Map<string, Work<void>>();

  constructor(world: DockerWorld, pulls: Pulls) {
    this.#world = world;
    this.#pulls = pulls;
    this.#builds = world.simulation.records.of('docker_builds');
    this.#files = world.simulation.records.of('docker_build_files');
  }

  /** After the records were loaded. */
  connect(): void {
    for (const id of this.#builds.keys()) this.#world.simulation.enqueue(`docker-build|${id}`);
  }

  /** Begins a build; `build/<id>` is told how it goes, from the next reconcile on. @throws DockerError */
  *begin(host: string, { archive, dockerfile, options }: BuildRequest): Work<string> {
    if (this.#builds.size >= BUILDS_MAX) {
      throw new DockerError(503, `a sandbox has ${BUILDS_MAX} builds under way at most`);
    }
    const { simulation } = this.#world;
    const id = simulation.random.hex(ID_DIGITS);
    const text = yield* takeContext(this.#world, host, id, { archive, dockerfile });
    try {
      const file = withLabels(untilTarget(parseDockerfile(text), options.target), options);
      const steps = file.args.length + file.stages.reduce((sum, stage) => sum + 1 + stage.steps.length, 0);
      this.#files.set(id, file);
      this.#builds.set(id, { ...NEW, id, host, options, steps, ...fresh() });
    } catch (error) {
      this.#dropContext(host, id);
      throw error;
    }
    simulation.enqueue(`docker-build|${id}`);
    return id;
  }

  /** A host is about to go: nothing of it is wanted any more. */
  cancelAll(host: string): void {
    for (const [id, work] of [...this.#builds.entries()]) if (work.host === host) this.cancel(id);
  }

  /** The client went away: what runs is killed, and everything of the build goes. */
  cancel(id: string): void {
    const build = this.#builds.get(id);
    if (build === undefined) return;
    if (build.waiting?.is === 'pull') this.#pulls.cancel(build.waiting.pull);
    for (const name of build.containers) {
      const container = this.#world.containers.byId(name);
      if (container !== undefined) removeContainer(this.#world, container, { volumes: true });
    }
    this.#forget(build);
  }

  /** A container has printed something. */
  output(container: string, stream: 1 | 2, bytes: Uint8Array): void {
    const build = this.#waitingFor(container);
    if (build === undefined) return;
    const text = new TextDecoder().decode(bytes);
    this.#say(build, stream === 1 ? text : standardError(text));
  }

  /** A container has ended, or couldn't be started. */
  ended(container: string): void {
    const build = this.#waitingFor(container);
    if (build !== undefined) this.#world.simulation.enqueue(`docker-build|${build.id}`);
  }

  #waitingFor(container: string): Build | undefined {
    for (const build of this.#builds.values()) {
      if (build.waiting?.is === 'run' && build.waiting.container === container) return build;
    }
    return undefined;
  }

  reconcile(id: string): Requeue | undefined {
    const build = this.#builds.get(id);
    const file = this.#files.get(id);
    if (build === undefined || file === undefined) return undefined;
    const step: StepWorld = {
      world: this.#world,
      build,
      file,
      say: (text) => this.#say(build, text),
      pull: (name) => pullFor(build, this.#pulls, topicOf(build), name, ''),
    };
    try {
      const waits = build.waiting === undefined ? undefined : this.#wait(step);
      if (waits !== undefined) return waits.requeue;
      if (build.waiting === undefined && this.#isOver(step)) return this.#finish(step);
    } catch (error) {
      const message = messageOf(error);
      if (message === undefined) throw error;
      return this.#fail(step, message, error instanceof BuildError ? error.code : undefined);
    }
    this.#builds.set(id, build);
    if (build.waiting?.is === 'pull') return undefined;
    return { afterMs: build.waiting?.is === 'files' ? 0 : STEP_MS };
  }

  /** @returns undefined: what it waited for has come */
  #wait(step: StepWorld): { readonly requeue: Requeue | undefined } | undefined {
    const { world, build } = step;
    const { waiting } = build;
    if (waiting?.is === 'files') {
      delete build.waiting;
      const stage = step.file.stages[build.stage];
      if (stage !== undefined) this.#next(step, stage, true);
      return undefined;
    }
    if (waiting?.is === 'pull') {
      if (this.#pulls.isUnderWay(waiting.pull)) return { requeue: undefined };
      delete build.waiting;
      const stage = step.file.stages[build.stage];
      if (build.step === 0 || stage === undefined) this.#begin(step);
      else this.#next(step, stage, true);
      return undefined;
    }
    const container = waiting?.is !== 'run' ? undefined : world.containers.byId(waiting.container);
    if (container?.starting !== undefined) {
      return { requeue: { afterMs: Math.max(1, container.starting.dueMs - world.simulation.now() + 1) } };
    }
    if (container !== undefined && isRunning(container)) return { requeue: undefined };
    if (container !== undefined && container.error !== '') throw new BuildError(container.error);
    finishRun(step);
    this.#stepDone(step);
    return undefined;
  }

  /** Does what is next. @returns true where nothing is */
  #isOver(step: StepWorld): boolean {
    const { build, file } = step;
    const stage = file.stages[build.stage];
    if (build.printed === 0) sayWarnings(step);
    if (build.args < file.args.length) {
      sayStep(step, file.args[build.args]?.text ?? '');
      readMetaArgument(step, build.args++);
    } else if (stage === undefined) return true;
    else if (build.step === 0) {
      sayStep(step, stage.from.text);
      this.#begin(step);
    } else this.#next(step, stage, false);
    return false;
  }

  #begin(step: StepWorld): void {
    const { build, file } = step;
    const stage = file.stages[build.stage];
    if (stage === undefined) return;
    beginStage(step, this.#pulls, topicOf(build), stage);
    if (build.waiting !== undefined) return;
    delete build.pulled;
    build.step = 1;
    if (build.triggers.length === 0) sayImage(step);
    closeStage(build, stage);
  }

  /** @param again what it needed was pulled */
  #next(step: StepWorld, stage: Stage, again: boolean): void {
    const { build, file } = step;
    const [trigger] = build.triggers;
    const instruction =
      trigger === undefined
        ? stage.steps[build.step - 1]
        : parseInstruction({ number: 1, text: trigger }, file.escapeWith);
    if (instruction === undefined) return;
    if (trigger === undefined && !again) sayStep(step, instruction.text);
    if (instruction.is === 'CMD') build.setsCommand = true;
    this.#do(step, instruction);
    if (build.waiting !== undefined) return;
    delete build.pulled;
    this.#stepDone(step);
  }

  #do(step: StepWorld, instruction: Instruction): void {
    const { build, world } = step;
    const begun = this.#longSteps.get(build.id);
    if (begun === undefined) closeStepRooms(world, build);
    const work = begun ?? doStep(step, instruction);
    this.#longSteps.delete(build.id);
    if (doSome(work) !== undefined) return;
    this.#longSteps.set(build.id, work);
    build.waiting = { is: 'files' };
    // What was copied is to be committed, and others get their turn.
    world.simulation.work(TRANSACTION_INSTRUCTIONS_MAX);
  }

  #stepDone(step: StepWorld): void {
    const { build, file } = step;
    tidy(step);
    const stage = file.stages[build.stage];
    if (build.triggers.length > 0) {
      build.triggers.shift();
      if (build.triggers.length > 0) return;
    } else build.step++;
    sayImage(step);
    if (stage !== undefined) closeStage(build, stage);
  }

  #finish(step: StepWorld): undefined {
    const { world, build, say } = step;
    const image = build.results.at(-1) ?? '';
    if (image === '') return this.#fail(step, 'No image was generated. Is your Dockerfile empty?', undefined);
    this.#tell(build, { aux: { ID: image } });
    const unused = unconsumed(build);
    if (unused.length > 0) say(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
    say(`Successfully built ${shortId(image)}\n`);
    for (const tag of build.options.tags) {
      const reference = newName(tag);
      nameImage(world, build.host, reference, image);
      say(`Successfully tagged ${familiar(reference)}\n`);
    }
    if (build.options.quiet) this.#tell(build, { stream: `${image}\n` });
    this.#forget(build);
  }

  #fail({ world, build, say }: StepWorld, message: string, code: number | undefined): undefined {
    if (build.options.forceRm) removeContainers(world, build, say);
    if (build.options.quiet && build.unsaid !== '') this.#tell(build, { stream: build.unsaid });
    // Of a pull that failed its own stream has told.
    if (message !== '') this.#tell(build, failure(message, code));
    this.#forget(build);
  }

  #say(build: Build, text: string): void {
    if (!build.options.quiet) this.#tell(build, { stream: text });
    else if (build.unsaid.length < UNSAID_CHARACTERS_MAX) {
      build.unsaid += text;
      this.#builds.set(build.id, build);
    }
  }

  #tell({ id }: Build, line: ProgressLine): void {
    this.#world.publisher.emit(topicOf({ id }), { is: 'progress', line });
  }

  #forget(build: Build): void {
    const { id, host } = build;
    this.#longSteps.delete(id);
    closeStepRooms(this.#world, build);
    this.#dropContext(host, id);
    this.#builds.delete(id);
    this.#files.delete(id);
    this.#world.publisher.emit(topicOf({ id }), { is: 'done' });
  }

  #dropContext(host: string, id: string): void {
    closeRoom(this.#world, host, contextRoomName(id));
    this.#world.images.layers.remove(contextLayerKey(id));
  }
}

/** Rooms of a step that was given up. */
function closeStepRooms(world: DockerWorld, { host, id }: Build): void {
  closeRoom(world, host, sourceRoomName(id));
  closeRoom(world, host, targetRoomName(id));
}

/** Where it is told how a build goes. */
function topicOf({ id }: Pick<Build, 'id'>): string {
  return `build/${id}`;
}

const NEW = {
  printed: 0,
  args: 0,
  stage: 0,
  step: 0,
  cacheMissed: false,
  setsCommand: false,
  unsaid: '',
} as const satisfies Partial<Build>;

/** What is changed in place, and so is made anew for each build. */
function fresh() {
  return { triggers: [], config: {}, metaArgs: {}, stageArgs: {}, consumed: [], results: [], containers: [] };
}
