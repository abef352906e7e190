import type { FieldValidation } from '../../../engine/kubernetes/apiserver/decode.ts';
import { applyPatch, type PatchContentType } from '../../../engine/kubernetes/apiserver/patch/patch.ts';
import type { PatchError } from '../../../engine/kubernetes/apiserver/patch/patch-error.ts';
import { ApiError } from '../../../engine/kubernetes/apiserver/status.ts';

export const DEPLOYMENT = 'io.k8s.api.apps.v1.Deployment';

/** As the API server would hold it: decoding doesn't change it. */
export const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web', tier: 'front' }, finalizers: ['a/x', 'a/y'] },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'nginx',
            image: 'nginx:1.27',
            args: ['-g', 'x'],
            ports: [{ containerPort: 80 }],
            resources: {},
          },
          { name: 'sidecar', image: 'busybox', env: [{ name: 'A', value: '1' }], resources: {} },
        ],
        volumes: [{ name: 'data', emptyDir: {} }],
      },
    },
  },
  status: {},
} as const;

const TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const satisfies Record<string, PatchContentType>;

/** The deployment after a patch. */
export function patched(type: keyof typeof TYPES, patch: unknown, mode: FieldValidation = 'Strict') {
  const text = typeof patch === 'string' ? patch : JSON.stringify(patch);
  return applyPatch(TYPES[type], DEPLOYMENT, structuredClone(deployment), text, mode);
}

/** What the API server answers to a patch that it refuses. */
export function refusal(
  ...given: Parameters<typeof patched>
): Pick<PatchError, 'code' | 'reason' | 'message'> {
  try {
    patched(...given);
  } catch (error) {
    if (error instanceof ApiError) return { code: error.code, reason: error.reason, message: error.message };
    throw error;
  }
  return { code: 200, reason: '', message: 'accepted' };
}

/** The deployment with another pod spec. */
export function withPodSpec(change: object): object {
  const { spec } = deployment;
  const template = { ...spec.template, spec: { ...spec.template.spec, ...change } };
  return { ...deployment, spec: { ...spec, template } };
}

export function podPatch(change: object): object {
  return { spec: { template: { spec: change } } };
}
