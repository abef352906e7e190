import { type BenchAtoll, dataOf, deployment } from './atoll.ts';
import { type Figure, percentile, times } from './measure.ts';

const CHECKS = 20;

function request() {
  return {
    assignment: {
      title: 'Three web servers',
      nodes: 2,
      settleSeconds: 60,
      checks: Array.from({ length: CHECKS }, (_, index) => ({
        id: `check-${index}`,
        title: `Check ${index}`,
        points: 1,
        target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        condition: { cel: `object.status.availableReplicas == 3 && object.spec.replicas >= ${index % 4}` },
      })),
    },
    submission: { 'web.json': JSON.stringify(deployment('web', 3)) },
  };
}

/** One grading with twenty checks, and a thousand of them. */
export async function gradingFigures({ client }: BenchAtoll): Promise<Figure[]> {
  const body = request();
  const grade = async () => {
    const { score } = dataOf(await client.POST('/v1/grade', { body }));
    if (score !== CHECKS) throw new Error(`the score is ${score}`);
  };
  const all = await times(1000, grade);
  const total = all.reduce((sum, ms) => sum + ms, 0);
  const parse = percentile(await times(500, () => JSON.parse(JSON.stringify(body))), 0.5);
  return [
    {
      what: `grade with ${CHECKS} checks, p50`,
      value: percentile(all, 0.5),
      unit: 'ms',
      aim: '50 ms',
      baseline: { name: 'JSON round trip of the request', ratio: percentile(all, 0.5) / parse },
    },
    { what: 'the same, p99', value: percentile(all, 0.99), unit: 'ms' },
    { what: '1,000 grades', value: total / 1000, unit: 's', aim: '60 s' },
  ];
}
