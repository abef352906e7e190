import type { Kind } from '../apiserver/kind.ts';
import type { AnyKind, VirtualKind } from '../apiserver/virtual-kind.ts';
import { configMapKind } from './config-map.ts';
import { deploymentKind } from './deployment.ts';
import { endpointSliceKind } from './endpoint-slice.ts';
import { endpointsKind } from './endpoints.ts';
import { eventKind } from './event.ts';
import { leaseKind } from './lease.ts';
import { localSubjectAccessReviewKind } from './local-subject-access-review.ts';
import { namespaceKind } from './namespace.ts';
import { nodeKind } from './node.ts';
import { podKind } from './pod.ts';
import { replicaSetKind } from './replica-set.ts';
import { secretKind } from './secret.ts';
import { selfSubjectAccessReviewKind } from './self-subject-access-review.ts';
import { selfSubjectReviewKind } from './self-subject-review.ts';
import { selfSubjectRulesReviewKind } from './self-subject-rules-review.ts';
import { serviceKind } from './service.ts';
import { serviceAccountKind } from './service-account.ts';
import { subjectAccessReviewKind } from './subject-access-review.ts';
import { tokenReviewKind } from './token-review.ts';

/** Every kind that the API server stores. The order is that of discovery within a group. */
export const kinds: readonly Kind[] = [
  namespaceKind,
  configMapKind,
  nodeKind,
  leaseKind,
  podKind,
  secretKind,
  serviceKind,
  endpointsKind,
  endpointSliceKind,
  serviceAccountKind,
  eventKind,
  deploymentKind,
  replicaSetKind,
];

/** The kinds that are only asked about. */
export const virtualKinds: readonly VirtualKind[] = [
  selfSubjectReviewKind,
  tokenReviewKind,
  localSubjectAccessReviewKind,
  selfSubjectAccessReviewKind,
  selfSubjectRulesReviewKind,
  subjectAccessReviewKind,
];

/** Everything that discovery and OpenAPI name. */
export const servedKinds: readonly AnyKind[] = [...kinds, ...virtualKinds];
