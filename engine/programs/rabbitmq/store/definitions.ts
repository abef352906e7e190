import { z } from 'zod';
import { change } from '../../heap/change.ts';
import { Broker, Permission, User, VirtualHost } from './broker.ts';
import { Binding, EXCHANGE_TYPES, Exchange } from './exchange.ts';
import { Queue } from './queue.ts';

const definitions = z.object({
  vhosts: z.array(
    z.object({
      name: z.string(),
      exchanges: z.array(
        z.object({
          name: z.string(),
          type: z.enum(EXCHANGE_TYPES),
          autoDelete: z.boolean(),
          internal: z.boolean(),
          args: z.string(),
        }),
      ),
      queues: z.array(z.object({ name: z.string(), autoDelete: z.boolean(), args: z.string() })),
      bindings: z.array(
        z.object({
          source: z.string(),
          destination: z.string(),
          kind: z.enum(['queue', 'exchange']),
          key: z.string(),
          args: z.string(),
        }),
      ),
    }),
  ),
  users: z.array(
    z.object({
      name: z.string(),
      hash: z.string(),
      tags: z.array(z.string()),
      permissions: z.array(
        z.object({ vhost: z.string(), configure: z.string(), write: z.string(), read: z.string() }),
      ),
    }),
  ),
});

/** What is durable of what a node knows, without messages. */
export function definitionsOf(broker: Broker): z.infer<typeof definitions> {
  return {
    vhosts: [...broker.vhosts.values()]
      .map(({ name, exchanges, queues }) => {
        const durable = [...exchanges.values()].filter((each) => each.durable);
        return {
          name,
          exchanges: durable,
          queues: [...queues.values()].filter((each) => each.durable),
          bindings: durable.flatMap(({ bindings }) =>
            bindings.filter(({ kind, destination }) =>
              kind === 'queue' ? queues.get(destination)?.durable : exchanges.get(destination)?.durable,
            ),
          ),
        };
      })
      .map(({ exchanges, queues, bindings, ...rest }) => ({
        ...rest,
        exchanges: exchanges.map(({ name, type, autoDelete, internal, args }) => ({
          name,
          type,
          autoDelete,
          internal,
          args,
        })),
        queues: queues.map(({ name, autoDelete, args }) => ({ name, autoDelete, args })),
        bindings: bindings.map(({ source, destination, kind, key, args }) => ({
          source,
          destination,
          kind,
          key,
          args,
        })),
      })),
    users: [...broker.users.values()].map(({ name, hash, tags, permissions }) => ({
      name,
      hash,
      tags: [...tags],
      permissions: [...permissions].map(([vhost, { configure, write, read }]) => ({
        vhost,
        configure,
        write,
        read,
      })),
    })),
  };
}

/** @throws Error where a file isn't what a node has written */
export function readDefinitions(text: string, nowMs: number): Broker {
  const { vhosts, users } = definitions.parse(JSON.parse(text));
  const broker = new Broker();
  for (const { name, exchanges, queues, bindings } of vhosts) {
    const vhost = VirtualHost.withExchanges(name);
    change(broker.vhosts).set(name, vhost);
    for (const { name: own, type, ...how } of exchanges)
      if (!vhost.exchanges.has(own))
        change(vhost.exchanges).set(own, new Exchange(own, type, { ...how, durable: true }));
    for (const { name: own, ...how } of queues)
      change(vhost.queues).set(own, new Queue(name, own, { ...how, durable: true, owner: 0, nowMs }));
    for (const { source, destination, kind, key, args } of bindings)
      vhost.exchanges.get(source)?.bind(new Binding(source, destination, kind, key, args));
  }
  for (const { name, hash, tags, permissions } of users) {
    const user = new User(name, hash, tags);
    for (const { vhost, configure, write, read } of permissions)
      change(user.permissions).set(vhost, new Permission(configure, write, read));
    change(broker.users).set(name, user);
  }
  return broker;
}
