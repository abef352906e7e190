import { makeDict } from './keys.ts';
import type { Machine } from './machine.ts';
import type { Keywords } from './native.ts';
import { type FunctionThing, tuple, type Value } from './values.ts';
import { isBefore } from './version.ts';

/** Puts the arguments of a call into the slots of a function's parameters. */
export function bind(
  machine: Machine,
  called: FunctionThing,
  positional: readonly Value[],
  keywords: Keywords,
): (Value | undefined)[] {
  const { parameters, slots: names } = called.code;
  const slots: (Value | undefined)[] = new Array(names.length).fill(undefined);
  let given = 0;
  let hasRest = false;
  let keywordSlot = -1;
  for (const [index, { kind }] of parameters.entries()) {
    if (kind === 'positional only' || kind === 'normal') {
      if (given < positional.length) slots[index] = positional[given++];
    } else if (kind === 'rest') {
      slots[index] = tuple(positional.slice(given));
      given = positional.length;
      hasRest = true;
    } else if (kind === 'keywords') keywordSlot = index;
  }
  if (given < positional.length && !hasRest)
    throw tooMany(machine, called, positional.length, keywords, slots);
  const extra = new Map<string, Value>();
  for (const [name, value] of keywords) {
    const index = parameters.findIndex(
      (each) => each.name === name && (each.kind === 'normal' || each.kind === 'keyword only'),
    );
    if (index >= 0) {
      if (slots[index] !== undefined) {
        throw machine.error(
          'TypeError',
          `${nameOf(machine, called)}() got multiple values for argument '${name}'`,
        );
      }
      slots[index] = value;
    } else if (keywordSlot >= 0) extra.set(name, value);
    else
      throw machine.error(
        'TypeError',
        `${nameOf(machine, called)}() got an unexpected keyword argument '${name}'`,
      );
  }
  if (keywordSlot >= 0) slots[keywordSlot] = makeDict(machine, extra);
  fillDefaults(machine, called, slots);
  return slots;
}

/** With its class, since 3.10. */
function nameOf(machine: Machine, { code }: FunctionThing): string {
  return isBefore(machine, 10) ? code.name : code.qualifiedName;
}

function fillDefaults(machine: Machine, called: FunctionThing, slots: (Value | undefined)[]): void {
  const missing: { readonly name: string; readonly keyword: boolean }[] = [];
  for (const [index, { name, kind }] of called.code.parameters.entries()) {
    if (slots[index] !== undefined) continue;
    const fallback = called.defaults.get(name);
    if (fallback !== undefined) slots[index] = fallback;
    else if (kind !== 'rest' && kind !== 'keywords') missing.push({ name, keyword: kind === 'keyword only' });
  }
  if (missing.length === 0) return;
  const ordinary = missing.filter(({ keyword }) => !keyword);
  const shown = ordinary.length > 0 ? ordinary : missing;
  const kind = ordinary.length > 0 ? 'positional' : 'keyword-only';
  const plural = shown.length === 1 ? 'argument' : 'arguments';
  throw machine.error(
    'TypeError',
    `${nameOf(machine, called)}() missing ${shown.length} required ${kind} ${plural}: ${listed(shown.map(({ name }) => `'${name}'`))}`,
  );
}

function listed(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  if (names.length === 2) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

function tooMany(
  machine: Machine,
  called: FunctionThing,
  count: number,
  keywords: Keywords,
  _slots: readonly (Value | undefined)[],
) {
  const ordinary = called.code.parameters.filter(
    ({ kind }) => kind === 'positional only' || kind === 'normal',
  );
  const optional = ordinary.filter(({ optional: is }) => is).length;
  const only = called.code.parameters.filter(
    ({ kind, name }) => kind === 'keyword only' && keywords.has(name),
  ).length;
  const range =
    optional > 0 ? `from ${ordinary.length - optional} to ${ordinary.length}` : String(ordinary.length);
  const plural = ordinary.length === 1 && optional === 0 ? 'argument' : 'arguments';
  const were = count === 1 && only === 0 ? 'was' : 'were';
  const also =
    only === 0
      ? ''
      : ` positional argument${count === 1 ? '' : 's'} (and ${only} keyword-only argument${only === 1 ? '' : 's'})`;
  return machine.error(
    'TypeError',
    `${nameOf(machine, called)}() takes ${range} positional ${plural} but ${count}${also} ${were} given`,
  );
}
