import type { Column } from '../../apiserver/kind.ts';
import { formatSelector, type LabelSelector } from '../../apiserver/selectors.ts';
import type { PodTemplateSpec } from '../../schemas/generated/types.ts';

function wide(name: string, description: string): Column {
  return { name, type: 'string', format: '', description, priority: 1 };
}

/** What `-o wide` adds for kinds with a pod template. @param selector what the kind's selector is for */
export function workloadColumns(selector: string): readonly Column[] {
  return [
    wide('Containers', 'Names of each container in the template.'),
    wide('Images', 'Images referenced by each container in the template.'),
    wide('Selector', selector),
  ];
}

/** The cells of these columns. */
export function workloadCells(template: PodTemplateSpec | undefined, selector: LabelSelector): string[] {
  const containers = template?.spec?.containers ?? [];
  return [
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image ?? '').join(','),
    formatSelector(selector),
  ];
}
