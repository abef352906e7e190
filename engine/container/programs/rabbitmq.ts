import { lines, type Program, serves } from './program.ts';
import { iso, wallClock } from './timestamps.ts';

const readyAfterMs = 8000;
const stopMs = 1500;

/** The broker; its management interface listens too where the image has it. */
export const rabbitmqServer: Program = (invocation) => {
  const { image } = invocation.container.spec;
  const management = image.exposedPorts.includes('15672/tcp');
  const time = (afterMs: number): string =>
    `${iso(wallClock(invocation, afterMs)).slice(0, 23).replace('T', ' ')}000+00:00`;
  const run = serves(invocation, {
    output: [
      ...lines('stdout', invocation.atMs, [
        `${time(0)} [info] <0.213.0> Starting RabbitMQ ${image.version} on Erlang 26.2.5 [jit]`,
      ]),
      ...lines('stdout', invocation.atMs + readyAfterMs, [
        `${time(readyAfterMs)} [info] <0.566.0> started TCP listener on [::]:5672`,
        ` completed with ${management ? 5 : 3} plugins.`,
        `${time(readyAfterMs)} [info] <0.507.0> Server startup complete; ${management ? 5 : 3} plugins started.`,
      ]),
    ],
    ports: [5672, 4369, 25672],
    readyAfterMs,
    stop: { afterMs: stopMs, code: 0 },
  });
  if (!management) return run;
  const http = () => ({ status: 200, body: '<!DOCTYPE html>\n<title>RabbitMQ Management</title>\n' });
  return {
    ...run,
    listeners: [
      ...run.listeners,
      { port: 15672, protocol: 'TCP', fromMs: invocation.atMs + readyAfterMs, http },
    ],
  };
};
