import type { Program } from '../../linux/system.ts';
import { become, commandOf } from '../entrypoints.ts';

/** An entrypoint script that only becomes the command it is given. */
export const plainEntrypoint: Program = {
  start: (system) => become(system, system.argv.slice(1), 1),
  step: () => ({ exit: 1 }),
};

/** RabbitMQ's: options alone are for its server. */
export const rabbitmqEntrypoint: Program = {
  start: (system) => become(system, commandOf(system, 'rabbitmq-server'), 42),
  step: () => ({ exit: 1 }),
};
