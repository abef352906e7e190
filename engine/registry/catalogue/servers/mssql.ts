import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const mssql = plain(
  ['mcr.microsoft.com/mssql/server'],
  (version) =>
    dockerfile(from('ubuntu:22.04'), [
      expose(1433),
      label({
        vendor: 'Microsoft',
        'com.microsoft.product': 'Microsoft SQL Server',
        'com.microsoft.version': version,
      }),
      env({
        MSSQL_RPC_PORT: '135',
        CONFIG_EDGE_BUILD: '',
        PATH: '/opt/mssql-tools18/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      copy('/', '/', {
        share: 1,
        executables: {
          '/opt/mssql/bin/sqlservr': 'mssql',
          '/opt/mssql-tools18/bin/sqlcmd': 'not-modelled',
          '/opt/mssql/bin/launch_sqlservr.sh': 'plain-entrypoint',
        },
        users: ['mssql:x:10001:10001::/var/opt/mssql:/bin/bash'],
        folders: { '/var/opt/mssql': '770 10001:0' },
      }),
      user('mssql'),
      entrypoint('/opt/mssql/bin/launch_sqlservr.sh'),
      cmd('/opt/mssql/bin/sqlservr'),
    ]),
  [
    ['2022-latest 2022-CU19-ubuntu-22.04', 560.0],
    ['2019-latest', 520.0],
    ['2017-latest', 510.0],
  ],
  'amd64',
);
