import type { Controller } from '../controller.ts';
import { heartbeatController } from './heartbeat.ts';
import { podController } from './pods.ts';

/** What the kubelets of all nodes do. */
export const kubeletControllers: readonly Controller[] = [podController, heartbeatController];
