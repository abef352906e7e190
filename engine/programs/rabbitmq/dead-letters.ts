import {
  type Field,
  field,
  listField,
  listIn,
  numberField,
  type Table,
  tableField,
  tableIn,
  textField,
} from './amqp/fields.ts';
import { type Properties, propertiesText, readProperties } from './amqp/properties.ts';
import type { Node } from './node.ts';
import { route } from './routing.ts';
import { Message } from './store/message.ts';
import type { Queue } from './store/queue.ts';

export type DeathReason = 'rejected' | 'expired' | 'maxlen' | 'delivery_limit';

/** What becomes of a message that a queue doesn't keep: a letter with its history in the headers, and where it goes. */
export function deadLetterOf(
  node: Node,
  queue: Queue,
  message: Message,
  reason: DeathReason,
): { readonly letter: Message; readonly targets: readonly Queue[] } | undefined {
  const { deadLetterExchange, deadLetterKey } = queue.settings;
  const vhost = node.broker.vhosts.get(queue.vhost);
  const exchange = deadLetterExchange === undefined ? undefined : vhost?.exchanges.get(deadLetterExchange);
  if (vhost === undefined || exchange === undefined) return undefined;
  const key = deadLetterKey ?? message.key;
  const letter = new Message(
    exchange.name,
    key,
    propertiesText(withDeath(node, queue, message, reason)),
    message.body,
    message.persistent,
  );
  const deaths = deathsOf(readProperties(letter.properties).headers ?? []);
  const targets = [...route(node, vhost, exchange, letter)].filter(
    (target) => reason === 'rejected' || !isCycle(deaths, target.name),
  );
  return { letter, targets };
}

/** It has been in that queue before, and nobody has rejected it on its way. */
function isCycle(deaths: readonly Table[], queue: string): boolean {
  const at = deaths.findIndex((death) => field(death, 'queue')?.value === queue);
  return at >= 0 && deaths.slice(0, at + 1).every((death) => field(death, 'reason')?.value !== 'rejected');
}

function deathsOf(headers: Table): Table[] {
  return listIn(field(headers, 'x-death')).flatMap((each) => {
    const table = tableIn(each);
    return table === undefined ? [] : [table];
  });
}

function withDeath(node: Node, queue: Queue, message: Message, reason: DeathReason): Properties {
  const properties = readProperties(message.properties);
  const headers = properties.headers ?? [];
  const deaths = deathsOf(headers);
  const isSame = (death: Table) =>
    field(death, 'queue')?.value === queue.name && field(death, 'reason')?.value === reason;
  const known = deaths.find(isSame);
  const count = Number(known === undefined ? 0 : (field(known, 'count')?.value ?? 0)) + 1;
  const { expiration } = properties;
  const death: Table = known?.map(([name, each]): [string, Field] =>
    name === 'count' ? [name, numberField(count)] : [name, each],
  ) ?? [
    ['count', numberField(1)],
    ['reason', textField(reason)],
    ['queue', textField(queue.name)],
    ['time', { type: 'T', value: Math.floor(node.system.now / 1000) }],
    ['exchange', textField(message.exchange)],
    ['routing-keys', listField([textField(message.key)])],
    ...(reason === 'expired' && expiration !== undefined
      ? [['original-expiration', textField(expiration)] as const]
      : []),
  ];
  const all = [death, ...deaths.filter((each) => !isSame(each))];
  const which = deaths.length === 0 ? ['first', 'last'] : ['last'];
  const told = which.flatMap((each): [string, Field][] => [
    [`x-${each}-death-exchange`, textField(message.exchange)],
    [`x-${each}-death-queue`, textField(queue.name)],
    [`x-${each}-death-reason`, textField(reason)],
  ]);
  const replaced = new Set(['x-death', ...told.map(([name]) => name)]);
  const { expiration: _, ...rest } = properties;
  return {
    ...rest,
    headers: [
      ...headers.filter(([name]) => !replaced.has(name)),
      ...told,
      ['x-death', listField(all.map(tableField))],
    ],
  };
}
