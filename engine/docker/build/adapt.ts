import { invalidParameter } from '../docker-error.ts';
import type { BuildOptions } from './build.ts';
import type { Dockerfile } from './dockerfile/instruction.ts';

/** Stages after the wanted one are not built. @throws DockerError */
export function untilTarget(file: Dockerfile, target: string): Dockerfile {
  if (target === '') return file;
  const wanted = target.toLowerCase();
  const named = file.stages.findIndex(({ from }) => from.name !== '' && from.name === wanted);
  const index = named >= 0 ? named : /^\d{1,4}$/.test(target) ? Number(target) : -1;
  if (file.stages[index] === undefined) {
    throw invalidParameter(`target stage ${JSON.stringify(target)} could not be found`);
  }
  return { ...file, stages: file.stages.slice(0, index + 1) };
}

/** --label is one more instruction at the end. */
export function withLabels(file: Dockerfile, { labels }: BuildOptions): Dockerfile {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const last = file.stages.at(-1);
  if (pairs.length === 0 || last === undefined) return file;
  const quoted = pairs.map(([key, value]): [string, string] => [
    `'${key}'`,
    `'${value.replaceAll("'", `'"'"'`)}'`,
  ]);
  const text = `LABEL ${pairs.map(([key, value]) => `${JSON.stringify(key)}='${value}'`).join(' ')}`;
  const steps = [...last.steps, { is: 'LABEL' as const, pairs: quoted, text, line: 0 }];
  return { ...file, stages: [...file.stages.slice(0, -1), { ...last, steps }] };
}
