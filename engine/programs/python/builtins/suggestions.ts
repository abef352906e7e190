import type { Machine } from '../machine/machine.ts';
import { type Instance, is, type Value } from '../machine/values.ts';

/** `Did you mean: 'print'?` */
export function suggestion(machine: Machine, error: Instance): string {
  const wanted = error.attributes.get('name');
  if (typeof wanted !== 'string') return '';
  const type = error.class.name;
  if (type !== 'NameError' && type !== 'AttributeError') return '';
  const names =
    type === 'NameError' ? namesInReach(machine, error) : attributesOf(error.attributes.get('obj'));
  const best = closest(wanted, names);
  if (best !== undefined) return `. Did you mean: '${best}'?`;
  const isModule =
    type === 'NameError' &&
    [
      'sys',
      'os',
      'json',
      'time',
      'random',
      'math',
      're',
      'datetime',
      'socket',
      'logging',
      'threading',
      'subprocess',
      'itertools',
      'collections',
      'functools',
    ].includes(wanted);
  return isModule ? `. Did you forget to import '${wanted}'?` : '';
}

function namesInReach(machine: Machine, error: Instance): string[] {
  const main = machine.module('__main__')?.globals.keys() ?? [];
  const builtins = machine.module('builtins')?.globals.keys() ?? [];
  const locals = error.attributes.get('__names__');
  return [
    ...(is(locals, 'list') ? locals.items.filter((each) => typeof each === 'string') : []),
    ...main,
    ...builtins,
  ];
}

function attributesOf(object: Value | undefined): string[] {
  if (is(object, 'module')) return [...object.globals.keys()];
  if (!is(object, 'instance')) return [];
  return [...object.attributes.keys(), ...object.class.order.flatMap((each) => [...each.attributes.keys()])];
}

/** The nearest name by edit distance, as CPython weighs it (2 for a change, 1 for one of case). */
function closest(wanted: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    if (name === wanted || (name.startsWith('__') && !wanted.startsWith('_'))) continue;
    const most = Math.floor(((name.length + wanted.length + 3) * 2) / 6);
    const distance = editDistance(wanted, name);
    if (distance <= most && distance < least) [best, least] = [name, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index * 2);
  for (let i = 1; i <= a.length; i++) {
    const next = [i * 2];
    for (let j = 1; j <= b.length; j++) {
      const [x = '', y = ''] = [a[i - 1], b[j - 1]];
      const change = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 1 : 2;
      next.push(Math.min((row[j] ?? 0) + 2, (next[j - 1] ?? 0) + 2, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
