import { DockerError, notFound } from '../../engine/docker/docker-error.ts';
import { json } from './respond.ts';
import type { DockerCall, DockerRoute } from './route.ts';

/** A daemon has no plugins, and gets none. */
export const pluginRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/plugins', answer: () => json([]) },
  { method: 'GET', path: '/plugins/privileges', answer: refuse },
  { method: 'POST', path: '/plugins/pull', answer: refuse },
  { method: 'POST', path: '/plugins/create', answer: refuse },
  { method: 'GET', path: '/plugins/*name/json', answer: missing },
  { method: 'DELETE', path: '/plugins/*name', answer: missing },
  ...['enable', 'disable', 'push', 'upgrade', 'set'].map(
    (verb): DockerRoute => ({ method: 'POST', path: `/plugins/*name/${verb}`, answer: missing }),
  ),
];

function refuse(): never {
  throw new DockerError(501, 'plugins are not simulated: this daemon installs none');
}

function missing({ params }: DockerCall): never {
  throw notFound(`plugin ${JSON.stringify(params.name)} not found`);
}
