import { NO_TIME, timestamp } from '../time.ts';
import type { DockerWorld } from '../world.ts';
import { chainIds } from './chain.ts';
import { createdMsOf, type StoredImage, sizeOf } from './image.ts';
import { familiar } from './names.ts';

/** Everything about an image, as `docker image inspect` shows it. */
export function inspectImage({ images }: DockerWorld, image: StoredImage): object {
  const { host, id, facts, layers, parent, taggedMs } = image;
  const references = images.references(host, id);
  return {
    Id: id,
    RepoTags: references.filter(({ digest }) => digest === undefined).map(familiar),
    RepoDigests: references.filter(({ digest }) => digest !== undefined).map(familiar),
    Parent: parent ?? '',
    Comment: facts.comment ?? facts.history.at(-1)?.comment ?? '',
    Created: facts.created === undefined ? NO_TIME : timestamp(createdMsOf(image)),
    DockerVersion: facts.docker_version ?? '',
    Author: facts.author ?? '',
    Config: facts.config,
    Architecture: facts.architecture,
    ...(facts.variant === undefined ? {} : { Variant: facts.variant }),
    Os: facts.os,
    Size: sizeOf(image),
    GraphDriver: { Data: folders(image), Name: 'overlay2' },
    RootFS: { Type: 'layers', Layers: layers.map(({ diffId }) => diffId) },
    Metadata: { LastTagTime: timestamp(taggedMs) },
  };
}

/** Where overlay2 keeps the topmost layer. */
function folders(image: StoredImage): object | null {
  const [top, ...below] = layerFolders(image);
  if (top === undefined) return null;
  return {
    ...(below.length === 0 ? {} : { LowerDir: below.join(':') }),
    MergedDir: `${folderOf(top)}/merged`,
    UpperDir: top,
    WorkDir: `${folderOf(top)}/work`,
  };
}

function folderOf(diff: string): string {
  return diff.slice(0, -'/diff'.length);
}

/** Where overlay2 keeps the files of each layer, the topmost first. */
export function layerFolders({ layers }: Pick<StoredImage, 'layers'>): string[] {
  return chainIds(layers)
    .map((chain) => `/var/lib/docker/overlay2/${chain.slice('sha256:'.length)}/diff`)
    .reverse();
}

/** As `docker history` shows it: the newest step first. */
export function imageHistory({ images }: DockerWorld, image: StoredImage): object[] {
  const { host, facts, layers } = image;
  let layer = 0;
  const steps = facts.history.map(({ created, created_by, comment, empty_layer }) => ({
    Comment: comment ?? '',
    Created: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000),
    CreatedBy: created_by ?? '',
    Id: '<missing>',
    Size: empty_layer === true ? 0 : (layers[layer++]?.bytes ?? 0),
    Tags: null as readonly string[] | null,
  }));
  let known: StoredImage | undefined = image;
  return steps.reverse().map((step) => {
    if (known === undefined) return step;
    const { id, parent } = known;
    known = parent === undefined ? undefined : images.byId(host, parent);
    const tags = images.references(host, id).filter(({ digest }) => digest === undefined);
    return { ...step, Id: id, Tags: tags.length === 0 ? null : tags.map(familiar) };
  });
}
