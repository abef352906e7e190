import { test } from '../conditions.ts';
import { echo, fails, printf, succeeds } from '../printing.ts';
import type { Program } from '../program.ts';
import { kill, pwd } from '../system.ts';

/** Programs every shell brings along, whatever the image holds. */
export const shellPrograms: ReadonlyMap<string, Program> = new Map([
  [':', succeeds],
  ['true', succeeds],
  ['false', fails],
  ['echo', echo],
  ['printf', printf],
  ['pwd', pwd],
  ['kill', kill],
  ['test', test],
  ['[', test],
  ['[[', test],
]);
