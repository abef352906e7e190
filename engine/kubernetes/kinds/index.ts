import type { Kind } from '../apiserver/kind.ts';
import type { AnyKind, VirtualKind } from '../apiserver/virtual-kind.ts';
import { bindingKind } from './binding.ts';
import { componentStatusKind } from './component-status.ts';
import { configMapKind } from './config-map.ts';
import { controllerRevisionKind } from './controller-revision.ts';
import { deploymentKind } from './deployment.ts';
import { endpointSliceKind } from './endpoint-slice.ts';
import { endpointsKind } from './endpoints.ts';
import { eventsV1Kind } from './event/events-v1.ts';
import { eventKind } from './event.ts';
import { leaseKind } from './lease.ts';
import { localSubjectAccessReviewKind } from './local-subject-access-review.ts';
import { namespaceKind } from './namespace.ts';
import { nodeKind } from './node.ts';
import { podKind } from './pod.ts';
import { podTemplateKind } from './pod-template.ts';
import { replicaSetKind } from './replica-set.ts';
import { secretKind } from './secret.ts';
import { selfSubjectAccessReviewKind } from './self-subject-access-review.ts';
import { selfSubjectReviewKind } from './self-subject-review.ts';
import { selfSubjectRulesReviewKind } from './self-subject-rules-review.ts';
import { serviceKind } from './service.ts';
import { serviceAccountKind } from './service-account.ts';
import { subjectAccessReviewKind } from './subject-access-review.ts';
import { tokenReviewKind } from './token-review.ts';

/** Every kind whose objects can be read, in every group version. */
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
  eventsV1Kind,
  bindingKind,
  componentStatusKind,
  podTemplateKind,
  controllerRevisionKind,
  deploymentKind,
  replicaSetKind,
];

/** Those that have objects in the store, each once. */
export const storedKinds: readonly Kind[] = kinds.filter(
  ({ conversion, madeObjects }) => conversion === undefined && madeObjects === undefined,
);

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
