import { GoLiteral } from './field-errors.ts';
import { goQuote } from './go-text.ts';
import type { Quantity } from './quantity.ts';
import type { LabelSelector } from './selectors.ts';

/** Values as Go prints them with %#v, which is how field errors show what isn't a string or a number. */

function strings(list: readonly string[] | undefined): string {
  return list === undefined ? '[]string(nil)' : `[]string{${list.map(goQuote).join(', ')}}`;
}

function stringMap(map: Readonly<Record<string, string>> | undefined): string {
  if (map === undefined) return 'map[string]string(nil)';
  const pairs = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[string]string{${pairs.map(([key, value]) => `${goQuote(key)}:${goQuote(value)}`).join(', ')}}`;
}

export function goStrings(list: readonly string[] | undefined): GoLiteral {
  return new GoLiteral(strings(list));
}

export function goStringMap(map: Readonly<Record<string, string>> | undefined): GoLiteral {
  return new GoLiteral(stringMap(map));
}

export function goLabelSelector({ matchLabels, matchExpressions }: LabelSelector): GoLiteral {
  const requirements = matchExpressions?.map(
    ({ key, operator, values }) =>
      `v1.LabelSelectorRequirement{Key:${goQuote(key)}, Operator:${goQuote(operator)}, Values:${strings(values)}}`,
  );
  const list = requirements === undefined ? '(nil)' : `{${requirements.join(', ')}}`;
  return new GoLiteral(
    `v1.LabelSelector{MatchLabels:${stringMap(matchLabels)}, MatchExpressions:[]v1.LabelSelectorRequirement${list}}`,
  );
}

export function goIntOrString(value: number | string): GoLiteral {
  return new GoLiteral(
    typeof value === 'number'
      ? `intstr.IntOrString{Type:0, IntVal:${value}, StrVal:""}`
      : `intstr.IntOrString{Type:1, IntVal:0, StrVal:${goQuote(value)}}`,
  );
}

export function goQuantity({ digits, scale, format }: Quantity): GoLiteral {
  return new GoLiteral(
    `resource.Quantity{i:resource.int64Amount{value:${digits}, scale:${scale}}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"", Format:${goQuote(format)}}`,
  );
}
