import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'node:20' });
const broker = machine.beside('rabbitmq:4.1.1', ['/opt/rabbitmq/sbin/rabbitmq-server'], {
  PATH: '/opt/rabbitmq/sbin:/usr/bin:/bin',
});
machine.advance(9);
machine.write('/app/node_modules/amqplib/package.json', '{"name":"amqplib","version":"0.10.8"}');

it.each<[string, string, string]>([
  [
    'what is sent to a queue is received, acknowledged and confirmed',
    `const amqp = require('amqplib');
(async () => {
  const connection = await amqp.connect('amqp://guest:guest@127.0.0.1');
  const channel = await connection.createConfirmChannel();
  console.log(await channel.assertQueue('task', { durable: true, arguments: { 'x-max-length': 100000 } }));
  await channel.prefetch(1);
  channel.on('return', (message) => console.log('returned', message.fields.replyText, message.fields.routingKey));
  channel.sendToQueue('task', Buffer.from('héllo'), { persistent: true, headers: { a: 1, b: [true, 'x', 2.5], c: { d: 70000 } } });
  channel.publish('', 'nowhere', Buffer.from('x'), { mandatory: true });
  await channel.waitForConfirms();
  await channel.consume('task', async (message) => {
    console.log(message.content.toString(), message.fields.redelivered, message.properties.deliveryMode, JSON.stringify(message.properties.headers));
    if (!message.fields.redelivered) return channel.nack(message);
    channel.ack(message);
    await channel.close();
    await connection.close();
    console.log('closed');
  });
})();`,
    `{ queue: 'task', messageCount: 0, consumerCount: 0 }
returned NO_ROUTE nowhere
héllo false 2 {"a":1,"b":[true,"x",2.5],"c":{"d":70000}}
héllo true 2 {"a":1,"b":[true,"x",2.5],"c":{"d":70000}}
closed
`,
  ],
  [
    'errors have the words of the broker',
    `const amqp = require('amqplib');
(async () => {
  await amqp.connect('amqp://guest:wrong@127.0.0.1').catch((error) => console.log(error.message));
  await amqp.connect('amqp://127.0.0.1:5999').catch((error) => console.log(error.code));
  const connection = await amqp.connect('amqp://127.0.0.1');
  const channel = await connection.createChannel();
  channel.on('error', (error) => console.log('event', error.code));
  channel.on('close', () => console.log('closed'));
  await channel.checkQueue('missing').catch((error) => console.log(error.message));
  try { channel.sendToQueue('a', Buffer.from('b')); } catch (error) { console.log(error.name, error.message); }
  await connection.close();
})();`,
    `Handshake terminated by server: 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile."
ECONNREFUSED
event 404
closed
Operation failed: QueueDeclare; 404 (NOT-FOUND) with message "NOT_FOUND - no queue 'missing' in vhost '/'"
IllegalOperationError Channel closed
`,
  ],
  [
    'the interface with callbacks, as the tutorials have it',
    `const amqp = require('amqplib/callback_api');
amqp.connect('amqp://127.0.0.1', (error0, connection) => {
  if (error0) throw error0;
  connection.createChannel((error1, channel) => {
    if (error1) throw error1;
    channel.assertExchange('logs', 'fanout', { durable: false });
    channel.assertQueue('', { exclusive: true }, (error2, q) => {
      if (error2) throw error2;
      console.log(q.queue.slice(0, 8));
      channel.bindQueue(q.queue, 'logs', '');
      channel.consume(q.queue, (msg) => {
        console.log(' [x] %s', msg.content.toString());
        connection.close();
        process.exit(0);
      }, { noAck: true });
      channel.publish('logs', '', Buffer.from('Hello World!'));
    });
  });
});`,
    'amq.gen-\n [x] Hello World!\n',
  ],
])('%s', (_, program, printed) => {
  machine.write('/app/a.js', program);
  const ran = machine.run(['node', '/app/a.js'], { cwd: '/app' });
  expect(ran.stdout + ran.stderr).toBe(printed);
});

it('a consumer that ends gives back what it has not acknowledged', () => {
  machine.write(
    '/app/b.js',
    `require('amqplib').connect('amqp://127.0.0.1').then(async (connection) => {
      const channel = await connection.createChannel();
      await channel.assertQueue('left');
      channel.sendToQueue('left', Buffer.from('x'));
      await channel.consume('left', () => process.exit(1));
    });`,
  );
  expect(machine.run(['node', '/app/b.js'], { cwd: '/app' }).code).toBe(1);
  expect(
    broker.sh('rabbitmqctl -q list_queues name messages_ready messages_unacknowledged').stdout,
  ).toContain('\nleft\t1\t0\n');
});
