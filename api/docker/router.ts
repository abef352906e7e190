import { buildRoutes } from './build/index.ts';
import { containerRoutes } from './containers/index.ts';
import { diskUsageRoutes } from './disk-usage.ts';
import { eventRoutes } from './events.ts';
import { imageRoutes } from './images/index.ts';
import { networkRoutes } from './networks/routes.ts';
import { pluginRoutes } from './plugins.ts';
import type { DockerRoute } from './route.ts';
import { swarmRoutes } from './swarm.ts';
import { systemRoutes } from './system.ts';
import { volumeRoutes } from './volumes/routes.ts';

const ROUTES: readonly DockerRoute[] = [
  ...systemRoutes,
  ...diskUsageRoutes,
  ...eventRoutes,
  ...swarmRoutes,
  ...pluginRoutes,
  ...containerRoutes,
  ...imageRoutes,
  ...buildRoutes,
  ...volumeRoutes,
  ...networkRoutes,
];

export interface Match {
  readonly route: DockerRoute;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: DockerRoute;
  readonly segments: readonly string[];
}

const BY_METHOD = new Map<string, Compiled[]>();
for (const route of ROUTES) {
  const compiled = { route, segments: route.path.slice(1).split('/') };
  BY_METHOD.set(route.method, [...(BY_METHOD.get(route.method) ?? []), compiled]);
}

/** The route of a path without its version; undefined: there is none. */
export function findRoute(method: string, path: string): Match | undefined {
  const parts = path.slice(1).split('/');
  for (const { route, segments } of BY_METHOD.get(method) ?? []) {
    const params = matchSegments(segments, parts);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

/** A segment `*name` in the middle takes as many parts as fit: names of images have slashes. */
function matchSegments(
  segments: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  const star = segments.findIndex((segment) => segment.startsWith('*'));
  if (star < 0 ? parts.length !== segments.length : parts.length < segments.length) return undefined;
  const surplus = parts.length - segments.length;
  for (const [index, segment] of segments.entries()) {
    const from = star >= 0 && index > star ? index + surplus : index;
    const taken = index === star ? parts.slice(from, from + surplus + 1).join('/') : (parts[from] ?? '');
    if (!segment.startsWith(':') && index !== star) {
      if (segment !== taken) return undefined;
      continue;
    }
    const value = decoded(taken);
    if (value === undefined || value === '') return undefined;
    params[segment.slice(1)] = value;
  }
  return params;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
