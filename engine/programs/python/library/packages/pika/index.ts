import type { LibraryModule } from '../../sources.ts';
import { pikaChannel } from './channel.ts';
import { pikaConnection } from './connection.ts';
import { pikaExceptions } from './exceptions.ts';
import { pikaParameters } from './parameters.ts';
import { pikaValues } from './values.ts';

const part = (name: string, source: string, isPackage = false): readonly [string, LibraryModule] => [
  name,
  { kind: 'package', source, isPackage, bytes: 600_000, importMicroseconds: 30_000 },
];

const adapters =
  'from pika import BlockingConnection\nfrom pika._client import BlockingChannel, ReturnedMessage\n';

/** pika, with connections that wait. */
export const pikaModules: readonly (readonly [string, LibraryModule])[] = [
  part('pika.exceptions', pikaExceptions),
  part(
    'pika._client',
    `import pika.exceptions as exceptions\n${pikaValues}${pikaParameters}${pikaConnection}${pikaChannel}`,
  ),
  part(
    'pika',
    `from pika._client import BasicProperties, BlockingConnection, ConnectionParameters, DeliveryMode, ExchangeType, Parameters, PlainCredentials, URLParameters\nimport pika.exceptions, pika.spec\nfrom pika import exceptions, spec\n__version__ = '1.3.2'\n`,
    true,
  ),
  part(
    'pika.spec',
    "from pika._client import _CLASSES, BasicProperties\nConnection, Channel, Exchange, Queue, Basic, Confirm, Tx = (_CLASSES[name] for name in ('Connection', 'Channel', 'Exchange', 'Queue', 'Basic', 'Confirm', 'Tx'))\nTRANSIENT_DELIVERY_MODE, PERSISTENT_DELIVERY_MODE = 1, 2\n",
  ),
  part('pika.credentials', 'from pika import PlainCredentials\n'),
  part('pika.connection', 'from pika import ConnectionParameters, Parameters, URLParameters\n'),
  part('pika.delivery_mode', 'from pika import DeliveryMode\n'),
  part('pika.exchange_type', 'from pika import ExchangeType\n'),
  part('pika.adapters', adapters, true),
  part('pika.adapters.blocking_connection', adapters),
];
