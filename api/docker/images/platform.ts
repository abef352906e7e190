import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { platformOfJson } from '../../../engine/docker/images/platform.ts';
import type { DockerCall } from '../route.ts';

/**
 * The platform that a query names in JSON; empty: none, or a client of a version that doesn't know of it.
 * @param since the version that brought it
 * @throws DockerError
 */
export function platformIn({ query, version }: Pick<DockerCall, 'query' | 'version'>, since: number): string {
  if (version < since) return '';
  const texts = query.getAll('platform');
  if (texts.length > 1) throw invalidParameter('multiple platform parameters not supported');
  const [text = ''] = texts;
  return text === '' ? '' : platformOfJson(text);
}
