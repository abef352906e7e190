import { type HttpRequest, header, pathOf } from '../http/message.ts';

/** A router's rule, parsed: JSON. */
export type Rule =
  | { readonly is: 'all' | 'any'; readonly of: readonly Rule[] }
  | { readonly is: 'not'; readonly what: Rule }
  | { readonly is: 'matcher'; readonly name: string; readonly values: readonly string[] };

const matchers: Readonly<Record<string, (request: HttpRequest, values: readonly string[]) => boolean>> = {
  host: (request, values) => values.some((value) => value.toLowerCase() === hostOf(request)),
  path: ({ target }, values) => values.includes(pathOf(target)),
  pathprefix: ({ target }, values) => values.some((value) => pathOf(target).startsWith(value)),
  method: ({ method }, values) => values.includes(method),
  headers: (request, [name = '', value]) => header(request, name) === value,
  header: (request, [name = '', value]) => header(request, name) === value,
  clientip: ({ peer }, values) => values.includes(peer.address),
};

const partsMax = 200;

/** @returns undefined: it makes no sense, or needs a matcher that isn't simulated */
export function parseRule(text: string): Rule | undefined {
  const tokens = text.match(/&&|\|\||[!()]|\b\w+\s*\(\s*(?:[`"'][^`"']*[`"']\s*(?:,\s*)?)*\)/g) ?? [];
  if (
    tokens.length === 0 ||
    tokens.length > partsMax ||
    tokens.join('').length < text.replace(/\s/g, '').length - 1
  ) {
    return undefined;
  }
  const parser = { tokens, at: 0 };
  const rule = any(parser);
  return parser.at === tokens.length ? rule : undefined;
}

interface Parser {
  readonly tokens: readonly string[];
  at: number;
}

function any(parser: Parser): Rule | undefined {
  return joined(parser, '||', 'any', (inner) => joined(inner, '&&', 'all', one));
}

function joined(
  parser: Parser,
  operator: string,
  is: 'all' | 'any',
  part: (parser: Parser) => Rule | undefined,
): Rule | undefined {
  const of: Rule[] = [];
  do {
    const rule = part(parser);
    if (rule === undefined) return undefined;
    of.push(rule);
  } while (parser.tokens[parser.at] === operator && ++parser.at > 0);
  return of.length === 1 ? of[0] : { is, of };
}

function one(parser: Parser): Rule | undefined {
  const token = parser.tokens[parser.at] ?? '';
  parser.at += 1;
  if (token === '!') {
    const what = one(parser);
    return what === undefined ? undefined : { is: 'not', what };
  }
  if (token === '(') {
    const inner = any(parser);
    return parser.tokens[parser.at++] === ')' ? inner : undefined;
  }
  const [, name = '', words = ''] = /^(\w+)\s*\((.*)\)$/s.exec(token) ?? [];
  if (!Object.hasOwn(matchers, name.toLowerCase())) return undefined;
  const values = [...words.matchAll(/[`"']([^`"']*)[`"']/g)].map(([, value = '']) => value);
  return { is: 'matcher', name: name.toLowerCase(), values };
}

export function holds(rule: Rule, request: HttpRequest): boolean {
  switch (rule.is) {
    case 'all':
      return rule.of.every((each) => holds(each, request));
    case 'any':
      return rule.of.some((each) => holds(each, request));
    case 'not':
      return !holds(rule.what, request);
    case 'matcher':
      return matchers[rule.name]?.(request, rule.values) === true;
  }
}

function hostOf(request: HttpRequest): string {
  return (header(request, 'Host') ?? '').replace(/:\d+$/, '').toLowerCase();
}
