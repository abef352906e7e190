import type { ExpressionParser } from './expression-parser.ts';
import type { Expression, Pattern } from './tree.ts';

/** What stands behind `case`. */
export function patternOf(parser: ExpressionParser): Pattern {
  const from = parser.token.at;
  const first = asPattern(parser);
  if (!parser.isOperator(',')) {
    return first.kind === 'star' ? { kind: 'sequence', items: [first], at: first.at } : first;
  }
  const items = [first];
  while (parser.take(',')) {
    if (parser.isOperator(':') || parser.isWord('if')) break;
    items.push(asPattern(parser));
  }
  return { kind: 'sequence', items, at: parser.since(from) };
}

function asPattern(parser: ExpressionParser): Pattern {
  const from = parser.token.at;
  if (parser.take('*')) {
    const name = parser.name();
    return { kind: 'star', name: name === '_' ? undefined : name, at: parser.since(from) };
  }
  const options = [closed(parser)];
  while (parser.take('|')) options.push(closed(parser));
  const [only] = options;
  const pattern: Pattern =
    options.length === 1 && only !== undefined ? only : { kind: 'or', options, at: parser.since(from) };
  if (!parser.takeWord('as')) return pattern;
  return { kind: 'as', pattern, name: parser.name(), at: parser.since(from) };
}

function closed(parser: ExpressionParser): Pattern {
  const { at: from } = parser.token;
  if (parser.take('[')) return sequence(parser, ']');
  if (parser.isOperator('(')) {
    parser.next();
    if (parser.take(')')) return { kind: 'sequence', items: [], at: parser.since(from) };
    const first = asPattern(parser);
    if (parser.take(')')) return first;
    parser.expect(',');
    const rest = sequence(parser, ')');
    return rest.kind === 'sequence' ? { ...rest, items: [first, ...rest.items] } : rest;
  }
  if (parser.take('{')) return mapping(parser);
  if (!parser.isName) {
    const value = parser.binary(2);
    return { kind: 'value', value, at: value.at };
  }
  return named(parser);
}

function named(parser: ExpressionParser): Pattern {
  const { at: from } = parser.token;
  const name = parser.name();
  let value: Expression = { kind: 'name', name, at: from };
  while (parser.take('.'))
    value = { kind: 'attribute', object: value, name: parser.name(), at: parser.since(from) };
  if (parser.take('(')) return classPattern(parser, value);
  if (value.kind === 'attribute') return { kind: 'value', value, at: value.at };
  return name === '_' ? { kind: 'any', at: from } : { kind: 'capture', name, at: from };
}

function sequence(parser: ExpressionParser, end: string): Pattern {
  const from = parser.previous.at;
  const items: Pattern[] = [];
  while (!parser.isOperator(end)) {
    items.push(asPattern(parser));
    if (!parser.take(',')) break;
  }
  parser.expect(end);
  return { kind: 'sequence', items, at: parser.since(from) };
}

function mapping(parser: ExpressionParser): Pattern {
  const from = parser.previous.at;
  const entries: { key: Expression; pattern: Pattern }[] = [];
  let rest: string | undefined;
  while (!parser.isOperator('}')) {
    if (parser.take('**')) rest = parser.name();
    else {
      const key = parser.binary(2);
      parser.expect(':');
      entries.push({ key, pattern: asPattern(parser) });
    }
    if (!parser.take(',')) break;
  }
  parser.expect('}');
  return { kind: 'mapping', entries, rest, at: parser.since(from) };
}

function classPattern(parser: ExpressionParser, type: Expression): Pattern {
  const positional: Pattern[] = [];
  const named: { name: string; pattern: Pattern }[] = [];
  while (!parser.isOperator(')')) {
    if (parser.isName && parser.ahead(1).text === '=') {
      const name = parser.name();
      parser.next();
      named.push({ name, pattern: asPattern(parser) });
    } else positional.push(asPattern(parser));
    if (!parser.take(',')) break;
  }
  parser.expect(')');
  return { kind: 'class', type, positional, named, at: parser.since(type.at) };
}
