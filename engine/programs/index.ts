import type { Program } from '../linux/system.ts';
import { gosu } from './gosu.ts';
import { helloWorld } from './hello-world.ts';
import { notModelled } from './not-modelled.ts';
import { pause } from './pause.ts';

/** Servers and other programs that aren't commands of a shell, by the name that executables give. */
export const programs: ReadonlyMap<string, Program> = new Map<string, Program>([
  ['gosu', gosu],
  ['hello-world', helloWorld],
  ['not-modelled', notModelled],
  ['pause', pause],
]);
