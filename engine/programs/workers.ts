import type { Program } from '../linux/system.ts';
import { plainTime } from './timestamps.ts';

const EVENT_INTERVAL_MS = 1000;
const USERS = ['USER1', 'USER2', 'USER3', 'USER4'];
const ACTIONS = ['logged in', 'is viewing page1', 'is viewing page2', 'is viewing page3', 'logged out'];

/** kodekloud/event-simulator: prints what users do, one event a second. */
export const eventSimulator: Program<{ readonly count: number; readonly nextMs: number }> = {
  start: (system) => ({ state: { count: 0, nextMs: system.now }, until: { timeMs: system.now } }),
  step(system, { count, nextMs }) {
    if (system.now < nextMs) return { state: { count, nextMs }, until: { timeMs: nextMs } };
    const user = USERS[(count * 7) % USERS.length];
    const action = ACTIONS[(count * 3) % ACTIONS.length];
    system.write(1, `[${plainTime(system.now)},000] INFO in event-simulator: ${user} ${action}\n`);
    const later = nextMs + EVENT_INTERVAL_MS;
    return { state: { count: count + 1, nextMs: later }, until: { timeMs: later } };
  },
};

/** The voting application's worker: it waits for its queue and its database. */
export const votingWorker: Program<null> = {
  start(system) {
    system.write(1, 'Connected to db\nFound redis at redis\nConnecting to redis\n');
    return { state: null, until: {} };
  },
  step: () => ({ state: null, until: {} }),
};
