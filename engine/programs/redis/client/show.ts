import { doubleText, type Reply } from '../resp.ts';
import { shownWord } from '../shown.ts';

/** As into a pipe. */
function rawText(reply: Reply): string {
  if ('status' in reply) return reply.status;
  if ('error' in reply) return `${reply.error}\n`;
  if ('integer' in reply) return String(reply.integer);
  if ('bulk' in reply) return reply.bulk ?? '';
  if ('verbatim' in reply) return reply.verbatim;
  if ('double' in reply) return doubleText(reply.double);
  if ('boolean' in reply) return reply.boolean ? '(true)' : '(false)';
  return elementsOf(reply).map(rawText).join('\n');
}

function elementsOf(reply: Reply): readonly Reply[] {
  if ('list' in reply) return reply.list ?? [];
  if ('map' in reply) return reply.map;
  if ('set' in reply) return reply.set;
  return 'push' in reply ? reply.push : [];
}

/** As on a terminal. */
function shownText(reply: Reply, indent = ''): string {
  if ('status' in reply) return reply.status;
  if ('error' in reply) return `(error) ${reply.error}`;
  if ('integer' in reply) return `(integer) ${reply.integer}`;
  if ('bulk' in reply) return reply.bulk === null ? '(nil)' : `"${shownWord(reply.bulk)}"`;
  if ('verbatim' in reply) return reply.verbatim.replace(/\n$/, '');
  if ('double' in reply) return `(double) ${doubleText(reply.double)}`;
  if ('boolean' in reply) return reply.boolean ? '(true)' : '(false)';
  if ('list' in reply && reply.list === null) return '(nil)';
  const elements = elementsOf(reply);
  if ('map' in reply) return shownMap(elements, indent);
  if (elements.length === 0) return 'set' in reply ? '(empty set)' : '(empty array)';
  return numbered(elements, indent, 'set' in reply ? '~' : ')', elements.length);
}

function numbered(elements: readonly Reply[], indent: string, mark: string, count: number): string {
  const width = String(count).length;
  return elements
    .map((element, index) => {
      const label = `${String(index + 1).padStart(width)}${mark} `;
      return `${index === 0 ? '' : indent}${label}${shownText(element, indent + ' '.repeat(label.length))}`;
    })
    .join('\n');
}

function shownMap(elements: readonly Reply[], indent: string): string {
  if (elements.length === 0) return '(empty hash)';
  const width = String(elements.length / 2).length;
  const lines: string[] = [];
  for (let at = 0; at + 1 < elements.length; at += 2) {
    const label = `${String(at / 2 + 1).padStart(width)}# `;
    const [key, value] = [elements[at], elements[at + 1]];
    if (key === undefined || value === undefined) continue;
    const inner = indent + ' '.repeat(label.length);
    lines.push(`${at === 0 ? '' : indent}${label}${shownText(key, inner)} => ${shownText(value, inner)}`);
  }
  return lines.join('\n');
}

function csvText(reply: Reply): string {
  if ('status' in reply) return `"${shownWord(reply.status)}"`;
  if ('error' in reply) return `ERROR,"${shownWord(reply.error)}"`;
  if ('integer' in reply) return String(reply.integer);
  if ('bulk' in reply) return reply.bulk === null ? 'NULL' : `"${shownWord(reply.bulk)}"`;
  if ('verbatim' in reply) return `"${shownWord(reply.verbatim)}"`;
  if ('double' in reply) return doubleText(reply.double);
  if ('boolean' in reply) return reply.boolean ? 'true' : 'false';
  return elementsOf(reply).map(csvText).join(',');
}

function jsonText(reply: Reply): string {
  if ('status' in reply) return JSON.stringify(reply.status);
  if ('error' in reply) return `error:${JSON.stringify(reply.error)}`;
  if ('integer' in reply) return String(reply.integer);
  if ('bulk' in reply) return reply.bulk === null ? 'null' : JSON.stringify(reply.bulk);
  if ('verbatim' in reply) return JSON.stringify(reply.verbatim);
  if ('double' in reply) return doubleText(reply.double);
  if ('boolean' in reply) return String(reply.boolean);
  const elements = elementsOf(reply);
  if (!('map' in reply)) return `[${elements.map(jsonText).join(',')}]`;
  const pairs: string[] = [];
  for (let at = 0; at + 1 < elements.length; at += 2) {
    const [key, value] = [elements[at], elements[at + 1]];
    if (key !== undefined && value !== undefined) pairs.push(`${jsonText(key)}:${jsonText(value)}`);
  }
  return `{${pairs.join(',')}}`;
}

export type Form = 'shown' | 'raw' | 'csv' | 'json';

/** A reply as it is printed, with its line's end. */
export function printed(reply: Reply, form: Form): string {
  const show = { shown: (each: Reply) => shownText(each), raw: rawText, csv: csvText, json: jsonText }[form];
  return `${show(reply)}\n`;
}
