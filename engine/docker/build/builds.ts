import type { Records } from '../../simulation/records.ts';
import type { Requeue } from '../../simulation/simulation.ts';
import type { Work } from '../../simulation/work.ts';
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
import { closeRoom, contextLayerKey, contextRoomName, takeContext } from './context.ts';
import { BuildCourse, topicOf } from './course.ts';
import type { Dockerfile } from './dockerfile/instruction.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { BUILDS_MAX } from './limits.ts';
import { messageOf, pullFor, standardError } from './stages.ts';
import { removeContainers } from './step-containers.ts';
import type { StepWorld } from './steps.ts';
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
  readonly #course: BuildCourse;

  constructor(world: DockerWorld, pulls: Pulls) {
    this.#world = world;
    this.#pulls = pulls;
    this.#course = new BuildCourse(pulls);
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
      const file = withLabels(untilTarget(parseDockerfile(text, dockerfile), options.target), options);
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
      const waits = build.waiting === undefined ? undefined : this.#course.wait(step);
      if (waits !== undefined) return waits.requeue;
      if (build.waiting === undefined && this.#course.isOver(step)) return this.#finish(step);
    } catch (error) {
      const message = messageOf(error);
      if (message === undefined) throw error;
      return this.#fail(step, message, error instanceof BuildError ? error.code : undefined);
    }
    this.#builds.set(id, build);
    if (build.waiting?.is === 'pull') return undefined;
    return { afterMs: build.waiting?.is === 'files' ? 0 : STEP_MS };
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
    this.#course.forget(this.#world, build);
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
