import { describe, expect, it } from 'vitest';
import {
  familyOf,
  familyOfCidr,
  ipWarnings,
  validateNonSpecialIp,
} from '../../../engine/kubernetes/apiserver/addresses.ts';
import { FieldErrors } from '../../../engine/kubernetes/apiserver/field-errors.ts';

describe('an address', () => {
  it.each([
    ['10.0.0.1', 'IPv4'],
    ['010.000.0.1', 'IPv4'],
    ['::ffff:1.2.3.4', 'IPv4'],
    ['::1', 'IPv6'],
    ['2001:DB8::1', 'IPv6'],
    ['', undefined],
    ['1.2.3', undefined],
    ['1.2.3.256', undefined],
    ['0x7f.0.0.1', undefined],
    ['fe80::1%eth0', undefined],
    ['1.2.3.4 ', undefined],
  ])('%j is of %s', (text, family) => {
    expect(familyOf(text)).toBe(family);
  });

  it.each([
    ['10.0.0.0/8', 'IPv4'],
    ['::/0', 'IPv6'],
    ['10.0.0.0/33', undefined],
    ['10.0.0.0', undefined],
    ['x/8', undefined],
  ])('of a network, %j is of %s', (text, family) => {
    expect(familyOfCidr(text)).toBe(family);
  });

  it.each([
    ['10.0.0.1', []],
    ['0.0.0.0', ['may not be unspecified (0.0.0.0)']],
    ['::', ['may not be unspecified (::)']],
    ['127.1.2.3', ['may not be in the loopback range (127.0.0.0/8, ::1/128)']],
    ['169.254.0.1', ['may not be in the link-local range (169.254.0.0/16, fe80::/10)']],
    ['224.0.0.1', ['may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)']],
    ['x', ['must be a valid IP address']],
  ])('%j of an endpoint: %j', (text, details) => {
    const errors = new FieldErrors();
    validateNonSpecialIp(text, 'ip', errors);
    expect(errors.causes.map(({ message }) => message)).toEqual(
      details.map((detail) => `Invalid value: "${text}": ${detail}`),
    );
  });

  it.each([
    ['10.0.0.1', []],
    [
      '010.0.0.1',
      [
        'f: non-standard IP address "010.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"',
      ],
    ],
    ['2001:DB8::1', ['f: IPv6 address "2001:DB8::1" should be in RFC 5952 canonical format ("2001:db8::1")']],
  ])('%j warns: %j', (text, warnings) => {
    expect(ipWarnings(text, 'f')).toEqual(warnings);
  });
});
