import type { Host } from '../host.ts';

/** A line of JSON on the console: what Workers Logs index. */
export const log: Host['log'] = (level, message, fields = {}) => {
  console[level](JSON.stringify({ level, msg: message, ...fields }));
};
