import { rootId } from '../../container/root-filesystem.ts';
import type { Work } from '../../simulation/work.ts';
import { requestStart } from '../containers/life/start.ts';
import { DockerError } from '../docker-error.ts';
import { changedFiles, changingFiles, commitStep, type UnnamedLayer } from '../images/commit.ts';
import type { DockerWorld } from '../world.ts';
import { type Build, BuildError } from './build.ts';
import { cacheKeyOf, takeCached } from './cache.ts';
import {
  closeRoom,
  closingRoom,
  contextRoomName,
  openRoom,
  type Room,
  roomOf,
  sourceRoomName,
  targetRoomName,
} from './context.ts';
import { copySources, findSources, hashSources } from './copy.ts';
import { expand } from './dockerfile/expand.ts';
import type { Command, Dockerfile, Instruction, InstructionOf } from './dockerfile/instruction.ts';
import { type Changing, changeConfig } from './metadata.ts';
import { imageOf, removeContainers, type Say, stepContainer } from './step-containers.ts';
import { argumentPrefix, runArguments, stageVariables } from './variables.ts';

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** All that a step works with. */
export interface StepWorld {
  readonly world: DockerWorld;
  readonly build: Build;
  readonly file: Dockerfile;
  readonly say: Say;
  /** Has an image pulled, and the step done again when it is there. @throws DockerError */
  readonly pull: (name: string) => void;
}

/**
 * Does an instruction of a stage, its FROM excepted. When it is over and the build doesn't wait, it is done.
 * @throws BuildError, DockerError
 */
export function* doStep(step: StepWorld, instruction: Instruction): Work<void> {
  switch (instruction.is) {
    case 'FROM':
      throw new Error('FROM is no step of a stage');
    case 'RUN':
      run(step, instruction);
      break;
    case 'COPY':
    case 'ADD':
      yield* copy(step, instruction);
      break;
    default:
      configure(step, instruction);
  }
}

function shellOf({ config }: Build): readonly string[] {
  return config.Shell !== undefined && config.Shell.length > 0 ? config.Shell : DEFAULT_SHELL;
}

/** A step that changes the configuration only; WORKDIR makes its folder too. */
function configure({ world, build, file, say }: StepWorld, instruction: Changing): void {
  const variables = stageVariables(build);
  const put = (word: string) => expand(word, variables, file.escapeWith);
  const { Test: before = [] } = build.config.Healthcheck ?? {};
  if (instruction.is === 'HEALTHCHECK' && before.length > 0 && before[0] !== 'NONE') {
    say(`Note: overriding previous HEALTHCHECK: [${before.join(' ')}]\n`);
  }
  const comment = changeConfig(build, instruction, put, shellOf(build));
  const command = [...shellOf(build), '#(nop) ', comment];
  const cacheKey = cacheKeyOf(build, command);
  if (takeCached(world, build, say, cacheKey)) return;
  const parent = imageOf(world, build);
  const container = parent === undefined ? undefined : stepContainer(world, build, say, command);
  const makesFolder = instruction.is === 'WORKDIR' && container !== undefined;
  build.image = commitStep(world, build.host, {
    parent,
    config: build.config,
    ...(makesFolder ? { layer: changedFiles(world, rootId(container)) } : {}),
    createdBy: command.join(' '),
    ...(build.author === undefined ? {} : { author: build.author }),
    cacheKey,
  }).id;
}

function commandLine(build: Build, command: Command): string[] {
  return 'exec' in command ? [...command.exec] : [...shellOf(build), command.shell];
}

