import type { RecordType } from '../../../linux/network-view.ts';
import type { Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import { parseAddress } from './addresses.ts';
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

const USAGE =
  'Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]\n';
const WITH_VALUE: ReadonlySet<string> = new Set(['-c', '-N', '-W', '-R', '-m', '-p']);

/** Without a type it asks for all of these. */
const USUAL: readonly RecordType[] = ['A', 'AAAA', 'MX'];

export const host: Program<Printing> = guarded({
  start(system) {
    const { name, server: named, type } = readArguments(system);
    const server = serverAddress(system, named);
    if (server === undefined) throw new Quit(`host: couldn't get address for '${named}': not found\n`, 1);
    const head =
      named === undefined ? '' : `Using domain server:\nName: ${named}\nAddress: ${server}#53\nAliases: \n\n`;
    const { text, code, untilMs } = answer(system, name, server, type);
    return print(system, { untilMs, text: head + text, code });
  },
  step: print,
});

function readArguments(system: System): {
  name: string;
  server: string | undefined;
  type: RecordType | undefined;
} {
  const words = system.argv.slice(1);
  const operands: string[] = [];
  let type: RecordType | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-t') {
      const wanted = words[++at];
      checkSimulated(system, wanted);
      type = recordTypeOf(wanted);
      if (type === undefined) throw new Quit(`host: invalid type: ${wanted ?? ''}\n`, 2);
    } else if (word === '-a') checkSimulated(system, 'ANY');
    else if (WITH_VALUE.has(word)) at++;
    else if (!word.startsWith('-')) operands.push(word);
  }
  const [name, server] = operands;
  if (name === undefined) throw new Quit(USAGE, 1);
  return { name, server, type };
}

function answer(system: System, name: string, server: string, type: RecordType | undefined): Printing {
  const reverse = parseAddress(name) !== undefined;
  const [first, ...others]: readonly RecordType[] = type !== undefined ? [type] : reverse ? ['PTR'] : USUAL;
  let found = name;
  let reply: Reply = 'nxdomain';
  for (const each of reverse ? [name] : namesToTry(name, resolverSettings(system))) {
    found = each;
    reply = system.resolve(each, first ?? 'A', server);
    if (typeof reply !== 'string' || reply === 'timeout') break;
  }
  const shown = reverse ? `${reverseName(name)}.` : name;
  const untilMs = system.now + latency([reply]);
  if (reply === 'timeout') return { untilMs, text: noAnswerText(server), code: 1 };
  if (typeof reply === 'string') {
    const code = reply === 'nxdomain' ? '3(NXDOMAIN)' : '2(SERVFAIL)';
    return { untilMs, text: `Host ${shown} not found: ${code}\n`, code: 1 };
  }
  const more = others.map((each) => system.resolve(found, each, server));
  const records = [reply, ...more].flatMap((each) => (typeof each === 'string' ? [] : each.answer));
  // An alias comes with every answer, and is told once.
  const lines = new Set(
    records.map((record) => lineOf(reverse ? { ...record, name: reverseName(name) } : record)),
  );
  const nothing = type === undefined ? '' : `${found} has no ${type} record\n`;
  return {
    untilMs: untilMs + latency(more.filter((each) => each !== 'timeout')),
    text: lines.size === 0 ? nothing : [...lines].join(''),
    code: lines.size === 0 && type !== undefined ? 1 : 0,
  };
}

function lineOf({ name, type, value }: Found): string {
  const phrases: Readonly<Record<RecordType, string>> = {
    A: `has address ${value}`,
    AAAA: `has IPv6 address ${value}`,
    CNAME: `is an alias for ${value}.`,
    MX: `mail is handled by ${value}.`,
    NS: `name server ${value}.`,
    PTR: `domain name pointer ${value}.`,
    SOA: `has SOA record ${value}`,
    SRV: `has SRV record ${value}.`,
    TXT: `descriptive text "${value}"`,
  };
  return `${name} ${phrases[type]}\n`;
}
