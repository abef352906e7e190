import type { DockerRoute } from '../route.ts';
import { distributionRoutes } from './distribution.ts';
import { lookRoutes } from './look.ts';
import { pullRoutes } from './pull.ts';
import { pushRoutes } from './push.ts';
import { removeRoutes } from './remove.ts';
import { searchRoutes } from './search.ts';

export const imageRoutes: readonly DockerRoute[] = [
  ...searchRoutes,
  ...distributionRoutes,
  ...lookRoutes,
  ...pullRoutes,
  ...pushRoutes,
  ...removeRoutes,
];
