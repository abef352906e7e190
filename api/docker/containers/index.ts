import type { DockerRoute } from '../route.ts';
import { attachRoutes } from './attach.ts';
import { execRoutes } from './exec.ts';
import { lifeRoutes } from './life.ts';
import { logRoutes } from './logs.ts';
import { lookRoutes } from './look.ts';
import { waitRoutes } from './wait.ts';

export const containerRoutes: readonly DockerRoute[] = [
  ...lookRoutes,
  ...lifeRoutes,
  ...waitRoutes,
  ...attachRoutes,
  ...execRoutes,
  ...logRoutes,
];
