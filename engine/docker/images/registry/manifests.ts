import { z } from 'zod';
import { bestPlatform, HOST_PLATFORM, platformText } from '../../../registry/platform.ts';
import { DockerError } from '../../docker-error.ts';
import { NoMatchingManifest } from '../pull/public-registries.ts';

export const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';
export const CONFIG_TYPE = 'application/vnd.docker.container.image.v1+json';
export const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

/** What a daemon can read. */
export const ACCEPTED = `${MANIFEST_TYPE}, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json`;

const LAYERS_MAX = 127;
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const descriptor = z.object({ digest, size: z.number().int().min(0) });

const manifestSchema = z.object({ config: descriptor, layers: z.array(descriptor).max(LAYERS_MAX) });
const indexSchema = z.object({
  manifests: z
    .array(
      z.object({
        digest,
        platform: z
          .object({ architecture: z.string(), os: z.string(), variant: z.string().optional() })
          .optional(),
      }),
    )
    .max(200),
});

export type RegistryManifest = z.infer<typeof manifestSchema>;

/** A manifest, or of a list of them the digest of the one for a platform. @throws DockerError */
export function readManifest(bytes: Uint8Array, platform: string): RegistryManifest | string {
  const value = jsonOf(bytes);
  const manifest = manifestSchema.safeParse(value);
  if (manifest.success) return manifest.data;
  const index = indexSchema.safeParse(value);
  if (!index.success) throw new DockerError(400, 'unsupported manifest format');
  const { manifests } = index.data;
  const textOf = (each: (typeof manifests)[number]) =>
    each.platform === undefined ? '' : platformText(each.platform);
  const match = bestPlatform(manifests.map(textOf), platform || HOST_PLATFORM);
  const chosen = manifests.find((each) => textOf(each) === (match ?? ''));
  if (chosen === undefined) throw new NoMatchingManifest(platform);
  return chosen.digest;
}

/** @throws DockerError */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) throw new DockerError(400, 'unsupported manifest format');
    throw error;
  }
}
