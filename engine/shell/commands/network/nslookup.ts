import type { NameAnswer, RecordType } from '../../../linux/network-view.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { isBusybox, type Manual, Quit, usageOnly } from '../options.ts';
import { parseAddress } from './addresses.ts';
import { namesToTry, RESOLVER_TIMEOUT_MS, resolverSettings } from './names.ts';

const types: readonly RecordType[] = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'];

const manual: Manual = { gnu: '[-option ...] [name | -] [server]' };

type Reply = NameAnswer | 'nxdomain' | 'servfail' | 'timeout';

/** What is printed once the answers are there. */
type State = { readonly untilMs: number; readonly text: string; readonly code: number };

export const nslookup: Program<State> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const options = words.filter((word) => word.startsWith('-'));
    const [name] = words.filter((word) => !word.startsWith('-'));
    if (name === undefined) {
      if (isBusybox(system)) throw usageOnly(system, manual);
      throw new Quit('', 1);
    }
    const wanted = options
      .map((word) => /^-(?:type|query|q|querytype)=(\w+)$/.exec(word)?.[1]?.toUpperCase())
      .find((type) => type !== undefined);
    const type = types.find((each) => each === wanted);
    if (wanted !== undefined && type === undefined && wanted !== 'ANY') {
      throw new Quit(
        isBusybox(system)
          ? `nslookup: invalid query type "${wanted.toLowerCase()}"\n`
          : `unknown query type: ${wanted}\n`,
        1,
      );
    }
    return wait(
      system,
      isBusybox(system) ? busyboxAnswer(system, name, type) : bindAnswer(system, name, type),
    );
  },
  step: wait,
});

function wait(system: System, state: State): Next<State> {
  if (system.now < state.untilMs) return { state, until: { timeMs: state.untilMs } };
  system.write(1, state.text);
  return { exit: state.code };
}

function latency(replies: readonly Reply[]): number {
  return replies.reduce(
    (sum, reply) =>
      sum + (typeof reply === 'string' ? (reply === 'timeout' ? RESOLVER_TIMEOUT_MS : 0) : reply.latencyMs),
    0,
  );
}

/** Busybox asks for A and AAAA at once, and prints a block for each as it comes. */
function busyboxAnswer(system: System, name: string, type: RecordType | undefined): State {
  const [server = ''] = resolverSettings(system).servers;
  const reverse = parseAddress(name) !== undefined;
  const asked: RecordType[] = type !== undefined ? [type] : reverse ? ['PTR'] : ['A', 'AAAA'];
  const plain = name.replace(/\.$/, '');
  const replies = asked.map((each) => system.resolve(plain, each));
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
  const lines = answer.map((record) => {
    if (record.type === 'A' || record.type === 'AAAA')
      return `Name:\t${record.name}\nAddress: ${record.value}\n`;
    return recordLine(record);
  });
  if (lines.length === 0 && asked !== 'A' && asked !== 'AAAA') return `*** Can't find ${name}: No answer\n`;
  return `Non-authoritative answer:\n${lines.join('')}`;
}

function recordLine({ name, type, value }: NameAnswer['answer'][number]): string {
  switch (type) {
    case 'PTR':
      return `${name}\tname = ${value}\n`;
    case 'CNAME':
      return `${name}\tcanonical name = ${value}\n`;
    case 'SRV':
      return `${name}\tservice = ${value}\n`;
    case 'TXT':
      return `${name}\ttext = "${value}"\n`;
    default:
      return `Name:\t${name}\nAddress: ${value}\n`;
  }
}

function reverseName(address: string): string {
  return parseAddress(address) === undefined
    ? address
    : `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
}

/** Bind's nslookup uses the search domains. */
function bindAnswer(system: System, name: string, type: RecordType | undefined): State {
  const settings = resolverSettings(system);
  const [server = ''] = settings.servers;
  const reverse = parseAddress(name) !== undefined;
  const asked = type ?? (reverse ? 'PTR' : 'A');
  const replies: Reply[] = [];
  let found: NameAnswer | undefined;
  for (const each of reverse ? [name] : namesToTry(name, settings)) {
    const reply = system.resolve(each, asked);
    replies.push(reply);
    if (typeof reply !== 'string') found = reply;
    if (found !== undefined || reply === 'timeout') break;
  }
  const untilMs = system.now + latency(replies);
  if (replies.at(-1) === 'timeout')
    return { untilMs, text: ';; connection timed out; no servers could be reached\n\n', code: 1 };
  const head = `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  if (found === undefined) {
    const shown = reverse ? reverseName(name) : name;
    const why = replies.includes('servfail') ? 'SERVFAIL' : 'NXDOMAIN';
    return { untilMs, text: `${reverse ? '' : head}** server can't find ${shown}: ${why}\n\n`, code: 1 };
  }
  if (found.answer.length === 0)
    return { untilMs, text: `${head}*** Can't find ${name}: No answer\n\n`, code: 0 };
  const lines = found.answer.map((record) =>
    record.type === 'PTR' ? `${reverseName(name)}\tname = ${record.value}.\n` : recordLine(record),
  );
  const text = reverse ? `${lines.join('')}\n` : `${head}Non-authoritative answer:\n${lines.join('')}\n`;
  return { untilMs, text, code: 0 };
}

