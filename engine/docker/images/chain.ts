import { digestOf } from '../../registry/manifest.ts';
import type { StoredLayer } from './image.ts';

/** The identity of each layer with all that lie below it. */
export function chainIds(layers: readonly Pick<StoredLayer, 'diffId'>[]): string[] {
  const chain: string[] = [];
  for (const { diffId } of layers) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : digestOf(`${below} ${diffId}`));
  }
  return chain;
}
