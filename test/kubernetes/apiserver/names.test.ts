import { describe, expect, it } from 'vitest';
import {
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  labelValue,
  pathSegment,
  qualifiedName,
} from '../../../engine/kubernetes/apiserver/names.ts';

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const DNS1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const QUALIFIED =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const TOO_LONG = 'must be no more than 63 characters';

describe.each([
  {
    rule: dns1123Label,
    good: ['a', '0-a', 'x'.repeat(63)],
    bad: [
      ['', [LABEL]],
      ['-a', [LABEL]],
      ['UPPER', [LABEL]],
      ['a.b', ['must not contain dots']],
      ['a\n', [LABEL]],
      ['x'.repeat(64), [TOO_LONG]],
      ['é'.repeat(32), [TOO_LONG, LABEL]],
    ],
  },
  {
    rule: dns1123Subdomain,
    good: ['a', 'a.b', '0.1', 'x'.repeat(253)],
    bad: [
      ['a..b', [SUBDOMAIN]],
      ['a-', [SUBDOMAIN]],
      ['a_b', [SUBDOMAIN]],
      ['x'.repeat(254), ['must be no more than 253 characters']],
    ],
  },
  {
    rule: dns1035Label,
    good: ['a', 'a-1'],
    bad: [
      ['1a', [DNS1035]],
      ['a.b', [DNS1035]],
      ['x'.repeat(64), [TOO_LONG]],
    ],
  },
  {
    rule: qualifiedName,
    good: ['a', 'A_b.c-d', 'example.com/MyName'],
    bad: [
      ['', ['name part must be non-empty', `name part ${QUALIFIED}`]],
      ['/', ['prefix part must be non-empty', 'name part must be non-empty', `name part ${QUALIFIED}`]],
      ['A.b/c', [`prefix part ${SUBDOMAIN}`]],
      ['x'.repeat(64), [`name part ${TOO_LONG}`]],
      [
        'a/b/c',
        [
          `a qualified name ${QUALIFIED} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
        ],
      ],
    ],
  },
  {
    rule: labelValue,
    good: ['', 'a', 'A_b.c'],
    bad: [
      ['-b', [VALUE]],
      ['x'.repeat(64), [TOO_LONG]],
    ],
  },
  {
    rule: pathSegment,
    good: ['a b', 'UPPER_'],
    bad: [
      ['..', ["may not be '..'"]],
      ['a/b%', ["may not contain '/'", "may not contain '%'"]],
    ],
  },
] satisfies { rule: (name: string) => string[]; good: string[]; bad: [string, string[]][] }[])(
  '$rule.name',
  ({ rule, good, bad }) => {
    it.each(good)('takes %j', (name) => {
      expect(rule(name)).toEqual([]);
    });

    it.each(bad)('says what is wrong with %j', (name, problems) => {
      expect(rule(String(name))).toEqual(problems);
    });

    it('answers at once however long the name is', () => {
      expect(rule(`${'a-'.repeat(500_000)}!`).length).toBeLessThan(4);
    });
  },
);
