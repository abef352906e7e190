import { unixPathOf } from '../../../network/unix-address.ts';
import { integer, ok } from '../command.ts';
import type { Reply } from '../resp.ts';
import type { Client, Server } from './state.ts';

/** A line of CLIENT LIST. */
export function describe({ system }: Server, client: Client): string {
  const flags = `${client.isReplica ? 'S' : ''}${client.monitors ? 'O' : ''}${client.queue === undefined ? '' : 'x'}${client.blocked === undefined ? '' : 'b'}${client.channels.length + client.patterns.length > 0 ? 'P' : ''}`;
  const fields: [string, string | number][] = [
    ['id', client.id],
    ['addr', client.address],
    ['laddr', local(system, client)],
    ['fd', client.descriptor],
    ['name', client.name],
    ['age', Math.floor((system.now - client.connectedMs) / 1000)],
    ['idle', Math.floor((system.now - client.activeMs) / 1000)],
    ['flags', flags || 'N'],
    ['db', client.database],
    ['sub', client.channels.length],
    ['psub', client.patterns.length],
    ['ssub', client.shardChannels.length],
    ['multi', client.queue?.length ?? -1],
    ['watch', client.watched.length],
    ['qbuf', client.input.length],
    ['qbuf-free', 20_448],
    ['argv-mem', 10],
    ['multi-mem', 0],
    ['rbs', 1024],
    ['rbp', 0],
    ['obl', 0],
    ['oll', 0],
    ['omem', system.isOpen(client.descriptor) ? system.unread(client.descriptor) : 0],
    ['tot-mem', 22_306],
    ['events', 'r'],
    ['cmd', client.lastCommand],
    ['user', client.user ?? '(superuser)'],
    ['redir', -1],
    ['resp', client.protocol],
    ['lib-name', client.library],
    ['lib-ver', client.libraryVersion],
  ];
  return fields.map(([name, value]) => `${name}=${value}`).join(' ');
}

function local(system: Server['system'], { descriptor }: Client): string {
  if (!system.isOpen(descriptor)) return '';
  const { address, port } = system.localAddress(descriptor);
  return `${unixPathOf({ address }) ?? address}:${port}`;
}

export function kill(server: Server, client: Client, args: readonly string[]): Reply {
  const old = args.length === 3;
  const filters: [string, string][] = old ? [['ADDR', args[2] ?? '']] : [];
  let skipsMe = !old;
  for (let at = 2; !old && at < args.length; at += 2) {
    const [word, value] = [args[at]?.toUpperCase() ?? '', args[at + 1]];
    if (value === undefined || !['ID', 'ADDR', 'LADDR', 'TYPE', 'USER', 'SKIPME', 'MAXAGE'].includes(word))
      return { error: 'ERR syntax error' };
    if (word === 'SKIPME') skipsMe = value.toLowerCase() === 'yes';
    else filters.push([word, value]);
  }
  const fits = (each: Client): boolean =>
    filters.every(([word, value]) => {
      if (word === 'ID') return String(each.id) === value;
      if (word === 'ADDR') return each.address === value;
      if (word === 'LADDR') return local(server.system, each) === value;
      if (word === 'USER') return each.user === value;
      if (word === 'MAXAGE') return server.system.now - each.connectedMs >= Number(value) * 1000;
      const type = each.isReplica
        ? 'replica'
        : each.channels.length + each.patterns.length > 0
          ? 'pubsub'
          : 'normal';
      return value.toLowerCase().replace('slave', 'replica') === type;
    });
  const found = server.facts.clients.filter((each) => fits(each) && !(skipsMe && each === client));
  for (const each of found) each.ended = true;
  if (!old) return integer(found.length);
  return found.length > 0 ? ok : { error: 'ERR No such client' };
}

export function listed(server: Server, args: readonly string[]): Reply {
  let { clients } = server.facts;
  const word = args[2]?.toUpperCase();
  if (word === 'ID') clients = clients.filter(({ id }) => args.slice(3).includes(String(id)));
  else if (word === 'TYPE') {
    const type = args[3]?.toLowerCase().replace('slave', 'replica');
    clients = clients.filter((each) => {
      const own = each.isReplica
        ? 'replica'
        : each.channels.length + each.patterns.length > 0
          ? 'pubsub'
          : 'normal';
      return own === type;
    });
  } else if (word !== undefined) return { error: 'ERR syntax error' };
  return { verbatim: clients.map((each) => `${describe(server, each)}\n`).join('') };
}
