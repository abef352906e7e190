import { SelectorError } from './parse-selector.ts';

/** One `field=value` or `field!=value` of a field selector. */
export interface FieldRequirement {
  readonly field: string;
  readonly value: string;
  readonly negated: boolean;
}

/** Splits at commas that no backslash escapes. */
function terms(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++;
    else if (text.charAt(at) === ',') {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.filter((part) => part !== '');
}

function unescaped(value: string): string {
  let plain = '';
  for (let at = 0; at < value.length; at++) {
    let character = value.charAt(at);
    if (character === '\\') {
      const sequence = value.slice(at, at + 2);
      if (!/^\\[\\,=]$/.test(sequence)) {
        throw new SelectorError(`invalid field selector: invalid escape sequence: ${sequence}`);
      }
      character = sequence.charAt(1);
      at++;
    } else if (character === ',' || character === '=') {
      const code = character.charCodeAt(0);
      throw new SelectorError(`invalid field selector: unescaped character in value: ${code}`);
    }
    plain += character;
  }
  return plain;
}

/**
 * Parses `metadata.name=web,status.phase!=Running`, as apimachinery's fields.ParseSelector.
 * @throws SelectorError
 */
export function parseFieldSelector(text: string): FieldRequirement[] {
  return terms(text)
    .sort()
    .map((term) => {
      const operator = /!=|==|=/.exec(term);
      if (operator === null) {
        throw new SelectorError(`invalid selector: '${text}'; can't understand '${term}'`);
      }
      const [sign] = operator;
      return {
        field: term.slice(0, operator.index),
        value: unescaped(term.slice(operator.index + sign.length)),
        negated: sign === '!=',
      };
    });
}
