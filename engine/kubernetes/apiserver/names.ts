import { byteLength } from './go-text.ts';

/** Checks a name; the answer is what is wrong with it, in upstream's words. */
export type NameRule = (name: string) => string[];

// None of these backtracks more than once over the text: they are safe on names of any length.
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS1035_PATTERN = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED_PATTERN = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE_PATTERN = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const LABEL_MAX_BYTES = 63;
const SUBDOMAIN_MAX_BYTES = 253;
const QUALIFIED_NAME_MAX_BYTES = 63;

const LABEL_MESSAGE = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`;
const SUBDOMAIN_MESSAGE = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${LABEL}(\\.${LABEL})*')`;
const DNS1035_MESSAGE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const QUALIFIED_MESSAGE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_MESSAGE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** MaxLenError. */
export function lengthProblems(text: string, maxBytes: number): string[] {
  return byteLength(text) > maxBytes ? [`must be no more than ${maxBytes} characters`] : [];
}

/** apimachinery's IsDNS1123Label. */
export function dns1123Label(name: string): string[] {
  const problems = lengthProblems(name, LABEL_MAX_BYTES);
  if (LABEL_PATTERN.test(name)) return problems;
  problems.push(SUBDOMAIN_PATTERN.test(name) ? 'must not contain dots' : LABEL_MESSAGE);
  return problems;
}

/** apimachinery's IsDNS1123Subdomain: most names. */
export function dns1123Subdomain(name: string): string[] {
  const problems = lengthProblems(name, SUBDOMAIN_MAX_BYTES);
  if (!SUBDOMAIN_PATTERN.test(name)) problems.push(SUBDOMAIN_MESSAGE);
  return problems;
}

/** apimachinery's IsDNS1035Label: Services. */
export function dns1035Label(name: string): string[] {
  const problems = lengthProblems(name, LABEL_MAX_BYTES);
  if (!DNS1035_PATTERN.test(name)) problems.push(DNS1035_MESSAGE);
  return problems;
}

/** apimachinery's IsQualifiedName: label and annotation keys, finalizers, resource names. */
export function qualifiedName(name: string): string[] {
  const parts = name.split('/');
  if (parts.length > 2) {
    return [
      `a qualified name ${QUALIFIED_MESSAGE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const problems: string[] = [];
  const [prefix, last = ''] = parts.length === 2 ? parts : [undefined, parts[0]];
  if (prefix === '') problems.push('prefix part must be non-empty');
  else if (prefix !== undefined) {
    problems.push(...dns1123Subdomain(prefix).map((problem) => `prefix part ${problem}`));
  }
  if (last === '') problems.push('name part must be non-empty');
  for (const problem of lengthProblems(last, QUALIFIED_NAME_MAX_BYTES)) problems.push(`name part ${problem}`);
  if (!QUALIFIED_PATTERN.test(last)) problems.push(`name part ${QUALIFIED_MESSAGE}`);
  return problems;
}

/** apimachinery's IsValidLabelValue. */
export function labelValue(value: string): string[] {
  const problems = lengthProblems(value, LABEL_MAX_BYTES);
  if (!LABEL_VALUE_PATTERN.test(value)) problems.push(LABEL_VALUE_MESSAGE);
  return problems;
}

/** apimachinery's IsValidPathSegmentName: kinds whose names need no DNS form. */
export function pathSegment(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((char) => name.includes(char)).map((char) => `may not contain '${char}'`);
}
