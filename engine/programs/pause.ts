import type { Program } from '../linux/system.ts';

/** Holds a pod's namespaces: it waits for a signal, and reaps children that others left. */
export const pause: Program<null> = {
  start: (system) => {
    system.onSignal('handle', ['SIGINT', 'SIGTERM', 'SIGCHLD']);
    system.setMemory(500_000);
    return { state: null, until: {} };
  },
  step: (system) => {
    while (typeof system.wait() === 'object');
    const signal = system.takeSignals().find((each) => each !== 'SIGCHLD');
    if (signal === undefined) return { state: null, until: {} };
    system.write(2, `Shutting down, got signal: ${signal === 'SIGINT' ? 'Interrupt' : 'Terminated'}\n`);
    return { exit: 0 };
  },
};
