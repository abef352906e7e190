import { serverError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { linkCalled, parseLink } from '../links.ts';
import { rewriteHosts } from './start.ts';

/** `docker rm --link web/db`: takes the link away, not the container. @throws DockerError */
export function removeLink(world: DockerWorld, host: string, text: string): void {
  const link = linkCalled(world, host, text);
  if (link === undefined) {
    throw serverError('Conflict, cannot remove the default link name of the container');
  }
  const { parent, alias } = link;
  const links = (parent.hostConfig.Links ?? []).filter((each) => parseLink(each).alias !== alias);
  parent.hostConfig = { ...parent.hostConfig, Links: links.length === 0 ? null : links };
  world.containers.set(parent);
  rewriteHosts(world, parent);
}
