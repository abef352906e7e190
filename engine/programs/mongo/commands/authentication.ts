import { binary, decode, encode } from '../../../shell/commands/bytes.ts';
import { Binary, type Document, doc, isDocument, isTrue } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Command, Context } from '../serving/context.ts';
import {
  base64,
  fromBase64,
  hashed,
  isMechanism,
  keyed,
  type Mechanism,
  xor,
} from '../serving/credentials.ts';
import { userNamed } from './users.ts';

const failed = (): MongoError => new MongoError('AuthenticationFailed', 'Authentication failed.');

function payload(command: Document): string {
  const value = command.get('payload');
  return value instanceof Binary ? decode(value.bytes) : typeof value === 'string' ? value : '';
}

const reply = (text: string, done: boolean): Document =>
  doc({ conversationId: 1, done, payload: new Binary(0, encode(text)), ok: 1 });

function attribute(text: string, name: string): string {
  return new RegExp(`(?:^|,)${name}=([^,]*)`).exec(text)?.[1] ?? '';
}

function credential(context: Context, database: string, user: string, mechanism: Mechanism) {
  const credentials = userNamed(context, database, user)?.get('credentials');
  const own = isDocument(credentials) ? credentials.get(mechanism) : undefined;
  if (!isDocument(own)) return undefined;
  const [salt, storedKey, serverKey] = ['salt', 'storedKey', 'serverKey'].map((name) =>
    String(own.get(name)),
  );
  return {
    salt: salt ?? '',
    storedKey: storedKey ?? '',
    serverKey: serverKey ?? '',
    iterations: Number(own.get('iterationCount')),
  };
}

const start: Command = (context, command, database) => {
  const mechanism = String(command.get('mechanism'));
  if (!isMechanism(mechanism))
    throw new MongoError(
      'BadValue',
      `Received authentication for mechanism ${mechanism} which is not enabled`,
    );
  const first = payload(command).replace(/^n,[^,]*,/, '');
  const user = attribute(first, 'n').replaceAll('=2C', ',').replaceAll('=3D', '=');
  const known = credential(context, database, user, mechanism);
  if (known === undefined) throw failed();
  const nonce =
    attribute(first, 'r') + base64(Uint8Array.from({ length: 24 }, () => Math.floor(context.random() * 256)));
  const answer = `r=${nonce},s=${known.salt},i=${known.iterations}`;
  const options = command.get('options');
  const skips = isDocument(options) && isTrue(options.get('skipEmptyExchange'));
  context.connection.sasl = { mechanism, user, database, first, answer, nonce, skips, step: 1 };
  return reply(answer, false);
};

const go: Command = (context, command) => {
  const { connection } = context;
  const { sasl } = connection;
  if (sasl === undefined) throw failed();
  if (sasl.step === 2) {
    connection.sasl = undefined;
    return reply('', true);
  }
  const final = payload(command);
  const { mechanism, user, database } = sasl;
  connection.sasl = undefined;
  if (typeof mechanism !== 'string' || !isMechanism(mechanism)) throw failed();
  const known = credential(context, String(database), String(user), mechanism);
  if (known === undefined || attribute(final, 'r') !== sasl.nonce) throw failed();
  const message = `${String(sasl.first)},${String(sasl.answer)},${final.replace(/,p=.*$/, '')}`;
  const storedKey = fromBase64(known.storedKey);
  const signature = keyed(mechanism, storedKey, message);
  const proof = /,p=([A-Za-z0-9+/=]+)$/.exec(final)?.[1] ?? '';
  let clientKey: Uint8Array;
  try {
    clientKey = xor(fromBase64(proof), signature);
  } catch {
    throw failed();
  }
  if (binary(hashed(mechanism, clientKey)) !== binary(storedKey)) throw failed();
  connection.users = [...new Set([...connection.users, `${String(database)}.${String(user)}`])];
  if (sasl.skips !== true) connection.sasl = { ...sasl, step: 2 };
  const verifier = base64(keyed(mechanism, fromBase64(known.serverKey), message));
  return reply(`v=${verifier}`, sasl.skips === true);
};

export const authenticationCommands: Readonly<Record<string, Command>> = {
  saslStart: start,
  saslContinue: go,
  logout: ({ connection }) => {
    connection.users = [];
    return doc({ ok: 1 });
  },
  authenticate: () => {
    throw failed();
  },
};
