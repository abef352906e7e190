import { attributeOf } from './attributes.ts';
import { classOf, isSubclass } from './classes.ts';
import type { Handler } from './handler.ts';
import { iterableItems } from './iteration.ts';
import { getIn, keyOf, makeDict } from './keys.ts';
import { plain } from './plain.ts';
import { pop } from './stack.ts';
import { is, list, type Value } from './values.ts';

/** Built-in classes whose one positional pattern is the value itself. */
const SELF = new Set([
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
]);

export const matchHandlers = {
  'match sequence': (machine, frame, { n, names }) => {
    const subject = plain(pop(frame));
    const [before = 0, after = -1] = names.map(Number);
    const isSequence = is(subject, 'list') || is(subject, 'tuple') || is(subject, 'range');
    const items = isSequence ? iterableItems(machine, subject) : [];
    const fits = after < 0 ? items.length === before : items.length >= before + after;
    if (!isSequence || !fits) {
      frame.ip = n;
      return;
    }
    const end = items.length - Math.max(0, after);
    const parts: Value[] =
      after < 0
        ? [...items]
        : [...items.slice(0, before), list(items.slice(before, end)), ...items.slice(end)];
    frame.stack.push(...parts.reverse());
  },
  'match mapping': (machine, frame, { n, m }) => {
    const keys = pop(frame);
    const subject = plain(pop(frame));
    const wanted = is(keys, 'tuple') ? keys.items : [];
    const found = wanted.map((key) => (is(subject, 'dict') ? getIn(machine, subject, key) : undefined));
    if (!is(subject, 'dict') || found.includes(undefined)) {
      frame.ip = n;
      return;
    }
    const parts: Value[] = found.map((each) => each ?? null);
    if (m === 1) {
      const taken = new Set(wanted.map((key) => keyOf(machine, key)));
      parts.push(
        makeDict(
          machine,
          [...subject.map].filter(([key]) => !taken.has(key)).map(([, entry]) => entry),
        ),
      );
    }
    frame.stack.push(...parts.reverse());
  },
  'match keys': () => undefined,
  'match class': (machine, frame, { n, m, names }) => {
    const type = pop(frame);
    const subject = pop(frame);
    if (!is(type, 'class')) throw machine.error('TypeError', 'called match pattern must be a class');
    if (!isSubclass(classOf(subject), type)) {
      frame.ip = n;
      return;
    }
    const fields = attributeOf(machine, type, '__match_args__');
    const positional = is(fields, 'tuple') ? fields.items.slice(0, m).map(String) : [];
    const itself = m === 1 && SELF.has(type.name) && type.builtin;
    if (!itself && positional.length < m) {
      throw machine.error(
        'TypeError',
        `${type.name}() accepts ${positional.length} positional sub-patterns (${m} given)`,
      );
    }
    const found = (itself ? names : [...positional, ...names]).map((name) =>
      attributeOf(machine, subject, name),
    );
    if (found.includes(undefined)) {
      frame.ip = n;
      return;
    }
    const parts: Value[] = [...(itself ? [subject] : []), ...found.map((each) => each ?? null)];
    frame.stack.push(...parts.reverse());
  },
} satisfies Readonly<Record<string, Handler>>;
