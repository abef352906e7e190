/** Checks a name; the answer is what is wrong with it, in upstream's words. */
export type NameRule = (name: string) => string[];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS1035_PATTERN = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED_PATTERN = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE_PATTERN = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const LABEL_MAX_BYTES = 63;
const SUBDOMAIN_MAX_BYTES = 253;
const QUALIFIED_NAME_MAX_BYTES = 63;

function rule(pattern: RegExp, maxBytes: number, message: string): NameRule {
  return (name) => {
    const problems: string[] = [];
    if (name.length > maxBytes) problems.push(`must be no more than ${maxBytes} characters`);
    if (!pattern.test(name.slice(0, 4 * maxBytes))) problems.push(message);
    return problems;
  };
}

/** apimachinery's IsDNS1123Label. */
export const dns1123Label = rule(
  LABEL_PATTERN,
  LABEL_MAX_BYTES,
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
);

/** apimachinery's IsDNS1123Subdomain: most names. */
export const dns1123Subdomain = rule(
  SUBDOMAIN_PATTERN,
  SUBDOMAIN_MAX_BYTES,
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${LABEL}(\\.${LABEL})*')`,
);

/** apimachinery's IsDNS1035Label: Services. */
export const dns1035Label = rule(
  DNS1035_PATTERN,
  LABEL_MAX_BYTES,
  `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`,
);

/** apimachinery's IsQualifiedName: label and annotation keys, finalizers, resource names. */
export function qualifiedName(name: string): string[] {
  const problems: string[] = [];
  const parts = name.split('/');
  const last = parts[parts.length - 1] ?? '';
  const format = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`;
  if (parts.length > 2) {
    return [
      `a qualified name ${format} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  if (parts.length === 2) {
    const prefix = parts[0] ?? '';
    if (prefix === '') problems.push('prefix part must be non-empty');
    else problems.push(...dns1123Subdomain(prefix).map((problem) => `prefix part ${problem}`));
  }
  if (last === '') problems.push('name part must be non-empty');
  else if (last.length > QUALIFIED_NAME_MAX_BYTES) {
    problems.push(`name part must be no more than ${QUALIFIED_NAME_MAX_BYTES} characters`);
  }
  if (!QUALIFIED_PATTERN.test(last.slice(0, 4 * QUALIFIED_NAME_MAX_BYTES)))
    problems.push(`name part ${format}`);
  return problems;
}

/** apimachinery's IsValidLabelValue. */
export function labelValue(value: string): string[] {
  const problems: string[] = [];
  if (value.length > LABEL_MAX_BYTES) problems.push(`must be no more than ${LABEL_MAX_BYTES} characters`);
  if (!LABEL_VALUE_PATTERN.test(value.slice(0, 4 * LABEL_MAX_BYTES))) {
    problems.push(
      `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    );
  }
  return problems;
}

/** apimachinery's IsValidPathSegmentName: kinds whose names need no DNS form. */
export function pathSegment(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((char) => name.includes(char)).map((char) => `may not contain '${char}'`);
}