export const dig: Program<State> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const flags = words.filter((word) => word.startsWith('+'));
    const reverse = words.indexOf('-x');
    const [first = '.', ...others] = words.filter((word) => !/^[+@-]/.test(word));
    const wanted = others.map((word) => word.toUpperCase()).find((word) => word !== 'IN');
    const type = reverse >= 0 ? 'PTR' : (types.find((each) => each === wanted) ?? 'A');
    const searches = flags.includes('+search');
    const names = searches ? namesToTry(first, resolverSettings(system)) : [first.replace(/\.$/, '')];
    const replies: { name: string; reply: Reply }[] = [];
    for (const name of names) {
      replies.push({ name, reply: system.resolve(name, type) });
      if (typeof replies.at(-1)?.reply !== 'string') break;
    }
    const { name = first, reply = 'servfail' } = replies.at(-1) ?? {};
    const untilMs = system.now + latency(replies.map((each) => each.reply));
    if (flags.includes('+short')) {
      if (reply === 'timeout')
        return wait(system, { untilMs, text: ';; communications error: timed out\n', code: 9 });
      const lines = typeof reply === 'string' ? [] : reply.answer.map((record) => `${dotted(record)}\n`);
      return wait(system, { untilMs, text: lines.join(''), code: 0 });
    }
    return wait(system, { untilMs, ...digText(system, words, name, type, reply) });
  },
  step: wait,
});

/** Names end with a dot in what dig prints. */
function dotted({ type, value }: NameAnswer['answer'][number]): string {
  if (type === 'TXT') return `"${value}"`;
  return type === 'A' || type === 'AAAA' ? value : `${value}.`;
}

const DIG_VERSION = '9.18.28-1~deb12u2-Debian';

function digText(
  system: System,
  words: readonly string[],
  name: string,
  type: RecordType,
  reply: Reply,
): { text: string; code: number } {
  const banner = `\n; <<>> DiG ${DIG_VERSION} <<>> ${words.join(' ')}\n`;
  const [server = ''] = resolverSettings(system).servers;
  if (reply === 'timeout') {
    const tried = `;; communications error to ${server}#53: timed out\n`;
    return {
      text: `${tried.repeat(3)}${banner};; global options: +cmd\n;; no servers could be reached\n\n`,
      code: 9,
    };
  }
  const status = typeof reply === 'string' ? reply.toUpperCase() : 'NOERROR';
  const answer = typeof reply === 'string' ? [] : reply.answer;
  const question = type === 'PTR' ? reverseName(name) : name;
  const id = Math.floor(system.random() * 65_536);
  const latencyMs = typeof reply === 'string' ? 0 : Math.round(reply.latencyMs);
  const rows = answer.map(
    (record) => `${record.name}.\t\t${record.ttlSeconds}\tIN\t${record.type}\t${dotted(record)}\n`,
  );
  const text = `${banner};; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${id}
;; flags: qr rd ra; QUERY: 1, ANSWER: ${answer.length}, AUTHORITY: 0, ADDITIONAL: 0

;; QUESTION SECTION:
;${question}.\t\t\tIN\t${type}

${rows.length === 0 ? '' : `;; ANSWER SECTION:\n${rows.join('')}\n`};; Query time: ${latencyMs} msec
;; SERVER: ${server}#53(${server}) (UDP)
;; WHEN: ${when(system.now)}
;; MSG SIZE  rcvd: ${40 + 16 * answer.length}

`;
  return { text, code: 0 };
}

function when(ms: number): string {
  const [, weekday, day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}

export const host: Program<State> = guarded({
  start(system) {
    const [name] = system.argv.slice(1).filter((word) => !word.startsWith('-'));
    if (name === undefined)
      throw new Quit(
        'Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]\n',
        1,
      );
    const reverse = parseAddress(name) !== undefined;
    let reply: Reply = 'nxdomain';
    for (const each of reverse ? [name] : namesToTry(name, resolverSettings(system))) {
      reply = system.resolve(each, reverse ? 'PTR' : 'A');
      if (typeof reply !== 'string' || reply === 'timeout') break;
    }
    const untilMs = system.now + latency([reply]);
    if (reply === 'timeout')
      return wait(system, {
        untilMs,
        text: ';; connection timed out; no servers could be reached\n',
        code: 1,
      });
    if (typeof reply === 'string') {
      const code = reply === 'nxdomain' ? '3(NXDOMAIN)' : '2(SERVFAIL)';
      return wait(system, {
        untilMs,
        text: `Host ${reverse ? reverseName(name) : name}${reverse ? '.' : ''} not found: ${code}\n`,
        code: 1,
      });
    }
    const lines = reply.answer.map((record) => {
      if (record.type === 'PTR') return `${reverseName(name)} domain name pointer ${record.value}.\n`;
      return record.type === 'CNAME'
        ? `${record.name} is an alias for ${record.value}.\n`
        : `${record.name} has address ${record.value}\n`;
    });
    return wait(system, { untilMs, text: lines.join(''), code: 0 });
  },
  step: wait,
});
