import { userOf } from '../container.ts';
import { exits, option, type Program, portNumber, serves } from './program.ts';

/** memcached refuses to run as root unless told to with -u. */
export const memcached: Program = (invocation) => {
  const root = ['root', '0'].includes(userOf(invocation.container.spec));
  if (root && option(invocation.argv, '-u', '--user') === undefined) {
    return exits(invocation, 71, { stderr: "can't run as root without the -u switch\n" });
  }
  const port = portNumber(option(invocation.argv, '-p', '--port'), 11211);
  return serves(invocation, { ports: [port], readyAfterMs: 20, stop: { afterMs: 10, code: 0 } });
};
