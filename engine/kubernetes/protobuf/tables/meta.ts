import type { FieldNumbers } from '../field-numbers.ts';

/** meta/v1. */
export const META: FieldNumbers = {
  Condition: 'type status observedGeneration lastTransitionTime reason message',
  DeleteOptions:
    'gracePeriodSeconds preconditions orphanDependents propagationPolicy dryRun ' +
    'ignoreStoreReadErrorWithClusterBreakingPotential',
  FieldSelectorRequirement: 'key operator values',
  LabelSelector: 'matchLabels matchExpressions',
  LabelSelectorRequirement: 'key operator values',
  ManagedFieldsEntry: 'manager operation apiVersion time fieldsType=6 fieldsV1 subresource',
  ObjectMeta:
    'name generateName namespace selfLink uid resourceVersion generation creationTimestamp ' +
    'deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences ' +
    'finalizers managedFields=17',
  OwnerReference: 'kind name=3 uid apiVersion controller blockOwnerDeletion',
  Preconditions: 'uid resourceVersion',
};
