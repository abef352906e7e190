import { localized, relativeSize } from './architecture.ts';
import { fallbackBases } from './catalogue/bases.ts';
import { findRepository } from './catalogue/index.ts';
import { declaredPlatforms } from './catalogue/platforms.ts';
import {
  type Build,
  type BuildStep,
  buildOf,
  type ImageConfig,
  imageByTag,
  type Repository,
} from './catalogue/repository.ts';
import { dockerfile } from './dockerfile.ts';
import type { Image, Userland } from './image.ts';
import type { ContainerConfiguration, HistoryEntry } from './manifest.ts';
import { HOST_PLATFORM, samePlatform } from './platform.ts';

interface BuiltLayer {
  /** `docker.io/library/nginx:1.27.5#2` */
  readonly key: string;
  readonly bytes: number;
  readonly compressedBytes: number;
}

/** How an image comes about: layers and history, those of its base first. */
export interface Construction {
  readonly layers: readonly BuiltLayer[];
  readonly history: readonly HistoryEntry[];
  readonly config: ContainerConfiguration;
  readonly createdMs: number;
}

/** An image with the entry of the catalogue it comes from. */
export interface Source {
  readonly image: Image;
  readonly repository: Repository;
  readonly build: Build;
  readonly config: ImageConfig;
  /** What it is built for: `linux/amd64`. */
  readonly platform: string;
}

/** The newest build of every repository is of about this day; each release before it is that much older. */
const newestMs = Date.UTC(2025, 6, 15, 2, 20);
const releaseIntervalMs = 38 * 24 * 3_600_000;
const stepMs = 4000;
/** Of an archive with nothing in it. */
const emptyLayerBytes = 32;
/** Sizes of images end in digits of their digests: so much is nothing that a step brings. */
const sizeNoiseBytes = 65_536;
/** A base must leave room for what is built on it. */
const baseShareMax = 0.97;
const nanosecondsPerMillisecond = 1_000_000;

/** How much larger layers are unpacked, where an image says nothing else. */
const unpacking: Readonly<Record<Userland, number>> = {
  none: 2.25,
  busybox: 2,
  alpine: 2.6,
  debian: 2.75,
  ubuntu: 2.7,
  redhat: 3,
};

/** @param platform one that the image is there for */
export function sourceOf(image: Image, platform = HOST_PLATFORM): Source {
  const repository = findRepository(image.repository);
  const build = repository === undefined ? undefined : buildOf(repository, image.tag);
  if (repository === undefined || build === undefined) {
    throw new Error(`${image.repository}:${image.tag} is not of the catalogue`);
  }
  return { image, repository, build, config: build.config(build.version), platform };
}

/** An image of Docker Hub, by name and tag. */
function hubImage(reference: string): Image | undefined {
  const [name = '', tag = 'latest'] = reference.split(':');
  const canonical = name.includes('/') ? `docker.io/${name}` : `docker.io/library/${name}`;
  const repository = findRepository(canonical);
  return repository === undefined ? undefined : imageByTag(repository, canonical, tag);
}

/** What an image is built on; undefined: nothing. */
export function baseOf({ image, config }: Source): Image | undefined {
  if (config.base === 'scratch' || config.system !== undefined) return undefined;
  const names =
    config.base === undefined
      ? fallbackBases[config.userland]
      : [config.base, ...fallbackBases[config.userland]];
  for (const name of names) {
    const base = hubImage(name);
    if (base !== undefined && base.sizeBytes < image.sizeBytes * baseShareMax) return base;
  }
  return undefined;
}

/** Where the keys of an image's own layers begin: the same for all tags and names of the build. */
export function layerPrefix({ repository, build, platform }: Source): string {
  return `${repository.names[0]}:${build.tags[0]}${platform === HOST_PLATFORM ? '' : `@${platform}`}#`;
}

export function createdOf({ image, build }: Source): number {
  // Something of its own, so that no two images are built in the same second.
  const shiftMs = (Number.parseInt(image.digest.slice(7, 12), 16) % 600_000) * 1000;
  return newestMs - build.age * releaseIntervalMs - shiftMs;
}

export function stepsOf(source: Source): readonly BuildStep[] {
  return source.config.steps ?? dockerfile(source);
}

/** @param platform one that the image is there for */
export function construct(image: Image, platform = HOST_PLATFORM): Construction {
  const source = sourceOf(image, platform);
  const base = baseOf(source);
  const below = base === undefined ? undefined : construct(base, basePlatform(base, platform));
  const createdMs = createdOf(source);
  const steps = stepsOf(source);
  const own = sizes(source, steps, base?.sizeBytes ?? 0);
  const history = steps.map(
    (step, index): HistoryEntry => ({
      created: new Date(createdMs - (steps.length - 1 - index) * stepMs).toISOString(),
      created_by: localized(step.line, platform),
      ...commentOf(step),
      ...(isLayer(step) ? {} : { empty_layer: true }),
    }),
  );
  return {
    layers: [...(below?.layers ?? []), ...own],
    history: [...(below?.history ?? []), ...history],
    config: containerConfiguration(source),
    createdMs,
  };
}

