import type { FieldNumbers } from '../field-numbers.ts';

/** autoscaling/v1. */
export const AUTOSCALING: FieldNumbers = {
  Scale: 'metadata spec status',
  ScaleSpec: 'replicas',
  ScaleStatus: 'replicas selector',
};
