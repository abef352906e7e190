import { describe, expect, it } from 'vitest';
import { FieldErrors, GoLiteral } from '../../../engine/kubernetes/apiserver/field-errors.ts';
import { goQuote } from '../../../engine/kubernetes/apiserver/go-text.ts';

function messageOf(say: (errors: FieldErrors) => void): string | undefined {
  const errors = new FieldErrors();
  say(errors);
  return errors.causes[0]?.message;
}

describe('field errors', () => {
  it.each<[string, (errors: FieldErrors) => void]>([
    ['Invalid value: "x": no', (errors) => errors.invalid('f', 'x', 'no')],
    ['Invalid value: 5: no', (errors) => errors.invalid('f', 5, 'no')],
    ['Invalid value: null: no', (errors) => errors.invalid('f', undefined, 'no')],
    [
      'Invalid value: []string{"x"}: no',
      (errors) => errors.invalid('f', new GoLiteral('[]string{"x"}'), 'no'),
    ],
    ['Required value', (errors) => errors.required('f')],
    ['Required value: so', (errors) => errors.required('f', 'so')],
    ['Duplicate value: "x"', (errors) => errors.duplicate('f', 'x')],
    ['Duplicate value: "x": so', (errors) => errors.duplicate('f', 'x', 'so')],
    ['Not found: "x"', (errors) => errors.notFound('f', 'x')],
    ['Forbidden: so', (errors) => errors.forbidden('f', 'so')],
    [
      'Unsupported value: "x": supported values: "a", "b"',
      (errors) => errors.notSupported('f', 'x', ['a', 'b']),
    ],
    ['Too long: may not be more than 1 byte', (errors) => errors.tooLong('f', 1)],
    ['Too long: may not be more than 9 bytes', (errors) => errors.tooLong('f', 9)],
    ['Too many: 3: must have at most 1 item', (errors) => errors.tooMany('f', 3, 1)],
    ['Too many: 3: must have at most 2 items', (errors) => errors.tooMany('f', 3, 2)],
  ])('say %j', (message, say) => {
    expect(messageOf(say)).toBe(message);
  });

  it.each([
    ['plain [text]', '"plain [text]"'],
    ['"\\', '"\\"\\\\"'],
    ['\n\t\u0007\u0001\u007f', '"\\n\\t\\a\\x01\\x7f"'],
    ['é世界😀', '"é世界😀"'],
    ['\u00a0\u200b\u2028', '"\\u00a0\\u200b\\u2028"'],
    ['\ud800', '"\ufffd"'],
  ])('quote %j as Go does', (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });
});
