import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readSubmissions } from '../../examples/demo/class.ts';

const demo = fileURLToPath(new URL('../../examples/demo.ts', import.meta.url));

it('the demo shows the score of every student, in plain lines that fit where there is no terminal', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [demo]);
  const lines = stdout.split('\n');
  expect(stderr).toBe('');
  expect(stdout).not.toContain('\r');
  expect(stdout).not.toContain('\u001B');
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  for (const { student } of readSubmissions()) {
    expect(lines.filter((line) => line.startsWith(`${student} `))).toHaveLength(1);
  }
  expect(stdout).toContain('30 submissions graded by 14 checks');
  expect(stdout).toMatch(/^database-\S+ +0\/1 +CrashLoopBackOff/m);
  expect(stdout).toContain('npm start');
  expect(stdout).toContain('kubectl apply -f examples/class/submissions/ximena');
});
