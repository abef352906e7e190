import { beforeEach, describe, expect, it } from 'vitest';
import { type PodTemplateObject, podTemplateKind } from '../../../engine/kubernetes/kinds/pod-template.ts';
import { openRequests, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const template = (spec: object): PodTemplateObject =>
  requests.create(podTemplateKind, {
    apiVersion: 'v1',
    kind: 'PodTemplate',
    metadata: { name: 't' },
    template: { metadata: { labels: { app: 'web' } }, spec },
  });

describe('a pod template', () => {
  it('has the defaults of pods, and a row', () => {
    const stored = template({ containers: [{ name: 'c', image: 'nginx' }] });
    expect(stored.template.spec).toMatchObject({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' });
    expect(podTemplateKind.row(stored, requests.cluster.now)).toEqual(['t', 'c', 'nginx', 'app=web']);
  });

  it('counts its changes', () => {
    template({ containers: [{ name: 'c', image: 'nginx' }] });
    const changed = requests.change(podTemplateKind, 't', (draft) => {
      draft.template.metadata = { labels: { app: 'db' } };
    });
    expect(changed.metadata.generation).toBe(2);
  });

  it('is checked as a pod is', () => {
    expect(refusal(() => template({ containers: [] })).message).toBe(
      'PodTemplate "t" is invalid: template.spec.containers: Required value',
    );
  });
});
