import { describe, expect, it } from 'vitest';
import { parseLabelSelector, SelectorError } from '../../../engine/kubernetes/apiserver/parse-selector.ts';
import { formatSelector, matches, requirementsOf } from '../../../engine/kubernetes/apiserver/selectors.ts';

const LABELS = { app: 'web', tier: 'front', n: '5', in: 'x' };
const QUALIFIED =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

describe('a label selector', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier!=back', true],
    [' app  in ( web , db ) ', true],
    ['app notin (web)', false],
    ['app', true],
    ['!app', false],
    ['! missing', true],
    ['missing notin (a)', true],
    ['n>4,n<6', true],
    ['n>5', false],
    ['app>4', false],
    ['in', true],
    ['in in (x,in)', true],
    ['app=', false],
    ['missing in ()', false],
    ['app in (,web)', true],
    ['tier in (back,,front)', true],
    ['example.com/a!=b', true],
  ])('%j selects: %s', (text, selected) => {
    expect(matches(LABELS, parseLabelSelector(text))).toBe(selected);
  });

  it.each([
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a in', "unable to parse requirement: found '' expected: '('"],
    ['a in (', "unable to parse requirement: found '', expected: ',', ')' or identifier"],
    ['a in (b c)', "unable to parse requirement: found 'c', expected: ',' or ')'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['!a=b', "found '=', expected: ',' or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    ['a,,b', "found ',', expected: identifier after ','"],
    [',a', "found ',', expected: !, identifier, or 'end of string'"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['a=(', "unable to parse requirement: found '(', expected: identifier"],
    ['-a', `unable to parse requirement: <nil>: Invalid value: "-a": ${QUALIFIED}`],
    ['a=-b', `unable to parse requirement: values[0][a]: Invalid value: "-b": ${VALUE}`],
    [
      'a in (-b,c-)',
      `unable to parse requirement: [values[0][a]: Invalid value: "-b": ${VALUE}, values[1][a]: Invalid value: "c-": ${VALUE}]`,
    ],
    [
      'a>b',
      "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ])('%j is refused', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(new SelectorError(message));
  });

  it('finds no labels in the prototype', () => {
    expect(matches({}, parseLabelSelector('constructor'))).toBe(false);
    expect(matches(JSON.parse('{"__proto__":"a"}'), requirementsOf({ matchLabels: {} }))).toBe(true);
  });

  it('reads a selector of a megabyte', () => {
    expect(parseLabelSelector(Array(200_000).fill('a=b').join(',')).length).toBe(200_000);
  });
});

describe('a selector in a table', () => {
  it.each([
    [undefined, '<none>'],
    [{}, '<none>'],
    [{ matchLabels: { b: '2', a: '1' } }, 'a=1,b=2'],
    [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['x'] }] }, 'a in (x)'],
    [
      {
        matchLabels: { c: '1' },
        matchExpressions: [
          { key: 'd', operator: 'DoesNotExist' },
          { key: 'b', operator: 'NotIn', values: ['y', 'x'] },
          { key: 'a', operator: 'Exists' },
        ],
      },
      'a,b notin (x,y),c=1,!d',
    ],
  ])('%j is %s', (selector, text) => {
    expect(formatSelector(selector)).toBe(text);
  });
});
