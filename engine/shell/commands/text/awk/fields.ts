import { endsWith, type FindEnd } from '../line-source.ts';
import { compilePattern, type Pattern } from '../regex/pattern.ts';
import { toText } from './format.ts';
import { regexText } from './lexer.ts';
import type { Value } from './values.ts';

/** A pattern from text that a program made. */
export function dynamicPattern(source: string): Pattern {
  return compilePattern(regexText(source), { dialect: 'extended' });
}

/** The fields of a record. @param paragraphs a line feed separates fields too */
export function splitRecord(text: string, separator: string, paragraphs: boolean): string[] {
  if (text === '') return [];
  if (separator === ' ') {
    return text.split(/[ \t\n]+/).filter((field) => field !== '');
  }
  if (separator === '') return [...text];
  if (separator.length === 1 && separator !== '\\') {
    return paragraphs ? text.split('\n').flatMap((line) => line.split(separator)) : text.split(separator);
  }
  return splitByPattern(text, dynamicPattern(paragraphs ? `(${separator})|\n` : separator));
}

function splitByPattern(text: string, pattern: Pattern): string[] {
  const fields: string[] = [];
  let from = 0;
  for (let search = 0; search <= text.length; ) {
    const found = pattern.match(text, search);
    if (found === undefined) break;
    const [start = 0, end = 0] = found;
    if (end === start) {
      search = end + 1;
      continue;
    }
    fields.push(text.slice(from, start));
    from = end;
    search = end;
  }
  fields.push(text.slice(from));
  return fields;
}

export function joinFields(fields: readonly Value[], separator: string, format: string): string {
  return fields.map((field) => toText(field, format)).join(separator);
}

/** Where a record ends, by RS. */
export function recordEnd(separator: string): FindEnd {
  if (separator === '') return paragraphEnd;
  if (separator.length === 1) return endsWith(separator);
  return (buffer, from, ended) => {
    const found = dynamicPattern(separator).match(buffer, from);
    if (found === undefined) return undefined;
    const [start = 0, end = 0] = found;
    if (end === start || (end === buffer.length && !ended)) return undefined;
    return [start, end];
  };
}

const paragraphEnd: FindEnd = (buffer, from, ended) => {
  const end = buffer.indexOf('\n\n', from);
  if (end < 0) return ended && buffer.endsWith('\n') ? [buffer.length - 1, buffer.length] : undefined;
  let next = end + 2;
  while (buffer[next] === '\n') next++;
  return next === buffer.length && !ended ? undefined : [end, next];
};
