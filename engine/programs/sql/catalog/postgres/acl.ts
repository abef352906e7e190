import type { Grant } from '../../store/definitions.ts';

const marks: Readonly<Record<string, string>> = {
  select: 'r',
  insert: 'a',
  update: 'w',
  delete: 'd',
  truncate: 'D',
  references: 'x',
  trigger: 't',
  usage: 'U',
  create: 'C',
  connect: 'c',
  temporary: 'T',
};

/** What an owner has, which ALL stands for. */
const everything = { database: 'CTc', table: 'arwdDxt', view: 'arwdDxt', sequence: 'rwU' } as const;

/** Privileges as `\l` and `\dp` show them, a line for each grant; null: they are those from the beginning. */
export function aclText(
  kind: keyof typeof everything,
  owner: string,
  grants: readonly Grant[],
): string | null {
  if (grants.length === 0) return null;
  const all = everything[kind];
  const lines = grants.map(({ to, privileges }) => {
    const letters = privileges.includes('all') ? all : privileges.map((name) => marks[name] ?? '').join('');
    return `${to === 'public' ? '' : to}=${[...'arwdDxtUCTc'].filter((each) => letters.includes(each)).join('')}/${owner}`;
  });
  return [...(kind === 'database' ? [`=Tc/${owner}`] : []), `${owner}=${all}/${owner}`, ...lines].join('\n');
}
