import type { DockerRoute } from '../route.ts';
import { attachRoutes } from './attach.ts';
import { changeRoutes } from './change.ts';
import { execRoutes } from './exec.ts';
import { fileRoutes } from './files.ts';
import { lifeRoutes } from './life.ts';
import { logRoutes } from './logs.ts';
import { lookRoutes } from './look.ts';
import { observeRoutes } from './observe.ts';
import { waitRoutes } from './wait.ts';

export const containerRoutes: readonly DockerRoute[] = [
  ...lookRoutes,
  ...lifeRoutes,
  ...waitRoutes,
  ...attachRoutes,
  ...execRoutes,
  ...logRoutes,
  ...observeRoutes,
  ...fileRoutes,
  ...changeRoutes,
];
