import { dialectOf } from '../../heap/kinds.ts';
import { Broker, Permission, User, VirtualHost } from './broker.ts';
import { Binding, Exchange } from './exchange.ts';
import { Entry, Message } from './message.ts';
import { Queue } from './queue.ts';
import { Channel, Connection, Consumer, Delivery, Incoming, Uncommitted } from './session.ts';

const noQueue = () => new Queue('', '', { durable: false, autoDelete: false, owner: 0, args: '', nowMs: 0 });
const noMessage = () => new Message('', '', '', '', false);
const noEntry = () => new Entry(noMessage(), 0, 0, 0);
const words = (text: string) => text.split(' ');

/** What a node has in its heap, and which of its fields are stored. */
export const rabbitDialect = dialectOf([
  {
    tag: 'b',
    is: (object) => object instanceof Broker,
    make: () => new Broker(),
    fields: words('vhosts users connections nextId bytes'),
  },
  {
    tag: 'v',
    is: (object) => object instanceof VirtualHost,
    make: () => new VirtualHost(''),
    fields: words('name exchanges queues'),
  },
  {
    tag: 'u',
    is: (object) => object instanceof User,
    make: () => new User('', '', []),
    fields: words('name hash tags permissions'),
  },
  {
    tag: 'p',
    is: (object) => object instanceof Permission,
    make: () => new Permission('', '', ''),
    fields: words('configure write read'),
  },
  {
    tag: 'x',
    is: (object) => object instanceof Exchange,
    make: () => new Exchange('', 'direct', { durable: false, autoDelete: false, internal: false, args: '' }),
    fields: words('name type durable autoDelete internal args bindings published'),
  },
  {
    tag: 'B',
    is: (object) => object instanceof Binding,
    make: () => new Binding('', '', 'queue', '', ''),
    fields: words('source destination kind key args'),
  },
  {
    tag: 'Q',
    is: (object) => object instanceof Queue,
    make: noQueue,
    fields: words(
      'vhost name durable autoDelete owner args ready readyBytes unacked unackedBytes consumers hadConsumers nextNumber usedMs published delivered acknowledged redelivered',
    ),
  },
  {
    tag: 'g',
    is: (object) => object instanceof Message,
    make: noMessage,
    fields: words('exchange key properties body persistent'),
  },
  {
    tag: 'e',
    is: (object) => object instanceof Entry,
    make: noEntry,
    fields: words('message number priority expiresMs redelivered returns'),
  },
  {
    tag: 'c',
    is: (object) => object instanceof Consumer,
    make: () =>
      new Consumer(
        '',
        { connection: 0, channel: 0, queue: noQueue() },
        { noAck: false, exclusive: false, prefetch: 0, priority: 0, args: '' },
      ),
    fields: words('tag connection channel queue noAck exclusive prefetch priority args unacked'),
  },
  {
    tag: 'd',
    is: (object) => object instanceof Delivery,
    make: () => new Delivery(noQueue(), noEntry(), undefined),
    fields: words('queue entry consumer'),
  },
  {
    tag: 'i',
    is: (object) => object instanceof Incoming,
    make: () => new Incoming('', '', false),
    fields: words('exchange key mandatory properties size body'),
  },
  {
    tag: 'U',
    is: (object) => object instanceof Uncommitted,
    make: () => new Uncommitted({}),
    fields: words('message mandatory delivery how'),
  },
  {
    tag: 'h',
    is: (object) => object instanceof Channel,
    make: () => new Channel(0),
    fields: words(
      'number consumers unacked nextDelivery prefetch prefetchOfAll confirms nextConfirm uncommitted incoming lastQueue closing replyTag replyName',
    ),
  },
  {
    tag: 'C',
    is: (object) => object instanceof Connection,
    make: () => new Connection(0, -1, { host: '', port: 0, local: '' }, 0),
    fields: words(
      'id descriptor peer peerHost peerPort title connectedMs stage input atEnd ended deadlineMs user vhost frameMax channelMax heartbeatSeconds heardMs saidMs channels properties name hearsCancels hearsBlocks hearsRefusals blocked publishes receivedBytes sentBytes',
    ),
  },
]);
