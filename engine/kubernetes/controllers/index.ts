import type { Controller } from '../controller.ts';
import { compactionController } from './compaction.ts';

/** Every reconciler of a cluster: the controller manager's, the scheduler and the kubelets. */
export const controllers: readonly Controller[] = [compactionController];
