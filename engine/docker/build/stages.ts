import { DockerError, invalidParameter } from '../docker-error.ts';
import { shortId } from '../images/image.ts';
import { referenceOf, withTag } from '../images/names.ts';
import { platformOf } from '../images/platform.ts';
import type { Pulls } from '../images/pull/pulls.ts';
import { type Build, BuildError } from './build.ts';
import { expand } from './dockerfile/expand.ts';
import type { Stage } from './dockerfile/instruction.ts';
import { STEPS_MAX } from './limits.ts';
import { type StepWorld, stageImage } from './steps.ts';
import { declare, environmentOf } from './variables.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Reads an ARG of before the first stage. */
export function readMetaArgument({ build, file }: StepWorld, index: number): void {
  for (const { key, value } of file.args[index]?.args ?? []) {
    const standard =
      value === undefined
        ? undefined
        : expand(value, new Map(Object.entries(build.metaArgs)), file.escapeWith);
    const settled = declare(build, key, standard, {});
    if (settled !== null) build.metaArgs[key] = settled;
  }
}

/** @throws BuildError where an earlier stage has the name */
export function checkStageName({ build, file }: StepWorld, { from }: Stage): void {
  if (stageImage(build, file, from.name) !== undefined) {
    throw new BuildError(`${from.name} stage name already used`);
  }
}

/** Begins a stage: finds its base, or has it pulled. @throws BuildError, DockerError */
export function beginStage(step: StepWorld, pulls: Pulls, topic: string, { from }: Stage): void {
  const { build, file } = step;
  const name = expand(from.image, new Map(Object.entries(build.metaArgs)), file.escapeWith);
  if (name === '') throw new BuildError(`base name (${from.image}) should not be blank`);
  build.stageArgs = {};
  build.cacheMissed = false;
  build.setsCommand = false;
  delete build.author;
  const platform = from.platform === '' ? build.options.platform : stagePlatform(step, from.platform);
  const base = baseOf(step, name);
  if (base !== undefined) {
    if (base === '') takeScratch(build);
    else takeBase(step, base);
    return;
  }
  pullFor(build, pulls, topic, name, platform);
}

/** Has an image pulled for a step; a second time for the same one it fails. @throws BuildError, DockerError */
export function pullFor(build: Build, pulls: Pulls, topic: string, name: string, platform: string): void {
  // Of a pull that failed its own stream has told.
  if (build.pulled === name) throw new BuildError('');
  build.pulled = name;
  const reference = withTag(referenceOf(name));
  const audience = { topic: build.options.quiet ? '' : topic, next: `docker-build|${build.id}` };
  const authorization = build.options.logins[reference.domain] ?? '';
  const pull = pulls.begin(build.host, reference, platform === '' ? build.options.platform : platform, {
    audience,
    authorization,
  });
  build.waiting = { is: 'pull', pull };
}

/**
 * The id of a stage's base; empty: there is none. Undefined: it has to be pulled. An image that is there is taken, whatever
 * platform it is for: so does the classic builder.
 */
function baseOf({ world, build, file }: StepWorld, name: string): string | undefined {
  const earlier = stageImage(build, file, name);
  if (earlier !== undefined) return earlier;
  if (name === 'scratch') return '';
  const known = world.images.lookUp(build.host, name);
  if (known === undefined || (build.options.pull && build.pulled !== name)) return undefined;
  return known.id;
}

/** @throws BuildError */
function stagePlatform({ build, file }: StepWorld, text: string): string {
  const platform = expand(text, new Map(Object.entries(build.metaArgs)), file.escapeWith);
  try {
    return platformOf(platform);
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    throw new BuildError(`failed to parse platform ${platform}: ${error.message}`);
  }
}

function takeScratch(build: Build): void {
  delete build.image;
  build.config = { Env: [PATH] };
}

function takeBase({ world, build, say }: StepWorld, id: string): void {
  const image = world.images.get(build.host, id);
  build.image = image.id;
  const { OnBuild, ...config } = image.facts.config;
  build.config = structuredClone(config);
  if (!environmentOf(config.Env).has('PATH')) build.config.Env = [...(config.Env ?? []), PATH];
  if (image.facts.author !== undefined) build.author = image.facts.author;
  build.triggers = [...(OnBuild ?? [])];
  const count = build.triggers.length;
  if (count > 0) say(`# Executing ${count} build trigger${count === 1 ? '' : 's'}\n`);
}

/** Where its last step is done, the next stage begins. */
export function closeStage(build: Build, { steps }: Stage): void {
  if (build.triggers.length > 0 || build.step <= steps.length) return;
  build.results.push(build.image ?? '');
  build.stage++;
  build.step = 0;
}

/** `Step 2/5 : ENV A=1` @throws DockerError where there are too many */
export function sayStep({ build, say }: StepWorld, text: string): void {
  build.printed++;
  if (build.printed > STEPS_MAX) throw invalidParameter(`a build has ${STEPS_MAX} steps at most`);
  say(`Step ${build.printed}/${build.steps} : ${text}`);
  say('\n');
}

/** ` ---> 4e301d8dee09` */
export function sayImage({ build, say }: StepWorld): void {
  say(` ---> ${build.image === undefined ? '' : shortId(build.image)}\n`);
}

/** What is wrong with the Dockerfile, and doesn't matter. */
export function sayWarnings({ file: { warnings }, say }: StepWorld): void {
  if (warnings.length === 0) return;
  const all = [...warnings, 'Empty continuation lines will become errors in a future release.'];
  for (const warning of all) say(standardError(`[WARNING]: ${warning}\n`));
}

/** In red. */
export function standardError(text: string): string {
  return `\u001b[91m${text}\u001b[0m`;
}

export function messageOf(error: unknown): string | undefined {
  return error instanceof BuildError || error instanceof DockerError ? error.message : undefined;
}
