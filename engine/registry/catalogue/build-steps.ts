import { goDuration } from '../../simulation/go-duration.ts';
import type { Base } from './bases.ts';
import type { BuildStep, Healthcheck, ImageConfig } from './repository.ts';

/** The files that a step brings, and its size: kilobytes, megabytes, or a share of what the image has left. */
interface Content {
  readonly kb?: number;
  readonly mb?: number;
  readonly share?: number;
  readonly executables?: ImageConfig['executables'];
  readonly files?: ImageConfig['files'];
  readonly scripts?: ImageConfig['scripts'];
  readonly links?: ImageConfig['links'];
  readonly folders?: ImageConfig['folders'];
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
}

/** An instruction of a Dockerfile: its line in the history, and what it does to the image. */
export interface Instruction {
  readonly step: BuildStep;
  readonly content?: Content;
  readonly sets?: Partial<ImageConfig>;
}

/** Conditions may leave steps out: `alpine && run(…)`. */
type Steps = Instruction | false | undefined | readonly Steps[];

/** An image as its Dockerfile makes it. @param more of the image that no instruction says */
export function dockerfile(
  base: Base,
  steps: readonly Steps[],
  more: Partial<ImageConfig> = {},
): ImageConfig {
  const instructions = flat(steps);
  return {
    ...instructions.reduce(apply, base.config),
    ...more,
    steps: instructions.map(({ step }) => step),
  };
}

function flat(steps: readonly Steps[]): Instruction[] {
  return steps.flatMap((step): Instruction[] => {
    if (step === false || step === undefined) return [];
    return 'step' in step ? [step] : flat(step);
  });
}

function apply(config: ImageConfig, { content = {}, sets = {} }: Instruction): ImageConfig {
  return {
    ...config,
    ...sets,
    env: { ...config.env, ...sets.env },
    labels: { ...config.labels, ...sets.labels },
    executables: { ...config.executables, ...content.executables },
    files: { ...config.files, ...content.files },
    scripts: { ...config.scripts, ...content.scripts },
    links: { ...config.links, ...content.links },
    users: [...(config.users ?? []), ...(content.users ?? [])],
    groups: [...(config.groups ?? []), ...(content.groups ?? [])],
    exposedPorts: [...(config.exposedPorts ?? []), ...(sets.exposedPorts ?? [])],
    volumes: [...(config.volumes ?? []), ...(sets.volumes ?? [])],
    // A folder that is there keeps its rights when it becomes the working directory.
    folders:
      sets.workingDir === undefined
        ? { ...config.folders, ...content.folders }
        : { ...content.folders, ...config.folders },
  };
}

/** `RUN`: commands one after the other, as they stand in a Dockerfile that begins with `set -eux`. */
export function run(commands: string | readonly string[], content: Content = {}): Instruction {
  const text = typeof commands === 'string' ? commands : commands.join('; \t');
  return {
    step: { line: `RUN /bin/sh -c ${text} # buildkit`, ...sizeOf(content, 0), ...pathsOf(content) },
    content,
  };
}

/** `COPY what where`. Without a size it is that of the texts. */
export function copy(what: string, where: string, content: Content = {}): Instruction {
  const texts = Object.values({ ...content.scripts, ...content.files });
  const length = texts.reduce((sum, text) => sum + text.length, 0) || scriptBytes;
  return {
    step: { line: `COPY ${what} ${where} # buildkit`, ...sizeOf(content, length), ...pathsOf(content) },
    content,
  };
}

const scriptBytes = 1200;

/** `ADD`, e.g. of a root file system. */
export function add(what: string, where: string, content: Content = {}): Instruction {
  return {
    step: { line: `ADD ${what} ${where} # buildkit`, ...sizeOf(content, 0), ...pathsOf(content) },
    content,
  };
}

export function env(variables: Readonly<Record<string, string>>): Instruction {
  const words = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return { step: { line: `ENV ${words.join(' ')}` }, sets: { env: variables } };
}

export function label(labels: Readonly<Record<string, string>>): Instruction {
  const words = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return { step: { line: `LABEL ${words.join(' ')}` }, sets: { labels } };
}

/** The default command of the base doesn't go with another entrypoint. */
export const entrypoint = (...words: readonly string[]): Instruction => ({
  step: { line: `ENTRYPOINT ${goStrings(words)}` },
  sets: { entrypoint: words, cmd: [] },
});

export const cmd = (...words: readonly string[]): Instruction => ({
  step: { line: `CMD ${goStrings(words)}` },
  sets: { cmd: words },
});

/** `expose(80, 443)`, `expose('53/udp')` */
export function expose(...ports: readonly (number | string)[]): Instruction {
  const named = ports.map((port) => (typeof port === 'number' ? `${port}/tcp` : port));
  return {
    step: { line: `EXPOSE map[${named.map((port) => `${port}:{}`).join(' ')}]` },
    sets: { exposedPorts: named },
  };
}

export const volume = (...paths: readonly string[]): Instruction => ({
  step: { line: `VOLUME [${paths.join(' ')}]` },
  sets: { volumes: paths },
});

/** Makes the folder where it isn't there, in a layer of its own. */
export const workdir = (path: string): Instruction => ({
  step: { line: `WORKDIR ${path}`, bytes: 0, paths: [path] },
  content: { folders: { [path]: '755' } },
  sets: { workingDir: path },
});

export const user = (name: string): Instruction => ({ step: { line: `USER ${name}` }, sets: { user: name } });

export const stopSignal = (signal: string): Instruction => ({
  step: { line: `STOPSIGNAL ${signal}` },
  sets: { stopSignal: signal },
});

export function healthcheck(check: Healthcheck): Instruction {
  const { test, intervalMs = 0, timeoutMs = 0, startPeriodMs = 0, retries = 0 } = check;
  const times = [intervalMs, timeoutMs, startPeriodMs, 0]
    .map((ms) => JSON.stringify(goDuration(ms)))
    .join(' ');
  const escaped = `'\\x${retries.toString(16).padStart(2, '0')}'`;
  return {
    step: { line: `HEALTHCHECK &{${goStrings(test)} ${times} ${escaped}}` },
    sets: { healthcheck: check },
  };
}

/** A line that sets nothing that is shown, e.g. of ARG or SHELL. */
export const note = (line: string): Instruction => ({ step: { line } });

/** Words as Go prints a slice of strings: `["nginx" "-g" "daemon off;"]`. */
function goStrings(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;
}

function sizeOf({ kb, mb, share }: Content, otherwise: number): Pick<BuildStep, 'bytes' | 'share'> {
  if (share !== undefined) return { share };
  if (mb !== undefined) return { bytes: Math.round(mb * 1_000_000) };
  return { bytes: kb === undefined ? otherwise : Math.round(kb * 1000) };
}

/** Which files come with the step, of those that the image's content lists. */
function pathsOf({ executables, files, scripts, links, folders, users = [], groups = [] }: Content): {
  paths: string[];
} {
  const accounts = users.length + groups.length > 0 ? ['/etc/group', '/etc/passwd'] : [];
  return {
    paths: [...Object.keys({ ...executables, ...files, ...scripts, ...links, ...folders }), ...accounts],
  };
}
