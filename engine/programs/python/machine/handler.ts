import type { Instruction } from '../compile/code.ts';
import type { Machine } from './machine.ts';
import type { Frame } from './values.ts';

/** Carries out one instruction. */
export type Handler = (machine: Machine, frame: Frame, instruction: Instruction) => void;
