import { z } from 'zod';
import { ArchiveError } from '../../filesystem/archive/entry.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { digestOf } from '../../registry/manifest.ts';
import { platformText, samePlatform } from '../../registry/platform.ts';
import type { Work } from '../../simulation/work.ts';
import { DockerError, invalidParameter } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { chainIds } from './chain.ts';
import { imageFactsSchema } from './facts-schema.ts';
import { type ImageFacts, type StoredLayer, shortId } from './image.ts';
import { logImageEvent } from './image-events.ts';
import { layerOfBlob } from './incoming-layer.ts';
import { freeLayers } from './layers.ts';
import { LoadedFiles } from './loaded-files.ts';
import { familiar } from './names.ts';
import { failure, type ProgressLine, progress } from './progress.ts';
import { newName } from './tag.ts';

/** Images in one archive. */
const IMAGES_MAX = 200;

const texts = z
  .array(z.string())
  .max(IMAGES_MAX)
  .nullish()
  .transform((values) => values ?? []);
const manifestSchema = z
  .array(z.object({ Config: z.string(), RepoTags: texts, Layers: texts }))
  .max(IMAGES_MAX)
  .nullable();

type ManifestItem = NonNullable<z.infer<typeof manifestSchema>>[number];

/** `docker load`: takes images out of an archive. @param platform empty: all of them @returns what is said of it; the last line may be a failure */
export function* loadImages(
  world: DockerWorld,
  host: string,
  archive: Uint8Array,
  { quiet, platform }: { readonly quiet: boolean; readonly platform: string },
): Work<ProgressLine[]> {
  const lines: ProgressLine[] = [];
  const ids: ProgressLine[] = [];
  try {
    const files = new LoadedFiles(world.simulation.random.below(DIRECTORY_NUMBERS));
    yield* files.unpack(archive);
    let isNamed = false;
    for (const item of manifestIn(files)) {
      const facts = factsOf(files.get(item.Config));
      if (platform !== '' && !samePlatform(platformText(facts), platform)) continue;
      const id = yield* loadOne(world, host, files, item, quiet ? [] : lines);
      for (const tag of item.RepoTags) lines.push(...nameLoaded(world, host, tag, id));
      ids.push({ stream: `Loaded image ID: ${id}\n` });
      isNamed = item.RepoTags.length > 0;
      logImageEvent(world, world.images, host, 'load', { id, name: id });
    }
    // Where the last one has no name, docker tells all.
    if (!isNamed) lines.push(...ids);
  } catch (error) {
    const isKnown = [DockerError, ArchiveError, SystemError].some((kind) => error instanceof kind);
    if (!isKnown || !(error instanceof Error)) throw error;
    lines.push(failure(error.message));
  }
  return lines;
}

/** Directories for what is unpacked have a number in their names. */
const DIRECTORY_NUMBERS = 4_294_967_296;

function manifestIn(files: LoadedFiles): readonly ManifestItem[] {
  const bytes = files.find('manifest.json');
  if (bytes === undefined) {
    // Before it came to manifests, Docker wrote each image into a directory: that is what it looks for then.
    for (const directory of files.directories()) files.get(`${directory}/json`);
    files.get('repositories');
    throw invalidParameter('archives of Docker before 1.10 can not be loaded: there is no manifest.json');
  }
  const manifest = manifestSchema.safeParse(parseJson(bytes));
  if (!manifest.success) {
    const [issue] = manifest.error.issues;
    throw invalidParameter(
      `json: cannot unmarshal manifest.json: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  if (manifest.data === null) {
    throw invalidParameter('invalid manifest, manifest cannot be null (but can be [])');
  }
  return manifest.data;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw invalidParameter(
      bytes.length === 0 ? 'EOF' : 'invalid character in JSON: it is cut off, or it is none',
    );
  }
}

function* loadOne(
  world: DockerWorld,
  host: string,
  files: LoadedFiles,
  { Config, Layers }: ManifestItem,
  lines: ProgressLine[],
): Work<string> {
  const { images } = world;
  const bytes = files.get(Config);
  const text = new TextDecoder().decode(bytes);
  const facts = factsOf(bytes);
  const diffIds = facts.rootfs.diff_ids;
  if (diffIds.length !== Layers.length) {
    throw invalidParameter(
      `invalid manifest, layers length mismatch: expected ${Layers.length}, got ${diffIds.length}`,
    );
  }
  const id = digestOf(text);
  if (images.byId(host, id) !== undefined) return id;
  const there = new Map(
    images.all(host).flatMap((image) => {
      const chains = chainIds(image.layers);
      return image.layers.map((layer, index) => [chains[index] ?? '', layer] as const);
    }),
  );
  const chains = chainIds(diffIds.map((diffId) => ({ diffId })));
  const layers: StoredLayer[] = [];
  try {
    for (const [index, name] of Layers.entries()) {
      const diffId = diffIds[index] ?? '';
      const known = there.get(chains[index] ?? '');
      layers.push(known ?? (yield* loadLayer(world, host, files.get(name), diffId, lines)));
    }
  } catch (error) {
    freeLayers(world, { layers });
    throw error;
  }
  images.add({ id, host, facts, text, layers });
  return id;
}

function* loadLayer(
  world: DockerWorld,
  host: string,
  content: Uint8Array,
  diffId: string,
  lines: ProgressLine[],
): Work<StoredLayer> {
  lines.push(progress('Loading layer', shortId(diffId), content.length, content.length));
  return yield* layerOfBlob(world, host, diffId, content);
}

function factsOf(bytes: Uint8Array): ImageFacts {
  const parsed = imageFactsSchema.safeParse(parseJson(bytes));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidParameter(
      `invalid image configuration: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  if (parsed.data.os !== 'linux') throw invalidParameter(`cannot load ${parsed.data.os} image on linux`);
  return parsed.data;
}

function nameLoaded(world: DockerWorld, host: string, tag: string, id: string): ProgressLine[] {
  const reference = newName(tag);
  const before = world.images.named(host, reference);
  world.images.name(host, reference, id);
  const name = familiar(reference);
  const said: ProgressLine[] = [{ stream: `Loaded image: ${name}\n` }];
  if (before === undefined || before.id === id) return said;
  const renaming = `The image ${name} already exists, renaming the old one with ID ${before.id} to empty string\n`;
  return [{ stream: renaming }, ...said];
}