function commentOf({ line, comment }: BuildStep): { readonly comment?: string } {
  const said = comment ?? (line.startsWith('/bin/sh -c #(nop)') ? '' : 'buildkit.dockerfile.v0');
  return said === '' ? {} : { comment: said };
}

export function isLayer(step: BuildStep): boolean {
  return step.bytes !== undefined || step.share !== undefined;
}

/**
 * Divides what the image has on top of its base among the steps that make layers, so that they add up. Steps of a known
 * size come first; where those are too large for an old release, they shrink. The rest goes by shares, or to the largest.
 */
function sizes(source: Source, steps: readonly BuildStep[], baseBytes: number): BuiltLayer[] {
  const { image, config } = source;
  const ratio = config.unpacking ?? unpacking[config.userland];
  const making = steps.filter(isLayer);
  const available = Math.max(0, image.sizeBytes - baseBytes);
  const known = making.reduce((sum, { bytes = 0 }) => sum + bytes / ratio, 0);
  const shrunk = known > available ? available / known : 1;
  const rest = available - known * shrunk;
  const shared = making.some(({ share }) => share !== undefined);
  const largest =
    shared || rest < sizeNoiseBytes
      ? undefined
      : making.reduce((most, step) => ((step.bytes ?? 0) > (most?.bytes ?? -1) ? step : most), making[0]);
  const prefix = layerPrefix(source);
  const scale = relativeSize(source.platform);
  return making.map((step, index) => {
    const own = ((step.bytes ?? 0) / ratio) * shrunk;
    const compressed = own + rest * (step === largest ? 1 : (step.share ?? 0));
    const exact = step.bytes !== undefined && step !== largest && shrunk === 1;
    return {
      key: `${prefix}${index}`,
      bytes: exact ? (step.bytes ?? 0) : Math.round(compressed * ratio * scale),
      compressedBytes: Math.max(emptyLayerBytes, Math.round(compressed * scale)),
    };
  });
}

/** Whether it is one of Docker's own, which are lists of manifests even for a single platform. */
export function isOfficial({ repository }: Image): boolean {
  return findRepository(repository)?.names[0].startsWith('docker.io/library/') === true;
}

/** What an image is there for, this host's platform first. */
export function platformsOf(image: Image): readonly string[] {
  const source = sourceOf(image);
  const base = baseOf(source);
  const below = base === undefined ? undefined : platformsOf(base);
  const own = declaredPlatforms(source.build, source.config.userland, isOfficial(image), below);
  const isBelow = (platform: string) => below?.some((other) => samePlatform(other, platform)) !== false;
  return own.filter(isBelow);
}

/** The platform of a base that an image for another one is built on. */
function basePlatform(base: Image, platform: string): string {
  return platformsOf(base).find((other) => samePlatform(other, platform)) ?? HOST_PLATFORM;
}

function containerConfiguration({ image, config, platform }: Source): ContainerConfiguration {
  const { healthcheck, volumes = [], labels } = config;
  const flags = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]));
  const nanoseconds = (ms: number) => ms * nanosecondsPerMillisecond;
  return {
    ...(image.user === '' ? {} : { User: image.user }),
    ...(image.exposedPorts.length === 0 ? {} : { ExposedPorts: flags(image.exposedPorts) }),
    Env: Object.entries(image.env).map(([name, value]) => localized(`${name}=${value}`, platform)),
    ...(image.entrypoint.length === 0 ? {} : { Entrypoint: image.entrypoint }),
    ...(image.cmd.length === 0 ? {} : { Cmd: image.cmd }),
    ...(healthcheck === undefined
      ? {}
      : {
          Healthcheck: {
            Test: healthcheck.test,
            ...(healthcheck.intervalMs === undefined
              ? {}
              : { Interval: nanoseconds(healthcheck.intervalMs) }),
            ...(healthcheck.timeoutMs === undefined ? {} : { Timeout: nanoseconds(healthcheck.timeoutMs) }),
            ...(healthcheck.startPeriodMs === undefined
              ? {}
              : { StartPeriod: nanoseconds(healthcheck.startPeriodMs) }),
            ...(healthcheck.retries === undefined ? {} : { Retries: healthcheck.retries }),
          },
        }),
    ...(volumes.length === 0 ? {} : { Volumes: flags(volumes) }),
    WorkingDir: image.workingDir,
    ...(labels === undefined ? {} : { Labels: labels }),
    ...(config.stopSignal === undefined ? {} : { StopSignal: config.stopSignal }),
  };
}
