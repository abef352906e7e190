import type { DockerRoute } from '../route.ts';
import { lookRoutes } from './look.ts';
import { pullRoutes } from './pull.ts';
import { removeRoutes } from './remove.ts';

export const imageRoutes: readonly DockerRoute[] = [...lookRoutes, ...pullRoutes, ...removeRoutes];
