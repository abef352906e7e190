import { mysqlType, postgresType, type SqlType } from '../values/types.ts';
import type { Environment } from './environment.ts';

export function typeNamed(env: Environment, name: Parameters<typeof postgresType>[0]): SqlType {
  if (env.mysql) return mysqlType(name);
  return postgresType(name, (label) => {
    const { database, searchPath } = env.session;
    for (const schema of name.schema === undefined ? searchPath : [name.schema]) {
      const def = env.transaction.object(`type\0${database}\0${schema}\0${label}`);
      if (def?.kind === 'enum')
        return { base: 'enum', name: def.name, labels: def.labels, oid: def.id, schema };
    }
    return undefined;
  });
}
