import { bulk, integer, ok } from '../command.ts';
import { dumped } from '../rdb.ts';
import type { Reply } from '../resp.ts';
import { sendText } from './connections.ts';
import { endLink, newLink } from './replication.ts';
import type { ServerCommands } from './server-command.ts';
import type { Client, Server } from './state.ts';

function replicaOf(server: Server, _client: Client, args: readonly string[]): Reply {
  const [, host = '', port = ''] = args;
  const { facts } = server;
  if (/^no$/i.test(host) && /^one$/i.test(port)) {
    if (facts.link !== undefined) {
      endLink(server);
      server.log('*', "MASTER MODE enabled (user request from 'id=0')");
    }
    return ok;
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return { error: 'ERR Invalid master port' };
  if (facts.link?.host === host && facts.link.port === Number(port))
    return { status: 'OK Already connected to specified master' };
  endLink(server);
  facts.link = newLink(server, host, Number(port));
  server.log('*', `REPLICAOF ${host}:${port} enabled (user request from 'id=0')`);
  return ok;
}

/** Gives a replica everything, and from then on what changes. */
function synchronize(server: Server, client: Client): undefined {
  const { facts, system } = server;
  const name = `${client.address.split(':')[0]}:${client.replicaPort ?? 6379}`;
  server.log('*', `Replica ${name} asks for synchronization`);
  server.log('*', `Full resync requested by replica ${name}`);
  const dump = dumped(server.keyspace, server.version, system.now);
  sendText(
    server,
    client,
    `+FULLRESYNC ${facts.runId} ${facts.replicationOffset}\r\n$${dump.length}\r\n${dump}`,
  );
  client.isReplica = true;
  facts.journalDatabase = -1;
  server.log('*', `Synchronization with replica ${name} succeeded`);
  return undefined;
}

function role({ facts }: Server): Reply {
  const { link, clients, replicationOffset } = facts;
  if (link === undefined) {
    const replicas = clients.filter(({ isReplica }) => isReplica);
    const list = replicas.map(
      ({ address, replicaPort }): Reply => ({
        list: [
          bulk(address.split(':')[0]),
          bulk(String(replicaPort ?? 6379)),
          bulk(String(replicationOffset)),
        ],
      }),
    );
    return { list: [bulk('master'), integer(replicationOffset), { list }] };
  }
  const state = link.stage === 'connected' ? 'connected' : link.stage === 'sync' ? 'sync' : 'connecting';
  return {
    list: [bulk('slave'), bulk(link.host), integer(link.port), bulk(state), integer(replicationOffset)],
  };
}

const category = 'admin';

export const replicationCommands: ServerCommands = {
  failover: { arity: -1, category, run: () => ({ error: 'ERR FAILOVER is not part of the simulation' }) },
  psync: { arity: -3, category, run: synchronize },
  replconf: {
    arity: -1,
    category,
    run: (_server, client, args) => {
      const word = args[1]?.toLowerCase();
      if (word === 'listening-port') client.replicaPort = Number(args[2]) || 6379;
      return word === 'ack' ? undefined : ok;
    },
  },
  replicaof: { arity: 3, category, run: replicaOf },
  role: { arity: 1, category, run: role },
  slaveof: { arity: 3, category, run: replicaOf },
  sync: { arity: 1, category, run: synchronize },
  wait: {
    arity: 3,
    category: 'connection',
    run: ({ facts }) => integer(facts.clients.filter(({ isReplica }) => isReplica).length),
  },
};
