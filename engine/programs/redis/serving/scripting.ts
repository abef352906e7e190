import type { Reply } from '../resp.ts';
import type { ServerCommands } from './server-command.ts';

const refusal = (): Reply => ({ error: 'ERR Lua scripts and functions are not part of the simulation' });
const missing = (what: string) => (): Reply => ({ error: `ERR ${what} are not part of the simulation` });

const scripting = { category: 'scripting', run: refusal };

/** What isn't there says so. */
export const scriptingCommands: ServerCommands = {
  eval: { arity: -3, ...scripting },
  eval_ro: { arity: -3, ...scripting },
  evalsha: { arity: -3, ...scripting },
  evalsha_ro: { arity: -3, ...scripting },
  fcall: { arity: -3, ...scripting },
  fcall_ro: { arity: -3, ...scripting },
  function: { arity: -2, ...scripting },
  script: { arity: -2, ...scripting },
  module: { arity: -2, category: 'admin', run: missing('modules') },
  cluster: {
    arity: -2,
    category: 'admin',
    run: () => ({ error: 'ERR This instance has cluster support disabled' }),
  },
  ...Object.fromEntries(
    ['pfadd', 'pfcount', 'pfmerge'].map((name) => [
      name,
      { arity: -2, category: 'hyperloglog', run: missing('HyperLogLogs') },
    ]),
  ),
  ...Object.fromEntries(
    [
      'geoadd',
      'geodist',
      'geohash',
      'geopos',
      'georadius',
      'georadiusbymember',
      'geosearch',
      'geosearchstore',
    ].map((name) => [name, { arity: -2, category: 'geo', run: missing('places (GEO commands)') }]),
  ),
  ...Object.fromEntries(
    ['bitfield', 'bitfield_ro'].map((name) => [
      name,
      { arity: -2, category: 'bitmap', run: missing('bit fields') },
    ]),
  ),
};
