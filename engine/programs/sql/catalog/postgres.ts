import { settings } from '../run/settings.ts';
import type { Row } from '../values/value.ts';
import { activityCatalogue } from './activity.ts';
import { classCatalogue } from './postgres/classes.ts';
import { keyCatalogue } from './postgres/keys.ts';
import { roleCatalogue } from './postgres/roles.ts';
import { typeCatalogue } from './postgres/types.ts';
import { viewCatalogue } from './postgres/views.ts';
import type { SystemTable } from './relations.ts';

export const postgresCatalogue: Readonly<Record<string, SystemTable>> = {
  ...classCatalogue,
  ...keyCatalogue,
  ...typeCatalogue,
  ...roleCatalogue,
  ...viewCatalogue,
  pg_settings: {
    columns: 'name, setting, unit, category, short_desc',
    rows: (env) => [...settings(env)].sort().map(([name, value]): Row => [name, value, null, '', '']),
  },
  ...activityCatalogue,
};
