import { expect, it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

describeDocker('what a database keeps in a volume', (session) => {
  it.each([
    [
      'postgres:16',
      '/var/lib/postgresql/data',
      '-e POSTGRES_PASSWORD=x',
      '',
      "psql -U postgres -qc 'CREATE TABLE t (s text); INSERT INTO t VALUES ($$kept$$)'",
      "psql -U postgres -tAc 'SELECT s FROM t'",
    ],
    [
      'mysql:8.0',
      '/var/lib/mysql',
      '-e MYSQL_ROOT_PASSWORD=x -e MYSQL_DATABASE=shop',
      '',
      'mysql -uroot -px shop -e \'CREATE TABLE t (s text); INSERT INTO t VALUES ("kept")\'',
      "mysql -uroot -px shop -Ne 'SELECT s FROM t'",
    ],
    ['redis:7', '/data', '', 'redis-server --appendonly yes', 'redis-cli SET k kept', 'redis-cli GET k'],
  ])(
    '%s: another container finds what a removed one has written',
    async (image, folder, env, command, write, read) => {
      const { docker } = session;
      const name = image.split(':')[0] ?? '';
      const run = `run -d -v ${name}:${folder} ${env} --name`;
      await docker.ok(`${run} ${name}1 ${image} ${command}`.trim());
      await docker.ok(`exec ${name}1 sleep 20`);
      await docker.ok(`exec ${name}1 ${write}`);
      await docker.ok(`rm -f ${name}1`);
      await docker.ok(`${run} ${name}2 ${image} ${command}`.trim());
      await docker.ok(`exec ${name}2 sleep 20`);
      expect(await docker.ok(`exec ${name}2 ${read}`)).toBe('kept\n');
      await docker.ok(`rm -f ${name}2`);
    },
  );
});
