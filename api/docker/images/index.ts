import type { DockerRoute } from '../route.ts';
import { archiveRoutes } from './archives.ts';
import { commitRoutes } from './commit.ts';
import { distributionRoutes } from './distribution.ts';
import { lookRoutes } from './look.ts';
import { pullRoutes } from './pull.ts';
import { pushRoutes } from './push.ts';
import { removeRoutes } from './remove.ts';
import { searchRoutes } from './search.ts';

export const imageRoutes: readonly DockerRoute[] = [
  ...searchRoutes,
  ...distributionRoutes,
  ...archiveRoutes,
  ...commitRoutes,
  ...lookRoutes,
  ...pullRoutes,
  ...pushRoutes,
  ...removeRoutes,
];
