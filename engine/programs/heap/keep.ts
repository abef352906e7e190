import type { System } from '../../linux/system.ts';
import type { Heap } from './heap.ts';

/**
 * After a step of a server that holds its data in a heap: what has changed is stored at the next commit.
 * @param work what the step has done, in instructions
 * @returns where the data begin
 */
export function keep(system: System, heap: Heap, data: object, work: number): number {
  heap.gather();
  system.keepPages(heap);
  const root = heap.root(data);
  heap.spend(work);
  if (heap.isGrown) heap.collect([data]);
  return root;
}