function requiresBuildKit(flag: string): BuildError {
  return new BuildError(
    `the --${flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
  );
}

function run({ world, build, say }: StepWorld, { command, unsupported }: InstructionOf<'RUN'>): void {
  if (unsupported !== undefined) throw requiresBuildKit(unsupported);
  const line = commandLine(build, command);
  const saved = [...argumentPrefix(build), ...line];
  const cacheKey = cacheKeyOf(build, saved);
  if (takeCached(world, build, say, cacheKey)) return;
  if (build.image === undefined) {
    build.image = commitStep(world, build.host, {
      parent: undefined,
      config: build.config,
      createdBy: '',
    }).id;
  }
  const env = runArguments(build).map(([key, value]) => `${key}=${value}`);
  const container = stepContainer(world, build, say, line, env);
  build.waiting = { is: 'run', container: container.id, createdBy: saved.join(' '), cacheKey };
  requestStart(world, container);
}

/** The container of a RUN has ended: when it is over, the build doesn't wait for it any more. @throws BuildError */
export function* finishRun({ world, build }: StepWorld): Work<void> {
  const { waiting } = build;
  if (waiting?.is !== 'run') return;
  const container = world.containers.byId(waiting.container);
  if (container === undefined) throw new BuildError(`No such container: ${waiting.container}`);
  if (container.exitCode !== 0) {
    const line = (container.config.Cmd ?? []).join(' ');
    throw new BuildError(
      `The command '${line}' returned a non-zero code: ${container.exitCode}`,
      container.exitCode,
    );
  }
  const layer = yield* changingFiles(world, rootId(container));
  delete build.waiting;
  commitLayer(world, build, layer, waiting.createdBy, waiting.cacheKey);
}

function commitLayer(
  world: DockerWorld,
  build: Build,
  layer: UnnamedLayer,
  createdBy: string,
  cacheKey: string,
): void {
  build.image = commitStep(world, build.host, {
    parent: imageOf(world, build),
    config: build.config,
    layer,
    createdBy,
    ...(build.author === undefined ? {} : { author: build.author }),
    cacheKey,
  }).id;
}

function* copy(step: StepWorld, instruction: InstructionOf<'COPY' | 'ADD'>): Work<void> {
  const { world, build, file, say } = step;
  if (instruction.unsupported !== undefined) throw requiresBuildKit(instruction.unsupported);
  const files = world.machines.filesystems;
  const variables = stageVariables(build);
  const put = (word: string) => expand(word, variables, file.escapeWith);
  const request = {
    name: instruction.is,
    sources: instruction.sources.map(put),
    target: targetOf(build, put(instruction.target)),
    chown: put(instruction.chown),
    isForeign: instruction.from !== '',
  };
  yield* withSource(step, put(instruction.from), function* (from) {
    const sources = yield* findSources(files, from, request);
    const chown = request.chown === '' ? '' : `--chown=${request.chown} `;
    const comment = `${request.name} ${chown}${yield* hashSources(files, from, sources)} in ${request.target} `;
    const command = [...shellOf(build), `#(nop) ${comment}`];
    const cacheKey = cacheKeyOf(build, command);
    if (takeCached(world, build, say, cacheKey)) return;
    const parent = imageOf(world, build);
    const to = openRoom(
      world,
      build.host,
      targetRoomName(build.id),
      parent?.layers.map(({ key }) => key) ?? [],
    );
    try {
      yield* copySources(files, from, to, request, sources);
      const layer = yield* changingFiles(world, to.filesystem);
      commitLayer(world, build, layer, command.join(' '), cacheKey);
      yield* closingRoom(world, build.host, targetRoomName(build.id));
    } finally {
      closeRoom(world, build.host, targetRoomName(build.id));
    }
  });
}

function targetOf({ config }: Build, target: string): string {
  const isFolder = /(?:^|\/)\.?$/.test(target);
  const whole = target.startsWith('/') ? target : `${config.WorkingDir || '/'}/${target}`;
  const names: string[] = [];
  for (const name of whole.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}${isFolder && names.length > 0 ? '/' : ''}`;
}

/** The room that is copied from: the context, a stage, or an image, which may have to be pulled first. */
function* withSource(
  { world, build, file, pull }: StepWorld,
  from: string,
  call: (room: Room) => Work<void>,
): Work<void> {
  if (from === '') {
    yield* call(roomOf(world, build.host, contextRoomName(build.id)));
    return;
  }
  const image = sourceStage(build, file, from) ?? from;
  const found = image === '' ? undefined : world.images.lookUp(build.host, image);
  if (found === undefined) {
    try {
      pull(image);
    } catch (error) {
      if (!(error instanceof DockerError) || error.message === '') throw error;
      throw new DockerError(error.status, `invalid from flag value ${from}: ${error.message}`);
    }
    return;
  }
  const room = openRoom(
    world,
    build.host,
    sourceRoomName(build.id),
    found.layers.map(({ key }) => key),
  );
  try {
    yield* call(room);
  } finally {
    closeRoom(world, build.host, sourceRoomName(build.id));
  }
}

/** The image of an earlier stage, by its name. */
export function stageImage(build: Build, file: Dockerfile, name: string): string | undefined {
  const named = file.stages.findIndex(
    ({ from }, index) => index < build.results.length && from.name !== '' && from.name === name.toLowerCase(),
  );
  return build.results[named];
}

/** The same, or by its number. @throws BuildError */
function sourceStage(build: Build, file: Dockerfile, from: string): string | undefined {
  const named = stageImage(build, file, from);
  if (named !== undefined || !/^[+-]?\d{1,15}$/.test(from)) return named;
  const number = Number(from);
  const why = number === build.results.length ? 'refers to current build stage' : 'index out of bounds';
  const image = build.results[number];
  if (image === undefined) throw new BuildError(`invalid from flag value ${from}: ${why}`);
  return image;
}

/** What happens to the containers of a step that is done. */
export function tidy({ world, build, say }: StepWorld): void {
  if (build.options.rm || build.options.forceRm) removeContainers(world, build, say);
  else build.containers = [];
}
