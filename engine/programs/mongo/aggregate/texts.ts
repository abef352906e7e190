import { BsonDate, isDocument, isNumber, ObjectId, Regex, typeOf, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { compiled } from '../query/patterns.ts';
import type { Operator } from './expressions.ts';

const TEXT_CHARS_MAX = 4_194_304;

/** A value as text. */
function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (isNumber(value) || typeof value === 'boolean') return String(value);
  if (value instanceof ObjectId) return value.hex;
  if (value instanceof BsonDate) return new Date(value.ms).toISOString();
  throw new MongoError('BadValue', `can't convert from BSON type ${typeOf(value).name} to String`);
}

const isNothing = (value: Value): boolean => value === null || value === undefined;

function concat(args: readonly Value[]): Value {
  if (args.some(isNothing)) return null;
  const wrong = args.find((value) => typeof value !== 'string');
  if (wrong !== undefined)
    throw new MongoError('BadValue', `$concat only supports strings, not ${typeOf(wrong).name}`);
  const text = args.join('');
  if (text.length > TEXT_CHARS_MAX) throw new MongoError('BSONObjectTooLarge', 'a text is too long');
  return text;
}

function trimmed(start: boolean, end: boolean): Operator {
  return ([given]) => {
    const input = isDocument(given) ? given.get('input') : given;
    if (isNothing(input)) return null;
    const chars = isDocument(given) ? given.get('chars') : undefined;
    const text = textOf(input);
    const set = typeof chars === 'string' ? new Set(chars) : undefined;
    const goes = (character: string | undefined) =>
      character !== undefined && (set === undefined ? /[\s\0]/.test(character) : set.has(character));
    let [from, to] = [0, text.length];
    while (start && from < to && goes(text[from])) from++;
    while (end && to > from && goes(text[to - 1])) to--;
    return text.slice(from, to);
  };
}

function replaced(all: boolean): Operator {
  return ([given]) => {
    if (!isDocument(given)) return null;
    const [input, find, replacement] = ['input', 'find', 'replacement'].map((name) => given.get(name));
    if (isNothing(input) || isNothing(find) || isNothing(replacement)) return null;
    const [text, wanted, by] = [textOf(input), textOf(find), textOf(replacement)];
    const made = all ? text.split(wanted).join(by) : text.replace(wanted, () => by);
    if (made.length > TEXT_CHARS_MAX) throw new MongoError('BSONObjectTooLarge', 'a text is too long');
    return made;
  };
}

export const textOperators: Readonly<Record<string, Operator>> = {
  $concat: concat,
  $toUpper: ([value]) => textOf(value).toUpperCase(),
  $toLower: ([value]) => textOf(value).toLowerCase(),
  $toString: ([value]) => (isNothing(value) ? null : textOf(value)),
  $toObjectId: ([value]) => {
    if (isNothing(value) || value instanceof ObjectId) return value ?? null;
    if (typeof value !== 'string' || !/^[0-9a-fA-F]{24}$/.test(value))
      throw new MongoError(
        'BadValue',
        `Failed to parse objectId '${String(value)}' in $convert with no onError value`,
      );
    return new ObjectId(value.toLowerCase());
  },
  $strLenCP: ([value]) => [...textOf(value)].length,
  $strLenBytes: ([value]) => new TextEncoder().encode(textOf(value)).length,
  $substr: ([value, from = 0, count = 0]) =>
    textOf(value).slice(Number(from), Number(count) < 0 ? undefined : Number(from) + Number(count)),
  $substrBytes: ([value, from = 0, count = 0]) =>
    textOf(value).slice(Number(from), Number(from) + Number(count)),
  $substrCP: ([value, from = 0, count = 0]) =>
    [...textOf(value)].slice(Number(from), Number(from) + Number(count)).join(''),
  $split: ([value, separator]) => (isNothing(value) ? null : textOf(value).split(textOf(separator))),
  $indexOfCP: ([value, wanted, from = 0]) =>
    isNothing(value) ? null : textOf(value).indexOf(textOf(wanted), Number(from)),
  $strcasecmp: ([left, right]) => {
    const [a, b] = [textOf(left).toUpperCase(), textOf(right).toUpperCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  },
  $trim: trimmed(true, true),
  $ltrim: trimmed(true, false),
  $rtrim: trimmed(false, true),
  $replaceOne: replaced(false),
  $replaceAll: replaced(true),
  $regexMatch: ([given]) => {
    if (!isDocument(given)) return false;
    const [input, regex, options] = ['input', 'regex', 'options'].map((name) => given.get(name));
    if (isNothing(input)) return false;
    const flags = typeof options === 'string' ? options : '';
    const pattern = regex instanceof Regex ? regex : new Regex(textOf(regex), flags);
    return compiled(pattern).matcher(textOf(input)).find();
  },
};
