import { platformsOf } from '../../../registry/construction.ts';
import { imageManifest } from '../../../registry/manifest.ts';
import { platformParts } from '../../../registry/platform.ts';
import { referenceOf, withTag } from '../names.ts';
import { catalogueImage } from './public-registries.ts';

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** The descriptor of an image that a registry has, and its platforms. @throws DockerError */
export function describeRemote(name: string): object {
  const image = catalogueImage(withTag(referenceOf(name)));
  const platforms = platformsOf(image);
  const index = {
    schemaVersion: 2,
    mediaType: INDEX_TYPE,
    manifests: platforms.map((text) => {
      const { manifestDigest, manifestText } = imageManifest(image, text);
      const size = manifestText.length;
      return { mediaType: MANIFEST_TYPE, digest: manifestDigest, size, platform: platformParts(text) };
    }),
  };
  return {
    Descriptor: { mediaType: INDEX_TYPE, digest: image.digest, size: JSON.stringify(index).length },
    Platforms: platforms.map(platformParts),
  };
}
