import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';

/**
 * Each file has programs (`#### file NAME`), command lines (`#### run COMMAND`) with their input (`#### input`), and
 * what they print and how they end with the real packages on Python 3.11: `#### prints`, `#### complains`, `#### exits`.
 */
const FOLDER = new URL('commands/', import.meta.url);
const SITE = '/usr/local/lib/python3.11/site-packages';
const PACKAGES =
  'blinker click flask iniconfig jinja2 markupsafe packaging pluggy pytest pyyaml werkzeug'.split(' ');

interface Case {
  readonly command: string;
  input: string;
  prints: string;
  complains: string;
  exits: number;
}

function read(name: string): { readonly files: Map<string, string>; readonly cases: Case[] } {
  const files = new Map<string, string>();
  const cases: Case[] = [];
  for (const section of readFileSync(new URL(name, FOLDER), 'utf8')
    .split(/^#### /m)
    .slice(1)) {
    const end = section.indexOf('\n');
    const [kind = '', ...rest] = section.slice(0, end).split(' ');
    const text = section.slice(end + 1);
    const last = cases.at(-1);
    if (kind === 'file') files.set(rest.join(' '), text);
    else if (kind === 'run')
      cases.push({ command: rest.join(' '), input: '', prints: '', complains: '', exits: 0 });
    else if (last === undefined) throw new Error(`${name} begins with ${kind}`);
    else if (kind === 'exits') last.exits = Number(rest[0]);
    else if (kind === 'input' || kind === 'prints' || kind === 'complains') last[kind] = text;
    else throw new Error(`${name}: ${kind}`);
  }
  return { files, cases };
}

function install(machine: TestMachine): void {
  for (const each of PACKAGES) machine.write(`${SITE}/${each}/__init__.py`, '__version__ = "1.0"\n');
  const script = (module: string) =>
    `#!/usr/local/bin/python\nimport sys\nfrom ${module}.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n`;
  for (const each of ['flask', 'pytest']) machine.write(`/usr/local/bin/${each}`, script(each), 0o755);
}

/** What differs from run to run: how long it took, and where things are in memory. */
const settled = (text: string) =>
  text
    .replace(/ in \d+\.\d+s/g, ' in 0.00s')
    .replace(/0x[\da-f]{8,}/g, '0x0')
    .replace(/Python (3\.\d+)\.\d+, pytest/, 'Python $1, pytest');

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const machine = openMachine({ image: 'python:3.11-slim' });
  install(machine);
  const { files, cases } = read(name);
  for (const [path, text] of files) machine.write(`/app/${path}`, text);

  it.each(cases)('$command', ({ command, input, prints, complains, exits }) => {
    const ran = machine.run(['sh', '-c', `exec ${command}`], { cwd: '/app', stdin: input });
    expect(settled(ran.stdout)).toBe(prints);
    expect(settled(ran.stderr)).toBe(complains);
    expect(ran.code).toBe(exits);
  });
});
