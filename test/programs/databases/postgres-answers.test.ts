import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** Statements, each behind `# `, and what PostgreSQL 15 answered to them in psql's unaligned form. */
const transcript = readFileSync(new URL('./postgres-answers.txt', import.meta.url), 'utf8');

test('answers are those of PostgreSQL, in values, words and order', () => {
  const machine = openMachine({ image: 'postgres:16' });
  const path = '/usr/local/bin:/usr/bin:/bin:/usr/lib/postgresql/16/bin';
  const env = { POSTGRES_PASSWORD: 'secret', PGDATA: '/var/lib/postgresql/data', PATH: path };
  machine.start(['/usr/local/bin/docker-entrypoint.sh', 'postgres'], { env });
  machine.advance(4);
  const parts = transcript.split(/^# /m).slice(1);
  const cases = parts.map((part) => {
    const [statement = '', ...answer] = part.trimEnd().split('\n');
    return { statement, answer: answer.join('\n') };
  });
  const stdin = cases.map(({ statement }, at) => `\\echo @${at}\n${statement};\n`).join('');
  const { stdout } = machine.run(['sh', '-c', 'psql -U postgres -At 2>&1'], { env, stdin });
  const answers = stdout
    .replace(/^psql:<stdin>:\d+: /gm, '')
    .replace(/^LINE \d+:.*\n.*\n/gm, '')
    .replace(/^SELECT \d+\n/gm, '')
    .split(/^@\d+\n/m)
    .slice(1);
  const shown = cases.map(({ statement }, at) => `# ${statement}\n${answers[at] ?? ''}`.trimEnd());
  expect(shown).toEqual(cases.map(({ statement, answer }) => `# ${statement}\n${answer}`.trimEnd()));
});
