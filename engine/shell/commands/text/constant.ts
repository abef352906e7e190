import type { Program } from '../../../linux/system.ts';
import { immediate } from '../command.ts';

export const trueCommand: Program = immediate(() => 0);
export const falseCommand: Program = immediate(() => 1);
