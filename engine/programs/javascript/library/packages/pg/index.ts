import { pgClient } from './client.ts';
import { pgPool } from './pool.ts';
import { pgQuery } from './query.ts';
import { pgTypes } from './types.ts';
import { pgWire } from './wire.ts';

const ends = `
class BoundPool extends Pool { constructor(options) { super(options); } }
module.exports = { Client, Connection: undefined, DatabaseError, defaults, escapeIdentifier, escapeLiteral, Pool: BoundPool, Query, Result, TypeOverrides, types };
`;

/** Drivers of PostgreSQL: pg, and its parts that programs ask for by themselves. */
export const pgPackage: Readonly<Record<string, string>> = {
  'npm:pg': pgWire + pgTypes + pgQuery + pgClient + pgPool + ends,
  'npm:pg-pool': `module.exports = require('npm:pg').Pool;`,
  'npm:pg-types': `module.exports = require('npm:pg').types;`,
};
