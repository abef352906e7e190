import { labelValue, qualifiedName } from './names.ts';
import { badRequest } from './status.ts';

/** metav1.LabelSelector. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export type Labels = Readonly<Record<string, string>> | undefined;

export interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';
  readonly values: readonly string[];
}

function labelOf(labels: Labels, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function satisfies(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = labelOf(labels, key);
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    default: {
      const bound = Number(values[0]);
      const actual = Number(value);
      return value !== undefined && (operator === 'gt' ? actual > bound : actual < bound);
    }
  }
}

export function matches(labels: Labels, requirements: readonly Requirement[]): boolean {
  return requirements.every((requirement) => satisfies(labels, requirement));
}

/** What an equality selector such as a Service's asks for. */
export function requirementsOfMap(map: Labels): Requirement[] {
  return Object.entries(map ?? {}).map(([key, value]) => ({ key, operator: 'in', values: [value] }));
}

const OPERATORS: Readonly<Record<string, Requirement['operator']>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
  Gt: 'gt',
  Lt: 'lt',
};

/** What a LabelSelector (or a node selector term's expressions) asks for. An empty selector matches everything. */
export function requirementsOf(selector: LabelSelector | undefined): Requirement[] {
  const expressions = selector?.matchExpressions ?? [];
  return [
    ...requirementsOfMap(selector?.matchLabels),
    ...expressions.map(({ key, operator, values }) => ({
      key,
      operator: OPERATORS[operator] ?? ('in' as const),
      values: values ?? [],
    })),
  ];
}

/** The selector as a query parameter and in `-o wide`: metav1.FormatLabelSelector. */
export function formatSelector(selector: LabelSelector | undefined): string {
  const requirements = requirementsOf(selector);
  if (requirements.length === 0) return '<none>';
  return requirements
    .map(({ key, operator, values }) => {
      if (operator === 'exists') return key;
      if (operator === '!') return `!${key}`;
      if (operator === 'in' && values.length === 1) return `${key}=${values[0]}`;
      return `${key} ${operator} (${[...values].sort().join(',')})`;
    })
    .sort()
    .join(',');
}

const TOKEN = /\s*(==|!=|=|!|,|\(|\)|>|<|[^\s=!,()<>]+)/y;

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[1] ?? '');
  return tokens;
}

/**
 * Parses `a=b,c in (d,e),!f`, as apimachinery's labels.Parse.
 * @throws Error with upstream's text
 */
export function parseLabelSelector(text: string): Requirement[] {
  const tokens = tokenize(text);
  const requirements: Requirement[] = [];
  let at = 0;
  const expectComma = () => {
    const token = tokens[at];
    if (token === undefined) return;
    if (token !== ',') throw new Error(`found '${token}', expected: ',' or 'end of string'`);
    at++;
    if (tokens[at] === undefined) throw new Error("found '', expected: identifier after ','");
  };
  while (at < tokens.length) {
    if (tokens[at] === '!') {
      requirements.push(checked({ key: identifier(tokens[at + 1]), operator: '!', values: [] }));
      at += 2;
    } else {
      const parsed = parseRequirement(tokens, at);
      requirements.push(checked(parsed.requirement));
      at = parsed.next;
    }
    expectComma();
  }
  return requirements;
}

function identifier(token: string | undefined): string {
  if (token === undefined || /^[=!,()<>]/.test(token)) {
    throw new Error(`unable to parse requirement: found '${token ?? ''}', expected: identifier`);
  }
  return token;
}

function parseRequirement(
  tokens: readonly string[],
  start: number,
): { requirement: Requirement; next: number } {
  const key = identifier(tokens[start]);
  const operator = tokens[start + 1];
  if (operator === undefined || operator === ',') {
    return { requirement: { key, operator: 'exists', values: [] }, next: start + 1 };
  }
  if (operator === 'in' || operator === 'notin') {
    const { values, next } = parseValues(tokens, start + 2);
    return { requirement: { key, operator, values }, next };
  }
  const equality = ({ '=': 'in', '==': 'in', '!=': 'notin', '>': 'gt', '<': 'lt' } as const)[operator];
  if (equality === undefined) {
    throw new Error(
      `unable to parse requirement: found '${operator}', expected: in, notin, =, ==, !=, gt, lt`,
    );
  }
  const value = tokens[start + 2];
  const empty = value === undefined || value === ',';
  return {
    requirement: { key, operator: equality, values: [empty ? '' : identifier(value)] },
    next: start + (empty ? 2 : 3),
  };
}

function parseValues(tokens: readonly string[], start: number): { values: string[]; next: number } {
  if (tokens[start] !== '(') {
    throw new Error(`unable to parse requirement: found '${tokens[start] ?? ''}', expected: '('`);
  }
  const values: string[] = [];
  let at = start + 1;
  while (tokens[at] !== ')') {
    if (tokens[at] === ',') values.push('');
    else values.push(identifier(tokens[at++]));
    if (tokens[at] === ',') at++;
    else if (tokens[at] !== ')') {
      throw new Error(`unable to parse requirement: found '${tokens[at] ?? ''}', expected: ',' or ')'`);
    }
  }
  return { values, next: at + 1 };
}

function checked(requirement: Requirement): Requirement {
  const problem = qualifiedName(requirement.key)[0];
  if (problem !== undefined)
    throw new Error(`key: Invalid value: ${JSON.stringify(requirement.key)}: ${problem}`);
  requirement.values.forEach((value, index) => {
    const wrong = labelValue(value)[0];
    if (wrong !== undefined) {
      throw new Error(
        `values[${index}][${requirement.key}]: Invalid value: ${JSON.stringify(value)}: ${wrong}`,
      );
    }
  });
  return requirement;
}

/** One `field=value` or `field!=value` of a field selector. */
export interface FieldRequirement {
  readonly field: string;
  readonly value: string;
  readonly negated: boolean;
}

/** Parses `metadata.name=web,status.phase!=Running`, as apimachinery's fields.ParseSelector. */
export function parseFieldSelector(text: string): FieldRequirement[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^([^=!]*)(!=|==|=)(.*)$/s.exec(part);
      if (match === null) throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`);
      const [, field = '', operator, value = ''] = match;
      return { field, value, negated: operator === '!=' };
    });
}
