import { amqplibChannel } from './channel.ts';
import { amqplibCodec } from './codec.ts';
import { amqplibConnection } from './connection.ts';

/** The same with callbacks in place of promises, as the older interface has it. */
const callbacks = String.raw`
const { connect, IllegalOperationError, credentials } = require('npm:amqplib');
const told = (promise, done) => { promise.then((value) => done && done(null, value), (error) => { if (done) done(error); else process.nextTick(() => { throw error; }); }); };
const ASKING = ['assertQueue', 'checkQueue', 'deleteQueue', 'purgeQueue', 'bindQueue', 'unbindQueue', 'assertExchange', 'checkExchange', 'deleteExchange', 'bindExchange', 'unbindExchange', 'consume', 'cancel', 'get', 'prefetch', 'recover', 'close', 'waitForConfirms'];
const wanted = { consume: 3, assertQueue: 2, assertExchange: 3, bindQueue: 4, unbindQueue: 4, bindExchange: 4, unbindExchange: 4, deleteQueue: 2, deleteExchange: 2, get: 2, prefetch: 2, checkQueue: 1, checkExchange: 1, purgeQueue: 1, cancel: 1, recover: 0, close: 0, waitForConfirms: 0 };
const wrapped = (channel) => {
  for (const name of ASKING) {
    const own = channel[name];
    if (!own) continue;
    channel[name] = (...args) => {
      const from = name === 'consume' ? 2 : 0;
      const at = args.findIndex((each, index) => index >= from && typeof each === 'function');
      const done = at < 0 ? undefined : args[at];
      const promise = own.apply(channel, (at < 0 ? args : args.slice(0, at)).slice(0, wanted[name]).map((each) => each ?? undefined));
      if (done) told(promise, done);
      else promise.catch(() => {});
      return channel;
    };
  }
  return channel;
};
const model = (own) => {
  const { createChannel, createConfirmChannel, close } = own;
  own.createChannel = (options, done = options) => { const promise = createChannel.call(own).then(wrapped); told(promise, done); };
  own.createConfirmChannel = (options, done = options) => { const promise = createConfirmChannel.call(own).then(wrapped); told(promise, done); };
  own.close = (done) => told(close.call(own), done);
  return own;
};
module.exports = {
  connect: (url, options, done) => {
    if (typeof url === 'function') { done = url; url = undefined; options = undefined; }
    else if (typeof options === 'function') { done = options; options = undefined; }
    connect(url, options).then((own) => done(null, model(own)), (error) => done(error));
  },
  IllegalOperationError,
  credentials,
};
`;

/** The amqplib package, with both of its interfaces. */
export const amqplibPackages: Readonly<Record<string, string>> = {
  'npm:amqplib': `${amqplibCodec + amqplibConnection + amqplibChannel}
const credentials = { plain: (username, password) => ({ username, password }) };
module.exports = { connect, credentials, IllegalOperationError };`,
  'npm:amqplib/callback_api': callbacks,
};
