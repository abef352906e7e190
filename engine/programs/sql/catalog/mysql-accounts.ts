import type { SystemTable } from './relations.ts';

/** The tables of accounts in MySQL's own database. */
export const mysqlAccounts: Readonly<Record<string, SystemTable>> = {
  user: {
    columns:
      'Host, User, Select_priv, Insert_priv, Update_priv, Delete_priv, Create_priv, Drop_priv, Super_priv, Grant_priv, plugin, authentication_string, password_expired, account_locked',
    rows: (env) =>
      env.transaction
        .definitions()
        .filter((def) => def.kind === 'role')
        .sort((a, b) => (a.host + a.name < b.host + b.name ? -1 : 1))
        .map((def) => {
          const everywhere = def.grants.find(({ on }) => on === '*.*')?.privileges ?? [];
          const may = (privilege: string) =>
            def.superuser || everywhere.includes('all') || everywhere.includes(privilege) ? 'Y' : 'N';
          const privileges = ['select', 'insert', 'update', 'delete', 'create', 'drop', 'super', 'grant'].map(
            may,
          );
          return [def.host, def.name, ...privileges, def.plugin, def.password, 'N', def.login ? 'N' : 'Y'];
        }),
  },
  db: {
    columns: 'Host, Db, User',
    rows: (env) =>
      env.transaction
        .definitions()
        .flatMap((def) =>
          def.kind === 'role'
            ? def.grants.flatMap(({ on }) =>
                on === undefined || on === '*.*' ? [] : [[def.host, on.replace(/\.\*$/, ''), def.name]],
              )
            : [],
        ),
  },
};
