import ipaddr from 'ipaddr.js';
import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { goStrings } from '../../apiserver/go-syntax.ts';
import { dns1123Subdomain } from '../../apiserver/names.ts';
import type { HostAlias, PodDNSConfig } from '../../schemas/generated/types.ts';

const POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

export function validateDnsPolicy(policy: string, field: string, errors: FieldErrors): void {
  if (policy === '') errors.required(field);
  else if (!POLICIES.includes(policy)) errors.notSupported(field, policy, POLICIES);
}

const NAMESERVERS_MAX = 3;
const SEARCHES_MAX = 32;
const SEARCH_CHARACTERS_MAX = 2048;

const UNDERSCORE_LABEL = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const UNDERSCORE_PATTERN = /^[a-z0-9_]([-_a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_MAX = 253;

/** apimachinery's IsDNS1123SubdomainWithUnderscore. */
function searchProblems(search: string): string[] {
  const problems: string[] = [];
  if (search.length > SUBDOMAIN_MAX) problems.push(`must be no more than ${SUBDOMAIN_MAX} characters`);
  if (!UNDERSCORE_PATTERN.test(search.slice(0, SUBDOMAIN_MAX))) {
    problems.push(
      `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${UNDERSCORE_LABEL}(\\.${UNDERSCORE_LABEL})*')`,
    );
  }
  return problems;
}

/** Upstream's validatePodDNSConfig. */
export function validateDnsConfig(
  config: PodDNSConfig | undefined,
  policy: string,
  field: string,
  errors: FieldErrors,
): void {
  const { nameservers = [], searches = [], options = [] } = config ?? {};
  if (policy === 'None') {
    if (config === undefined) {
      errors.required(field, 'must provide `dnsConfig` when `dnsPolicy` is None');
      return;
    }
    if (nameservers.length === 0) {
      const why = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
      errors.required(`${field}.nameservers`, why);
      return;
    }
  }
  if (nameservers.length > NAMESERVERS_MAX) {
    const why = `must not have more than ${NAMESERVERS_MAX} nameservers`;
    errors.invalid(`${field}.nameservers`, goStrings(nameservers), why);
  }
  nameservers.forEach((ip, index) => {
    validateIp(ip, `${field}.nameservers[${index}]`, errors);
  });
  if (searches.length > SEARCHES_MAX) {
    errors.invalid(
      `${field}.searches`,
      goStrings(searches),
      `must not have more than ${SEARCHES_MAX} search paths`,
    );
  }
  if (searches.join(' ').length > SEARCH_CHARACTERS_MAX) {
    const why = `must not have more than ${SEARCH_CHARACTERS_MAX} characters (including spaces) in the search list`;
    errors.invalid(`${field}.searches`, goStrings(searches), why);
  }
  searches.forEach((search, index) => {
    if (search === '.') return;
    const name = search.endsWith('.') ? search.slice(0, -1) : search;
    for (const problem of searchProblems(name)) errors.invalid(`${field}.searches[${index}]`, name, problem);
  });
  options.forEach(({ name = '' }, index) => {
    if (name === '') errors.required(`${field}.options[${index}]`, 'must not be empty');
  });
}

/** apimachinery's IsValidIP. */
export function validateIp(ip: string, field: string, errors: FieldErrors): void {
  const valid = ipaddr.IPv4.isValidFourPartDecimal(ip) || (ipaddr.IPv6.isValid(ip) && !ip.includes('%'));
  if (!valid) errors.invalid(field, ip, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)');
}

export function validateHostAliases(aliases: readonly HostAlias[], field: string, errors: FieldErrors): void {
  aliases.forEach(({ ip, hostnames = [] }, index) => {
    const at = `${field}[${index}]`;
    validateIp(ip, `${at}.ip`, errors);
    hostnames.forEach((name, position) => {
      for (const problem of dns1123Subdomain(name))
        errors.invalid(`${at}.hostnames[${position}]`, name, problem);
    });
  });
}
