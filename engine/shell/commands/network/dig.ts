import type { RecordType } from '../../../linux/network-view.ts';
import type { Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import {
  checkSimulated,
  type Found,
  latency,
  noAnswerText,
  type Printing,
  print,
  type Reply,
  recordTypeOf,
  reverseName,
  serverAddress,
} from './dns-questions.ts';
import { namesToTry, resolverSettings } from './names.ts';

const DIG_VERSION = '9.18.28-1~deb12u2-Debian';

/** Parts of the output, which `+noanswer` and the like leave out. */
const PARTS = ['cmd', 'comments', 'question', 'answer', 'authority', 'additional', 'stats'] as const;
type Part = (typeof PARTS)[number];

interface Asked {
  readonly name: string;
  readonly type: RecordType;
  readonly server: string | undefined;
  readonly short: boolean;
  readonly search: boolean;
  readonly parts: ReadonlySet<Part>;
}

/** Options with a value that changes nothing here. */
const IGNORED_WITH_VALUE: ReadonlySet<string> = new Set(['-p', '-b', '-k', '-y', '-c', '-f']);

export const dig: Program<Printing> = guarded({
  start(system) {
    const asked = readArguments(system);
    const server = serverAddress(system, asked.server);
    if (server === undefined)
      throw new Quit(`dig: couldn't get address for '${asked.server}': not found\n`, 10);
    const settings = resolverSettings(system);
    const names = asked.search ? namesToTry(asked.name, settings) : [asked.name.replace(/\.$/, '')];
    const replies: { name: string; reply: Reply }[] = [];
    for (const name of names) {
      replies.push({ name, reply: system.resolve(name, asked.type, server) });
      if (typeof replies.at(-1)?.reply !== 'string') break;
    }
    const { name = asked.name, reply = 'servfail' } = replies.at(-1) ?? {};
    const untilMs = system.now + latency(replies.map((each) => each.reply));
    const shown = { ...asked, name };
    const { text, code } =
      reply === 'timeout' ? unanswered(system, shown, server) : answered(system, shown, server, reply);
    return print(system, { untilMs, text, code });
  },
  step: print,
});

function readArguments(system: System): Asked {
  const words = system.argv.slice(1);
  const parts = new Set<Part>(PARTS);
  let [name, type, server]: (string | undefined)[] = [];
  let [short, search, reverse] = [false, false, false];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith('@')) server = word.slice(1);
    else if (word === '+short' || word === '+noshort') short = word === '+short';
    else if (word === '+search') search = true;
    else if (word.startsWith('+')) choose(parts, word.slice(1));
    else if (word === '-x') {
      reverse = true;
      name = words[++at];
    } else if (word === '-t') type = words[++at];
    else if (word === '-q') name = words[++at];
    else if (IGNORED_WITH_VALUE.has(word)) at++;
    else if (word.startsWith('-') || word.toUpperCase() === 'IN') continue;
    else if (recordTypeOf(word) !== undefined && (name !== undefined || words.length > 1)) type ??= word;
    else {
      checkSimulated(system, word);
      name ??= word;
    }
  }
  checkSimulated(system, type);
  return {
    name: name ?? '.',
    type: reverse ? 'PTR' : (recordTypeOf(type) ?? (name === undefined ? 'NS' : 'A')),
    server,
    short,
    search,
    parts,
  };
}

function choose(parts: Set<Part>, flag: string): void {
  const off = flag.startsWith('no');
  const word = off ? flag.slice(2) : flag;
  for (const part of PARTS) {
    if (word !== 'all' && word !== part) continue;
    if (off) parts.delete(part);
    else parts.add(part);
  }
}

/** Names end with a dot in what dig prints. */
function dotted({ type, value }: Found): string {
  if (type === 'TXT') return `"${value}"`;
  return type === 'A' || type === 'AAAA' ? value : `${value}.`;
}

/** A text and the tabs that lead to a column. */
function upTo(column: number, text: string): string {
  return text + '\t'.repeat(Math.max(1, Math.ceil((column - text.length) / 8)));
}

type Text = { readonly text: string; readonly code: number };

function banner({ argv }: System, { parts }: Asked): string {
  if (!parts.has('cmd')) return '';
  return `\n; <<>> DiG ${DIG_VERSION} <<>> ${argv.slice(1).join(' ')}\n`;
}

function unanswered(system: System, asked: Asked, server: string): Text {
  const [tried, end] = noAnswerText(server).split(/^(?=;; no servers)/m);
  const head = asked.short ? '' : banner(system, asked);
  const options = head === '' ? '' : ';; global options: +cmd\n';
  return { text: `${tried}${head}${options}${end}${head === '' ? '' : '\n'}`, code: 9 };
}

function answered(system: System, asked: Asked, server: string, reply: Exclude<Reply, 'timeout'>): Text {
  const records = typeof reply === 'string' ? [] : reply.answer;
  if (asked.short) return { text: records.map((record) => `${dotted(record)}\n`).join(''), code: 0 };
  const { parts, type } = asked;
  const id = Math.floor(system.random() * 65_536);
  const status = typeof reply === 'string' ? reply.toUpperCase() : 'NOERROR';
  const question = `${type === 'PTR' ? reverseName(asked.name) : asked.name}.`.replace('..', '.');
  const rows = records.map(
    (record) => `${upTo(24, `${record.name}.`)}${record.ttlSeconds}\tIN\t${record.type}\t${dotted(record)}\n`,
  );
  // Headings and empty lines are comments.
  const section = (part: Part, heading: string, lines: string) => {
    if (!parts.has(part) || lines === '') return '';
    return parts.has('comments') ? `;; ${heading} SECTION:\n${lines}\n` : lines;
  };
  const options = parts.has('cmd') ? ';; global options: +cmd\n' : '';
  const comments = `;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${id}
;; flags: qr rd ra; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: 0, ADDITIONAL: 0

`;
  const stats = `;; Query time: ${typeof reply === 'string' ? 0 : Math.round(reply.latencyMs)} msec
;; SERVER: ${server}#53(${server}) (UDP)
;; WHEN: ${when(system.now)}
;; MSG SIZE  rcvd: ${40 + 16 * records.length}

`;
  const text = [
    banner(system, asked),
    options,
    parts.has('comments') ? comments : '',
    section('question', 'QUESTION', `${upTo(32, `;${question}`)}IN\t${type}\n`),
    section('answer', 'ANSWER', rows.join('')),
    parts.has('stats') ? stats : '',
  ];
  return { text: text.join(''), code: 0 };
}

function when(ms: number): string {
  const [, weekday, day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
