import type { NameAnswer, RecordType } from '../../../linux/network-view.ts';
import type { Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, type Manual, Quit, usageOnly } from '../options.ts';
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

const manual: Manual = { gnu: '[-option ...] [name | -] [server]' };

export const nslookup: Program<Printing> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const options = words.filter((word) => word.startsWith('-'));
    const [name, named] = words.filter((word) => !word.startsWith('-'));
    if (name === undefined) {
      if (isBusybox(system)) throw usageOnly(system, manual);
      throw fail(system, 'asking for names at a prompt is not simulated');
    }
    const wanted = options
      .map((word) => /^-(?:type|query|q|querytype)=(\w+)$/.exec(word)?.[1]?.toUpperCase())
      .find((type) => type !== undefined);
    checkSimulated(system, wanted);
    const type = recordTypeOf(wanted);
    if (wanted !== undefined && type === undefined) {
      throw new Quit(
        isBusybox(system)
          ? `nslookup: invalid query type "${wanted.toLowerCase()}"\n`
          : `unknown query type: ${wanted}\n`,
        1,
      );
    }
    const server = serverAddress(system, named);
    if (server === undefined) {
      throw new Quit(
        isBusybox(system)
          ? `nslookup: bad address '${named}'\n`
          : `nslookup: couldn't get address for '${named}': not found\n`,
        1,
      );
    }
    return print(system, (isBusybox(system) ? busyboxAnswer : bindAnswer)(system, name, type, server));
  },
  step: print,
});

/** Busybox asks for A and AAAA at once, and prints a block for each as it comes. */
function busyboxAnswer(system: System, name: string, type: RecordType | undefined, server: string): Printing {
  const reverse = parseAddress(name) !== undefined;
  const asked: RecordType[] = type !== undefined ? [type] : reverse ? ['PTR'] : ['A', 'AAAA'];
  const plain = name.replace(/\.$/, '');
  const replies = asked.map((each) => system.resolve(plain, each, server));
  const untilMs = system.now + latency(replies);
  const head = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
  if (replies.includes('timeout')) {
    return { untilMs, text: `;; connection timed out; no servers could be reached\n\n`, code: 1 };
  }
  let code = 0;
  const blocks = [...replies.entries()]
    .sort(([, a], [, b]) => Number(isAtOnce(b)) - Number(isAtOnce(a)))
    .map(([index, reply]) => {
      if (typeof reply !== 'string') return busyboxBlock(plain, reply, asked[index] ?? 'A');
      code = 1;
      return `** server can't find ${name}: ${reply.toUpperCase()}\n`;
    });
  return { untilMs, text: `${head}${blocks.join('\n')}\n`, code };
}

function isAtOnce(reply: Reply): boolean {
  return typeof reply !== 'string' && reply.latencyMs === 0;
}

function busyboxBlock(name: string, { answer }: NameAnswer, asked: RecordType): string {
  if (answer.length === 0 && asked !== 'A' && asked !== 'AAAA') return `*** Can't find ${name}: No answer\n`;
  return `Non-authoritative answer:\n${answer.map((record) => recordLine(record, '')).join('')}`;
}

/** @param dot what names end with: bind's do with a dot */
function recordLine({ name, type, value }: Found, dot: '' | '.'): string {
  switch (type) {
    case 'PTR':
      return `${name}\tname = ${value}${dot}\n`;
    case 'CNAME':
      return `${name}\tcanonical name = ${value}${dot}\n`;
    case 'MX':
      return `${name}\tmail exchanger = ${value}${dot}\n`;
    case 'NS':
      return `${name}\tnameserver = ${value}${dot}\n`;
    case 'SRV':
      return `${name}\tservice = ${value}${dot}\n`;
    case 'TXT':
      return `${name}\ttext = "${value}"\n`;
    default:
      return `Name:\t${name}\nAddress: ${value}\n`;
  }
}

/** Bind's nslookup uses the search domains. */
function bindAnswer(system: System, name: string, type: RecordType | undefined, server: string): Printing {
  const reverse = parseAddress(name) !== undefined;
  const asked = type ?? (reverse ? 'PTR' : 'A');
  const replies: Reply[] = [];
  let found: NameAnswer | undefined;
  for (const each of reverse ? [name] : namesToTry(name, resolverSettings(system))) {
    const reply = system.resolve(each, asked, server);
    replies.push(reply);
    if (typeof reply !== 'string') found = reply;
    if (found !== undefined || reply === 'timeout') break;
  }
  const untilMs = system.now + latency(replies);
  if (replies.at(-1) === 'timeout') return { untilMs, text: `${noAnswerText(server)}\n`, code: 1 };
  const head = `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  if (found === undefined) {
    const shown = reverse ? reverseName(name) : name;
    const why = replies.includes('servfail') ? 'SERVFAIL' : 'NXDOMAIN';
    return { untilMs, text: `${reverse ? '' : head}** server can't find ${shown}: ${why}\n\n`, code: 1 };
  }
  if (found.answer.length === 0)
    return { untilMs, text: `${head}*** Can't find ${name}: No answer\n\n`, code: 0 };
  const lines = found.answer.map((record) =>
    recordLine(record.type === 'PTR' ? { ...record, name: reverseName(name) } : record, '.'),
  );
  const text = reverse ? `${lines.join('')}\n` : `${head}Non-authoritative answer:\n${lines.join('')}\n`;
  return { untilMs, text, code: 0 };
}
