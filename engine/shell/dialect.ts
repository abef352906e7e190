import type { System } from '../linux/system.ts';

/** Whose shell it is: that of busybox, Debian's, or GNU's. */
export type Dialect = 'ash' | 'dash' | 'bash';

export function dialectOf(system: System): Dialect {
  const { executable, argv } = system;
  const name = (argv[0] ?? '').replace(/^-/, '');
  if (executable.program === 'bash' || name.slice(name.lastIndexOf('/') + 1) === 'bash') return 'bash';
  return executable.flavour === 'busybox' ? 'ash' : 'dash';
}
