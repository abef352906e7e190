import type { ResourceName } from '../../apiserver/status.ts';

/** Pods as refusals name them. */
export const podResource: ResourceName = { group: '', plural: 'pods', kind: 'Pod' };
