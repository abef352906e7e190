import type { System } from '../../../../linux/system.ts';
import type { State } from './psql-state.ts';
import { openMark } from './split.ts';

export function versionName(system: System): string {
  const version = system.executable.version ?? '';
  return `${version} (Debian ${version}-1.pgdg120+1)`;
}

export function greet(system: System, state: State): void {
  if (!state.quiet) system.write(1, `psql (${versionName(system)})\nType "help" for help.\n\n`);
  prompt(system, state);
}

export function prompt(system: System, state: State): void {
  if (!state.interactive || state.waiting !== undefined || state.sources[0]?.kind !== 'input') return;
  // Which database it will be shows when the connection is made.
  if (state.former !== undefined) return;
  const mark = openMark(state.buffer);
  const transaction = state.status === 'T' ? '*' : state.status === 'E' ? '!' : '';
  const superuser = state.link.parameters.is_superuser === 'on' ? '#' : '>';
  system.write(1, `${state.link.target.database}${mark}${transaction}${superuser} `);
}
