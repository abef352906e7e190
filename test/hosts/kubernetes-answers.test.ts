import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
});

afterAll(() => atoll.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(student.server + path, { headers });

const TABLE = { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'nginx:1.27' }] },
    },
  },
};

describe('Endpoints', () => {
  it.each(['endpoints', 'endpoints/kubernetes', 'endpoints/nope'])('are deprecated: %s', async (path) => {
    const response = await get(`/api/v1/namespaces/default/${path}`);
    await response.text();
    expect(response.headers.get('Warning')).toBe(
      '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"',
    );
  });
});

describe('a scale', () => {
  it('has columns of its own', async () => {
    const made = await fetch(`${student.server}/apis/apps/v1/namespaces/default/deployments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(DEPLOYMENT),
    });
    expect(made.status).toBe(201);
    const response = await get('/apis/apps/v1/namespaces/default/deployments/web/scale', TABLE);
    const { kind, columnDefinitions, rows } = await response.json();
    expect(kind).toBe('Table');
    expect(columnDefinitions.map(({ name }: { name: string }) => name)).toEqual([
      'Name',
      'Desired',
      'Available',
      'Age',
    ]);
    expect(rows[0].cells.slice(0, 2)).toEqual(['web', 2]);
    expect(rows[0].object.kind).toBe('PartialObjectMetadata');
  });
});

describe('custom resources', () => {
  it('are known to be none, so that kubectl can say what is wrong with a manifest', async () => {
    const response = await get('/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    expect(await response.json()).toMatchObject({ kind: 'CustomResourceDefinitionList', items: [] });
  });
});
