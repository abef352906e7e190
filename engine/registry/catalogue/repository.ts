import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Image, Userland } from '../image.ts';
import type { LayerEntry } from '../layer.ts';

/** Durations in milliseconds. */
export interface Healthcheck {
  readonly test: readonly string[];
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly startPeriodMs?: number;
  readonly retries?: number;
}

/** A line of a Dockerfile as `docker history` shows it. Without a size it makes no layer. */
export interface BuildStep {
  readonly line: string;
  /** What the history says beside the line, where that doesn't follow from it. */
  readonly comment?: string;
  /** Size of the layer, unpacked. */
  readonly bytes?: number;
  /** Its part of what the image has on top of its base and of the layers whose size is known. */
  readonly share?: number;
  /** Which of the image's files it brings; those that no step names come with the largest share. */
  readonly paths?: readonly string[];
}

/** What a Dockerfile sets; everything left out has docker's default. */
export interface ImageConfig {
  readonly userland: Userland;
  readonly env?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly exposedPorts?: readonly string[];
  readonly stopSignal?: string;
  readonly executables?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** The image it is built on, e.g. `debian:bookworm-slim`, or `scratch`. Default: one that fits the userland. */
  readonly base?: string;
  /** Files of a base system, for images that start from nothing. */
  readonly system?: () => readonly LayerEntry[];
  /** Shell scripts that Docker's images have at the place of an executable. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Symbolic links: path → target. */
  readonly links?: Readonly<Record<string, string>>;
  /** Folders that are not root's: path → `mode uid:gid`, e.g. `700 999:999`. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Lines it adds to /etc/passwd; each user has a group of its name, or one of `groups`. */
  readonly users?: readonly string[];
  /** Lines it adds to /etc/group. */
  readonly groups?: readonly string[];
  readonly volumes?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly healthcheck?: Healthcheck;
  readonly steps?: readonly BuildStep[];
  /** How much larger its own layers are unpacked. */
  readonly unpacking?: number;
}

/** One of the flavours every release is published in, e.g. on Debian and on Alpine. */
interface Variant {
  /** What it adds to a tag: `''`, `-alpine`. `latest` with `-alpine` is `alpine`. */
  readonly suffixes: readonly string[];
  readonly config: (version: string) => ImageConfig;
  /** Where they aren't the repository's. */
  readonly platforms?: string;
}

/** What an image is there for, e.g. `amd64 arm64/v8`, by version perhaps; undefined: what is usual (`platforms.ts`). */
type Platforms = string | ((version: string) => string | undefined);

/** The tags of one release, its full version first, then its compressed megabytes per variant; 0: not published. */
export type Release = readonly [tags: string, ...megabytes: number[]];

export interface Repository {
  /** Canonical names it is known by; the same bytes lie under each. */
  readonly names: readonly [string, ...string[]];
  readonly variants: readonly Variant[];
  readonly releases: readonly Release[];
  readonly platforms?: Platforms;
}

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const bytesPerMegabyte = 1_000_000;
const defaultStopSignal = 'SIGTERM';

/** A repository whose releases come in one flavour only. */
export function plain(
  names: readonly [string, ...string[]],
  config: ImageConfig | ((version: string) => ImageConfig),
  releases: readonly Release[],
  platforms?: Platforms,
): Repository {
  const configure = typeof config === 'function' ? config : () => config;
  return {
    names,
    variants: [{ suffixes: [''], config: configure }],
    releases,
    ...(platforms === undefined ? {} : { platforms }),
  };
}

/** The image behind a tag of a repository, under the name it was asked by. */
export function imageByTag(repository: Repository, name: string, tag: string): Image | undefined {
  for (const build of builds(repository)) {
    if (build.tags.includes(tag)) return toImage(repository, build, name, tag);
  }
  return undefined;
}

/** The image with that digest; its tag is the one most specific to the build. */
export function imageByDigest(repository: Repository, name: string, digest: string): Image | undefined {
  for (const build of builds(repository)) {
    const tag = build.tags[0] ?? 'latest';
    if (digestOf(repository, tag) === digest) return toImage(repository, build, name, tag);
  }
  return undefined;
}

/** How the image behind a tag is built. */
export function buildOf(repository: Repository, tag: string): Build | undefined {
  for (const build of builds(repository)) if (build.tags.includes(tag)) return build;
  return undefined;
}

/** Every tag of a repository. */
export function tagsOf(repository: Repository): string[] {
  return [...builds(repository)].flatMap((build) => build.tags);
}

/** Whether a dotted version is at least another, number by number. */
export function atLeast(version: string, minimum: string): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, part] of minimum.split('.').entries()) {
    const difference = (parts[index] ?? 0) - Number(part);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

export interface Build {
  readonly version: string;
  /** How many releases of the repository are newer. */
  readonly age: number;
  readonly tags: readonly string[];
  readonly megabytes: number;
  readonly config: (version: string) => ImageConfig;
  /** Undefined: what is usual. */
  readonly platforms?: string | undefined;
}

function* builds(repository: Repository): Generator<Build> {
  for (const [age, [tags, ...sizes]] of repository.releases.entries()) {
    const releaseTags = tags.split(' ');
    const version = (releaseTags[0] ?? '').replace(/^v(?=\d)/, '');
    for (const [index, variant] of repository.variants.entries()) {
      const megabytes = sizes[index] ?? 0;
      if (megabytes === 0) continue;
      const names = variant.suffixes.flatMap((suffix) => releaseTags.map((tag) => variantTag(tag, suffix)));
      const platforms = variant.platforms ?? platformsOf(repository, version);
      yield { version, age, tags: names, megabytes, config: variant.config, platforms };
    }
  }
}

function platformsOf({ platforms }: Repository, version: string): string | undefined {
  return typeof platforms === 'function' ? platforms(version) : platforms;
}

function variantTag(tag: string, suffix: string): string {
  if (suffix === '') return tag;
  return tag === 'latest' ? suffix.slice(1) : tag + suffix;
}

function digestOf(repository: Repository, buildTag: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(`${repository.names[0]}:${buildTag}`)))}`;
}

function toImage(repository: Repository, build: Build, name: string, tag: string): Image {
  const config = build.config(build.version);
  const digest = digestOf(repository, build.tags[0] ?? tag);
  return {
    repository: name,
    tag,
    digest,
    // The last digits come from the digest: no two builds have the same size.
    sizeBytes: Math.round(build.megabytes * bytesPerMegabyte) + Number.parseInt(digest.slice(-4), 16),
    env: { PATH: defaultPath, ...config.env },
    entrypoint: config.entrypoint ?? [],
    cmd: config.cmd ?? [],
    user: config.user ?? '',
    workingDir: config.workingDir ?? '/',
    exposedPorts: config.exposedPorts ?? [],
    stopSignal: config.stopSignal ?? defaultStopSignal,
    version: build.version,
    userland: config.userland,
    executables: config.executables ?? {},
    files: config.files ?? {},
  };
}
