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

/** A struct, whose fields are texts. @param type as in `core.ObjectReference` */
export function goStruct(type: string, fields: Readonly<Record<string, string>>): GoLiteral {
  const list = Object.entries(fields).map(([name, value]) => `${name}:${goQuote(value)}`);
  return new GoLiteral(`${type}{${list.join(', ')}}`);
}

/** A time, which shows itself: `2026-01-31 10:00:00.5 +0000 UTC`. @param time null for Go's zero time */
export function goTime(time: string | null): GoLiteral {
  const [date = '', clock = ''] = (time ?? '0001-01-01T00:00:00Z').replace('Z', '').split('T');
  const [seconds = '', fraction = ''] = clock.split('.');
  const digits = fraction.replace(/0+$/, '');
  return new GoLiteral(`${date} ${seconds}${digits === '' ? '' : `.${digits}`} +0000 UTC`);
}

/** A runtime.Unknown, in which internal types keep JSON of any kind. */
export function goUnknown(value: unknown): GoLiteral {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const raw = [...bytes].map((byte) => `0x${byte.toString(16)}`).join(', ');
  return new GoLiteral(
    `runtime.Unknown{TypeMeta:runtime.TypeMeta{APIVersion:"", Kind:""}, Raw:[]uint8{${raw}}, ContentEncoding:"", ContentType:"application/json"}`,
  );
}
