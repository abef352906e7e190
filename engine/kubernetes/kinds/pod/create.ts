import { forbidden } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';
import type { PodObject } from '../pod.ts';
import { dropDisabledFields } from '../pod-spec/feature-gates.ts';
import { qosClass } from '../pod-spec/resources.ts';
import { applyLabelKeys } from './label-keys.ts';
import { admitPriority } from './priority.ts';
import { podResource } from './resource.ts';
import { admitServiceAccount } from './service-account.ts';
import { addDefaultTolerations } from './tolerations.ts';

/**
 * What happens to a new pod before it is validated: admission, then the strategy's PrepareForCreate.
 * @throws ApiError 403
 */
export function preparePod(pod: PodObject, cluster: Cluster): void {
  const { metadata, spec } = pod;
  admitServiceAccount(pod, cluster);
  admitPriority(pod);
  addDefaultTolerations(spec);
  if (spec.runtimeClassName !== undefined) {
    const why = `pod rejected: RuntimeClass ${JSON.stringify(spec.runtimeClassName)} not found`;
    throw forbidden(podResource, metadata.name, why);
  }
  pod.status = { phase: 'Pending', qosClass: qosClass(spec) };
  dropDisabledFields(spec);
  if (spec.schedulingGates !== undefined) {
    const message = 'Scheduling is blocked due to non-empty scheduling gates';
    pod.status.conditions = [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message }];
  }
  applyLabelKeys(spec, metadata.labels);
}
