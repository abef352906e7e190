import { digestOf } from '../../../registry/manifest.ts';
import { referenceOf, withTag } from '../names.ts';
import { publicManifest } from './public-registries.ts';

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** The descriptor of an image that a registry has, and its platforms. @throws DockerError */
export function describeRemote(name: string): object {
  const { digest, manifestDigest, manifestText, platforms } = publicManifest(withTag(referenceOf(name)));
  const shown = platforms.map((text) => {
    const [os = '', architecture = '', variant] = text.split('/');
    return { architecture, os, ...(variant === undefined ? {} : { variant }) };
  });
  const index = {
    schemaVersion: 2,
    mediaType: INDEX_TYPE,
    manifests: shown.map((platform, number) => ({
      mediaType: MANIFEST_TYPE,
      digest: number === 0 ? manifestDigest : digestOf(`${manifestDigest} ${number}`),
      size: manifestText.length,
      platform,
    })),
  };
  return {
    Descriptor: { mediaType: INDEX_TYPE, digest, size: JSON.stringify(index).length },
    Platforms: shown,
  };
}
