import { HELD_BYTES_MAX, residentBytes } from '../../heap/growth.ts';
import type { Machine } from './machine.ts';

/** What an interpreter takes by itself. */
const BASE_BYTES = 9_437_184;
/** Allocations of so many bytes at once are looked at before they are made. */
const LARGE_BYTES = 1_048_576;

const HELD_BYTES_PER_INSTRUCTION_BITS = 7;

/** Counts what is about to be allocated. @throws Raised MemoryError where there is no room for it */
export function allocate(machine: Machine, bytes: number): void {
  const { heap } = machine;
  if (bytes >= LARGE_BYTES && heap.held + bytes > HELD_BYTES_MAX) {
    // Looking at what is alive takes its time, whoever catches the error.
    machine.work(heap.held >> HELD_BYTES_PER_INSTRUCTION_BITS);
    heap.collect([machine.state]);
    if (heap.held + bytes > HELD_BYTES_MAX) {
      // A container's limit comes first.
      machine.system.setMemory(resident(machine, bytes));
      report(machine);
      throw machine.error('MemoryError', '');
    }
  }
  heap.spend(0, bytes);
  if (heap.isGrown) machine.mustPause = true;
}

/** At the end of a step: looks at what is alive, where that is due, and tells the kernel. @returns false: it is too much */
export function account(machine: Machine): boolean {
  if (!machine.heap.isGrown) return true;
  machine.heap.collect([machine.state]);
  report(machine);
  return machine.heap.held <= HELD_BYTES_MAX;
}

/** What the program's own data takes. */
export function bytesInUse({ heap, state }: Machine): number {
  const { held, modelled } = heap.collect([state]);
  return modelled + residentBytes(held);
}

function report(machine: Machine): void {
  machine.system.setMemory(resident(machine, 0));
}

function resident({ heap, state }: Machine, more: number): number {
  return BASE_BYTES + state.libraryBytes + heap.facts.modelled + residentBytes(heap.facts.held + more);
}
