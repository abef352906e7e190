import type { Operation } from '../compile/code.ts';
import { callHandlers } from './call-handlers.ts';
import { dataHandlers } from './data-handlers.ts';
import { flowHandlers } from './flow-handlers.ts';
import type { Handler } from './handler.ts';
import { matchHandlers } from './match-handlers.ts';
import { nameHandlers } from './name-handlers.ts';

export const handlers: Readonly<Record<Operation, Handler>> = {
  ...nameHandlers,
  ...dataHandlers,
  ...flowHandlers,
  ...callHandlers,
  ...matchHandlers,
};
