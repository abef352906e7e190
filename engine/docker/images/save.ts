import { ARCHIVE_BYTES_MAX, type ArchiveEntry, NOTHING } from '../../filesystem/archive/entry.ts';
import { layerBytes, layerTar, layerTarBytes } from '../../filesystem/archive/layer-archive.ts';
import { writeTar } from '../../filesystem/archive/tar-writer.ts';
import type { Layer } from '../../registry/layer.ts';
import { digestOf } from '../../registry/manifest.ts';
import { platformText, samePlatform } from '../../registry/platform.ts';
import { invalidParameter, serverError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import type { StoredImage } from './image.ts';
import { logImageEvent } from './image-events.ts';
import { familiar, referenceOf, withTag } from './names.ts';

/** Images in one archive. */
const IMAGES_MAX = 200;

interface Saved {
  readonly image: StoredImage;
  readonly tags: string[];
}

const encoder = new TextEncoder();

/** `docker save`: an archive of images, piece by piece. @param platform empty: any @throws DockerError */
export function saveImages(
  world: DockerWorld,
  host: string,
  names: readonly string[],
  platform = '',
): Generator<Uint8Array> {
  if (names.length === 0) throw invalidParameter('no image is named');
  if (names.length > IMAGES_MAX) throw invalidParameter(`an archive holds ${IMAGES_MAX} images at most`);
  const saved = chosen(world, host, names);
  if (platform !== '' && saved.some(({ image }) => !samePlatform(platformText(image.facts), platform))) {
    throw serverError(`no suitable export target found for platform ${platform}`);
  }
  const layers = new Map<string, Layer>();
  for (const { image } of saved) {
    for (const { key, diffId } of image.layers) {
      if (!layers.has(diffId)) layers.set(diffId, world.images.layers.layer(key));
    }
    logImageEvent(world, world.images, host, 'save', { id: image.id, name: image.id });
  }
  const bytes = [...layers.values()].reduce((sum, layer) => sum + layerBytes(layer), 0);
  if (bytes > ARCHIVE_BYTES_MAX) throw serverError(`an archive holds ${ARCHIVE_BYTES_MAX} bytes at most`);
  return writeTar(entriesOf(saved, layers));
}

/** Of a repository all tags; of an id none. */
function chosen({ images }: DockerWorld, host: string, names: readonly string[]): Saved[] {
  const byId = new Map<string, Saved>();
  const choose = (image: StoredImage, tag?: string) => {
    const saved = byId.get(image.id) ?? { image, tags: [] };
    if (tag !== undefined && !saved.tags.includes(tag)) saved.tags.push(tag);
    byId.set(image.id, saved);
  };
  for (const name of names) {
    const image = images.lookUp(host, name);
    const isId = image !== undefined && (image.id.startsWith(name) || image.id.startsWith(`sha256:${name}`));
    if (isId) {
      choose(image);
      continue;
    }
    const reference = referenceOf(name);
    const isWhole = reference.tag === undefined && reference.digest === undefined;
    const all = isWhole ? images.ofRepository(host, reference) : [];
    for (const link of all) {
      const found = images.byId(host, link.id);
      if (link.reference.digest === undefined && found !== undefined) choose(found, familiar(link.reference));
    }
    if (all.length === 0) {
      choose(
        images.get(host, name),
        reference.digest === undefined ? familiar(withTag(reference)) : undefined,
      );
    }
  }
  return [...byId.values()];
}

function blob(digest: string): string {
  return `blobs/sha256/${digest.slice('sha256:'.length)}`;
}

function* entriesOf(saved: readonly Saved[], layers: ReadonlyMap<string, Layer>): Generator<ArchiveEntry> {
  const sizes = new Map<string, number>();
  yield folder('blobs');
  yield folder('blobs/sha256');
  for (const [digest, layer] of layers) {
    const size = layerTarBytes(layer);
    sizes.set(digest, size);
    yield { ...FACTS, name: blob(digest), type: 'file', size, content: layerTar(layer) };
  }
  const manifests = [];
  for (const { image, tags } of saved) {
    yield file(blob(image.id), image.text);
    const text = manifestOf(image, sizes);
    const digest = digestOf(text);
    yield file(blob(digest), text);
    const descriptor = { mediaType: MANIFEST, digest, size: encoder.encode(text).length };
    const names = tags.length === 0 ? [undefined] : tags;
    for (const tag of names) {
      const annotations = tag === undefined ? undefined : annotationsOf(tag);
      manifests.push(annotations === undefined ? descriptor : { ...descriptor, annotations });
    }
  }
  yield file('index.json', JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
  yield file('manifest.json', JSON.stringify(saved.map((each) => dockerManifest(each, sizes))));
  yield file('oci-layout', '{"imageLayoutVersion":"1.0.0"}');
  yield file('repositories', JSON.stringify(repositoriesOf(saved)));
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';
const FACTS = { mode: 0o644, uid: 0, gid: 0, modifiedMs: 0 };

function folder(name: string): ArchiveEntry {
  return { ...FACTS, name, type: 'directory', mode: 0o755, size: 0, content: NOTHING };
}

function file(name: string, text: string): ArchiveEntry {
  const bytes = encoder.encode(text);
  return { ...FACTS, name, type: 'file', size: bytes.length, content: [bytes] };
}

function annotationsOf(tag: string): Record<string, string> {
  const { domain, path, tag: name = '' } = withTag(referenceOf(tag));
  return {
    'io.containerd.image.name': `${domain}/${path}:${name}`,
    'org.opencontainers.image.ref.name': name,
  };
}

function manifestOf({ id, text, layers }: StoredImage, sizes: ReadonlyMap<string, number>): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: CONFIG, digest: id, size: encoder.encode(text).length },
    layers: layers.map(({ diffId }) => ({ mediaType: LAYER, digest: diffId, size: sizes.get(diffId) ?? 0 })),
  });
}

function dockerManifest({ image, tags }: Saved, sizes: ReadonlyMap<string, number>): object {
  const sources = image.layers.map(({ diffId }) => [
    diffId,
    { mediaType: LAYER, size: sizes.get(diffId) ?? 0, digest: diffId },
  ]);
  return {
    Config: blob(image.id),
    RepoTags: tags.length === 0 ? null : tags,
    Layers: image.layers.map(({ diffId }) => blob(diffId)),
    LayerSources: Object.fromEntries(sources),
  };
}

function repositoriesOf(saved: readonly Saved[]): Record<string, Record<string, string>> {
  const repositories: Record<string, Record<string, string>> = {};
  for (const { image, tags } of saved) {
    const top = image.layers.at(-1)?.diffId.slice('sha256:'.length) ?? '';
    for (const tag of tags) {
      const colon = tag.lastIndexOf(':');
      const name = tag.slice(0, colon);
      repositories[name] = { ...repositories[name], [tag.slice(colon + 1)]: top };
    }
  }
  return repositories;
}
