import type { LibraryModule } from '../../sources.ts';
import { psycopgCursor } from './cursor.ts';
import { psycopgErrors } from './errors.ts';
import { psycopgExtras, psycopgPool, psycopgSql } from './extras.ts';
import { psycopgValues } from './values.ts';
import { psycopgWire } from './wire.ts';

const facts = `
__version__ = '2.9.10 (dt dec pq3 ext lo64)'
__libpq_version__ = 160002
apilevel, threadsafety, paramstyle = '2.0', 2, 'pyformat'
import psycopg2.errors, psycopg2.extensions
STRING, BINARY, NUMBER, DATETIME, ROWID = 'STRING', 'BINARY', 'NUMBER', 'DATETIME', 'ROWID'
`;

const part = (name: string, source: string): readonly [string, LibraryModule] => [
  name,
  { kind: 'package', source, bytes: 300_000, importMicroseconds: 2000 },
];

/** The driver of PostgreSQL, with what comes from libpq in Python. */
export const psycopgModules: readonly (readonly [string, LibraryModule])[] = [
  [
    'psycopg2',
    {
      kind: 'package',
      isPackage: true,
      bytes: 4_000_000,
      importMicroseconds: 15_000,
      source: psycopgErrors + psycopgWire + psycopgValues + psycopgCursor + facts,
    },
  ],
  part('psycopg2.extras', psycopgExtras),
  part('psycopg2.sql', psycopgSql),
  part('psycopg2.pool', psycopgPool),
  part(
    'psycopg2.errors',
    'import sys, psycopg2\nfrom psycopg2 import lookup\nfor _error in psycopg2._by_code.values():\n    setattr(sys.modules[__name__], _error.__name__, _error)\n',
  ),
  part(
    'psycopg2.errorcodes',
    "import re, sys, psycopg2\nfor _code, _name in psycopg2._named.items():\n    setattr(sys.modules[__name__], re.sub('(?<!^)(?=[A-Z])', '_', _name).upper(), _code)\n",
  ),
  part(
    'psycopg2.extensions',
    'from psycopg2 import *\nfrom psycopg2 import cursor, connection, AsIs, QuotedString, Binary, register_adapter, parse_dsn\n\ndef quote_ident(text, scope=None):\n    return chr(34) + text.replace(chr(34), chr(34) * 2) + chr(34)\n\ndef adapt(value):\n    import psycopg2\n    return psycopg2.AsIs(psycopg2._literal(value))\n\ndef register_type(*args):\n    pass\n\nUNICODE = UNICODEARRAY = None\n',
  ),
];
