import ipaddr from 'ipaddr.js';
import type { FieldErrors } from './field-errors.ts';
import { goQuote } from './go-text.ts';

export type IpFamily = 'IPv4' | 'IPv6';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const IPV4_SHAPE = /^\d{1,3}(\.\d{1,3}){3}$/;

function withoutLeadingZeros(text: string): string {
  return text.replaceAll(/\b0+(?=\d)/g, '');
}

/**
 * An IP as Kubernetes has always read it (k8s.io/utils' ParseIPSloppy): decimal with leading zeros, no zones.
 * An IPv4 address written as IPv6 is one of IPv4.
 */
function parseIp(text: string): Address | undefined {
  if (IPV4_SHAPE.test(text)) {
    const plain = withoutLeadingZeros(text);
    return ipaddr.IPv4.isValidFourPartDecimal(plain) ? ipaddr.IPv4.parse(plain) : undefined;
  }
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function canonical(address: Address): string {
  return address.kind() === 'ipv6' && 'toRFC5952String' in address
    ? address.toRFC5952String()
    : address.toString();
}

/** The family of a valid address; undefined where it isn't one. */
export function familyOf(text: string): IpFamily | undefined {
  const address = parseIp(text);
  if (address === undefined) return undefined;
  return address.kind() === 'ipv4' ? 'IPv4' : 'IPv6';
}

/** apimachinery's IsValidIP; false where there was something to say. */
export function validateIp(text: string, field: string, errors: FieldErrors): boolean {
  if (parseIp(text) !== undefined) return true;
  errors.invalid(field, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)');
  return false;
}

/** Upstream's ValidateNonSpecialIP: what endpoints and external IPs may not be. */
export function validateNonSpecialIp(text: string, field: string, errors: FieldErrors): void {
  const address = parseIp(text);
  if (address === undefined) {
    errors.invalid(field, text, 'must be a valid IP address');
    return;
  }
  const range = address.range();
  if (/^[0.]+$|^[0:]+$/.test(canonical(address))) {
    errors.invalid(field, text, `may not be unspecified (${text})`);
  }
  if (range === 'loopback') {
    errors.invalid(field, text, 'may not be in the loopback range (127.0.0.0/8, ::1/128)');
  }
  if (range === 'linkLocal') {
    errors.invalid(field, text, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)');
  }
  if (/^224\.0\.0\.|^ff02:/.test(canonical(address))) {
    errors.invalid(field, text, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)');
  }
}

/** apimachinery's IsValidCIDR; false where there was something to say. */
export function validateCidr(text: string, field: string, errors: FieldErrors): boolean {
  if (familyOfCidr(text) !== undefined) return true;
  errors.invalid(field, text, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)');
  return false;
}

/** The family of a valid CIDR; undefined where it isn't one. */
export function familyOfCidr(text: string): IpFamily | undefined {
  const [, ip = '', length = ''] = /^(.*)\/(\d{1,3})$/s.exec(text) ?? [];
  const address = parseIp(ip);
  if (address === undefined) return undefined;
  const family = ip.includes(':') ? 'IPv6' : 'IPv4';
  return Number(length) <= (family === 'IPv6' ? 128 : 32) ? family : undefined;
}

/** Warnings of addresses that a later Kubernetes writes otherwise (apimachinery's GetWarningsForIP). */
export function ipWarnings(text: string, field: string): string[] {
  const address = parseIp(text);
  if (address === undefined) return [];
  const preferred = canonical(address);
  if (preferred === text) return [];
  return address.kind() === 'ipv4'
    ? [
        `${field}: non-standard IP address ${goQuote(text)} will be considered invalid in a future Kubernetes release: use ${goQuote(preferred)}`,
      ]
    : [
        `${field}: IPv6 address ${goQuote(text)} should be in RFC 5952 canonical format (${goQuote(preferred)})`,
      ];
}
