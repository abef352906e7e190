import { sameJson } from '../../apiserver/equality.ts';
import type { Subresource } from '../../apiserver/kind.ts';
import type { PodObject } from '../pod.ts';
import { MIRROR, validatePodAnnotations } from '../pod-spec/annotations.ts';
import { dropDisabledFields } from '../pod-spec/feature-gates.ts';
import { validatePodSpec } from '../pod-spec/spec.ts';

/** The subresource by which containers are added to a pod that runs, as `kubectl debug` does. */
export const ephemeralContainers: Subresource<PodObject> = {
  name: 'ephemeralcontainers',
  verbs: ['get', 'patch', 'update'],
  take(draft, old) {
    const { ephemeralContainers: _old, ...kept } = old.spec;
    const { ephemeralContainers: own } = draft.spec;
    const spec = own === undefined ? kept : { ...kept, ephemeralContainers: own };
    dropDisabledFields(spec);
    return { ...old, metadata: { ...old.metadata }, spec };
  },
  validateUpdate({ metadata, spec }, old, errors) {
    validatePodAnnotations(metadata.annotations, spec, 'metadata.annotations', errors);
    validatePodSpec(spec, { pod: metadata.name }, 'spec', errors);
    if (old.metadata.annotations?.[MIRROR] !== undefined) {
      errors.causes.length = 0;
      errors.forbidden('', 'static pods do not support ephemeral containers');
      return;
    }
    const field = 'spec.ephemeralContainers';
    for (const before of old.spec.ephemeralContainers ?? []) {
      const quoted = JSON.stringify(before.name);
      const after = spec.ephemeralContainers?.find(({ name }) => name === before.name);
      if (after === undefined) {
        errors.forbidden(field, `existing ephemeral containers ${quoted} may not be removed\n`);
      } else if (!sameJson(after, before)) {
        errors.forbidden(field, `existing ephemeral containers ${quoted} may not be changed\n`);
      }
    }
  },
};
