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

/** What Go's strconv.ParseInt reads; undefined where it refuses. */
export function parseInteger(text: string | undefined): bigint | undefined {
  if (text === undefined || !/^[+-]?\d{1,19}$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
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
      const bound = parseInteger(values[0]);
      const actual = parseInteger(value);
      if (bound === undefined || actual === undefined) return false;
      return operator === 'gt' ? actual > bound : actual < bound;
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

/** Labels, or an equality selector, as tables show them: apimachinery's labels.FormatLabels. */
export function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? '<none>' : pairs.map(([key, value]) => `${key}=${value}`).join(',');
}

/** The selector as a query parameter and in `-o wide`: metav1.FormatLabelSelector. */
export function formatSelector(selector: LabelSelector | undefined): string {
  const equalities = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({
    key,
    text: `${key}=${value}`,
  }));
  const sets = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return { key, text: key };
    if (operator === 'DoesNotExist') return { key, text: `!${key}` };
    const list = [...values].sort().join(',');
    return { key, text: `${key} ${operator === 'In' ? 'in' : 'notin'} (${list})` };
  });
  const all = [...equalities, ...sets].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return all.length === 0 ? '<none>' : all.map(({ text }) => text).join(',');
}
