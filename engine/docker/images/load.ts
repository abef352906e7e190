import { z } from 'zod';
import { ArchiveError } from '../../filesystem/archive/entry.ts';
import { layerFromArchive } from '../../filesystem/archive/layer-archive.ts';
import { readTar } from '../../filesystem/archive/tar-reader.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { digestOf } from '../../registry/manifest.ts';
import { DockerError, invalidParameter } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { storeLayer } from './commit.ts';
import { imageFactsSchema } from './facts-schema.ts';
import type { ImageFacts, StoredLayer } from './image.ts';
import { logImageEvent } from './image-events.ts';
import { familiar } from './names.ts';
import { failure, type ProgressLine, progress } from './progress.ts';
import { newName } from './tag.ts';

const manifestSchema = z
  .array(
    z.object({
      Config: z.string(),
      RepoTags: z
        .array(z.string())
        .nullish()
        .transform((tags) => tags ?? []),
      Layers: z
        .array(z.string())
        .nullish()
        .transform((layers) => layers ?? []),
    }),
  )
  .max(200);

type Files = ReadonlyMap<string, Uint8Array>;

/** `docker load`: takes images out of an archive. @returns what is said of it; the last line may be a failure */
export function loadImages(
  world: DockerWorld,
  host: string,
  archive: Uint8Array,
  quiet: boolean,
): ProgressLine[] {
  const lines: ProgressLine[] = [];
  try {
    const files = filesOf(archive);
    const text = files.get('manifest.json');
    if (text === undefined) throw invalidParameter('invalid archive: does not contain a manifest.json');
    const manifest = manifestSchema.safeParse(parseJson(text));
    if (!manifest.success) throw invalidParameter('invalid manifest.json');
    for (const { Config, RepoTags, Layers } of manifest.data) {
      const id = loadOne(world, host, files, { config: Config, layers: Layers }, quiet ? [] : lines);
      for (const tag of RepoTags) lines.push(...nameLoaded(world, host, tag, id));
      if (RepoTags.length === 0) lines.push({ stream: `Loaded image ID: ${id}\n` });
      logImageEvent(world, world.images, host, 'load', { id, name: id });
    }
  } catch (error) {
    const isKnown = [DockerError, ArchiveError, SystemError].some((kind) => error instanceof kind);
    if (!isKnown || !(error instanceof Error)) throw error;
    lines.push(failure(error.message));
  }
  return lines;
}

function filesOf(archive: Uint8Array): Files {
  const files = new Map<string, Uint8Array>();
  for (const { name, type, size, content } of readTar(archive)) {
    if (type !== 'file') continue;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const piece of content) {
      bytes.set(piece, at);
      at += piece.length;
    }
    files.set(name.replace(/^\.\//, ''), bytes);
  }
  return files;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw invalidParameter('invalid character in JSON');
  }
}

function loadOne(
  world: DockerWorld,
  host: string,
  files: Files,
  { config, layers }: { readonly config: string; readonly layers: readonly string[] },
  lines: ProgressLine[],
): string {
  const bytes = files.get(config);
  if (bytes === undefined) throw invalidParameter(`open ${config}: no such file or directory`);
  const text = new TextDecoder().decode(bytes);
  const parsed = imageFactsSchema.safeParse(parseJson(bytes));
  if (!parsed.success) throw invalidParameter(`invalid image configuration ${config}`);
  const facts: ImageFacts = parsed.data;
  const diffIds = facts.rootfs.diff_ids;
  if (diffIds.length !== layers.length) {
    throw invalidParameter(
      `invalid manifest, layers length mismatch: expected ${diffIds.length}, got ${layers.length}`,
    );
  }
  const id = digestOf(text);
  if (world.images.byId(host, id) !== undefined) return id;
  const stored = layers.map((name, index): StoredLayer => {
    const diffId = diffIds[index] ?? '';
    const known = knownLayer(world, host, diffId);
    if (known !== undefined) return known;
    const content = files.get(name);
    if (content === undefined) throw invalidParameter(`open ${name}: no such file or directory`);
    lines.push(progress('Loading layer', diffId.slice(7, 19), content.length, content.length));
    return storeLayer(world, layerFromArchive('', readTar(content)), diffId);
  });
  world.images.add({ id, host, facts, text, layers: stored });
  return id;
}

/** A layer that the host has, or one that is the catalogue's beyond doubt. */
export function knownLayer({ images }: DockerWorld, host: string, diffId: string): StoredLayer | undefined {
  for (const image of images.everywhere()) {
    for (const layer of image.layers) {
      if (layer.diffId !== diffId) continue;
      if (image.host === host || digestOf(layer.key) === diffId) return layer;
    }
  }
  return undefined;
}

function nameLoaded(world: DockerWorld, host: string, tag: string, id: string): ProgressLine[] {
  const reference = newName(tag);
  const before = world.images.named(host, reference);
  world.images.name(host, reference, id);
  const name = familiar(reference);
  const said: ProgressLine[] = [{ stream: `Loaded image: ${name}\n` }];
  if (before === undefined || before.id === id) return said;
  return [
    {
      stream: `The image ${name} already exists, renaming the old one with ID ${before.id} to empty string\n`,
    },
    ...said,
  ];
}
