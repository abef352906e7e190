import type { FieldNumbers } from '../field-numbers.ts';

/** apps/v1. */
export const APPS: FieldNumbers = {
  ControllerRevision: 'metadata data revision',
  Deployment: 'metadata spec status',
  DeploymentCondition: 'type status reason=4 message lastUpdateTime lastTransitionTime',
  DeploymentSpec:
    'replicas selector template strategy minReadySeconds revisionHistoryLimit paused ' +
    'progressDeadlineSeconds=9',
  DeploymentStatus:
    'observedGeneration replicas updatedReplicas availableReplicas unavailableReplicas ' +
    'conditions readyReplicas collisionCount terminatingReplicas',
  DeploymentStrategy: 'type rollingUpdate',
  ReplicaSet: 'metadata spec status',
  ReplicaSetCondition: 'type status lastTransitionTime reason message',
  ReplicaSetSpec: 'replicas selector template minReadySeconds',
  ReplicaSetStatus:
    'replicas fullyLabeledReplicas observedGeneration readyReplicas availableReplicas ' +
    'conditions terminatingReplicas',
  RollingUpdateDeployment: 'maxUnavailable maxSurge',
};
