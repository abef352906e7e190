import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Image, Userland } from '../image.ts';

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
}

/** One of the flavours every release is published in, e.g. on Debian and on Alpine. */
interface Variant {
  /** What it adds to a tag: `''`, `-alpine`. `latest` with `-alpine` is `alpine`. */
  readonly suffixes: readonly string[];
  readonly config: (version: string) => ImageConfig;
}

/** The tags of one release, its full version first, then its compressed megabytes per variant; 0: not published. */
export type Release = readonly [tags: string, ...megabytes: number[]];

export interface Repository {
  /** Canonical names it is known by; the same bytes lie under each. */
  readonly names: readonly [string, ...string[]];
  readonly variants: readonly Variant[];
  readonly releases: readonly Release[];
}

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const bytesPerMegabyte = 1_000_000;
const defaultStopSignal = 'SIGTERM';

/** A repository whose releases come in one flavour only. */
export function plain(
  names: readonly [string, ...string[]],
  config: ImageConfig | ((version: string) => ImageConfig),
  releases: readonly Release[],
): Repository {
  const configure = typeof config === 'function' ? config : () => config;
  return { names, variants: [{ suffixes: [''], config: configure }], releases };
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

interface Build {
  readonly version: string;
  readonly tags: readonly string[];
  readonly megabytes: number;
  readonly config: (version: string) => ImageConfig;
}

function* builds(repository: Repository): Generator<Build> {
  for (const [tags, ...sizes] of repository.releases) {
    const releaseTags = tags.split(' ');
    const version = (releaseTags[0] ?? '').replace(/^v(?=\d)/, '');
    for (const [index, variant] of repository.variants.entries()) {
      const megabytes = sizes[index] ?? 0;
      if (megabytes === 0) continue;
      const names = variant.suffixes.flatMap((suffix) => releaseTags.map((tag) => variantTag(tag, suffix)));
      yield { version, tags: names, megabytes, config: variant.config };
    }
  }
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
