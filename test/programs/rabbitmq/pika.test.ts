import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'rabbitmq:4.1.1' });
machine.start(['docker-entrypoint.sh', 'rabbitmq-server'], {
  env: { PATH: '/opt/rabbitmq/sbin:/usr/local/bin:/usr/bin:/bin' },
});
machine.advance(9);
const worker = machine.beside('python:3.12', ['sleep', '1000000']);
const SITE = '/usr/local/lib/python3.12/site-packages/pika';
worker.sh(`mkdir -p ${SITE}; echo '__version__ = "1"' >${SITE}/__init__.py`);

const HEAD = `
import pika, sys, time
connection = pika.BlockingConnection(pika.ConnectionParameters(host='127.0.0.1'))
channel = connection.channel()
`;
const python = (text: string, head = HEAD) =>
  worker.sh(`cat >/tmp/a.py <<'END'\n${head}\n${text}\nEND\npython3 /tmp/a.py`);

it.each<[string, string, string]>([
  [
    'hello world: what was sent is received',
    `channel.queue_declare(queue='hello')
channel.basic_publish(exchange='', routing_key='hello', body='Hello World!')
def callback(ch, method, properties, body):
    print(f" [x] Received {body}")
    ch.stop_consuming()
channel.basic_consume(queue='hello', on_message_callback=callback, auto_ack=True)
channel.start_consuming()
connection.close()`,
    " [x] Received b'Hello World!'\n",
  ],
  [
    'work queues: what is not acknowledged comes back, and says so',
    `channel.queue_declare(queue='task_queue', durable=True)
for text in ('one', 'two', 'three'):
    channel.basic_publish(exchange='', routing_key='task_queue', body=text, properties=pika.BasicProperties(delivery_mode=pika.DeliveryMode.Persistent))
channel.basic_qos(prefetch_count=1)
seen = []
def callback(ch, method, properties, body):
    seen.append((body.decode(), method.redelivered, properties.delivery_mode))
    if len(seen) == 1:
        ch.basic_nack(delivery_tag=method.delivery_tag)
    else:
        ch.basic_ack(delivery_tag=method.delivery_tag)
    if len(seen) == 4:
        ch.stop_consuming()
channel.basic_consume(queue='task_queue', on_message_callback=callback)
channel.start_consuming()
print(seen)`,
    "[('one', False, 2), ('one', True, 2), ('two', False, 2), ('three', False, 2)]\n",
  ],
  [
    'publish and subscribe, routing and topics: who is bound gets it',
    `for name, kind in (('logs', 'fanout'), ('direct_logs', 'direct'), ('topic_logs', 'topic')):
    channel.exchange_declare(exchange=name, exchange_type=kind)
queue = channel.queue_declare(queue='', exclusive=True).method.queue
channel.queue_bind(exchange='logs', queue=queue)
channel.queue_bind(exchange='direct_logs', queue=queue, routing_key='error')
channel.queue_bind(exchange='topic_logs', queue=queue, routing_key='kern.*')
channel.queue_bind(exchange='topic_logs', queue=queue, routing_key='#.critical')
for exchange, key in (('logs', ''), ('direct_logs', 'info'), ('direct_logs', 'error'), ('topic_logs', 'kern.warning'), ('topic_logs', 'kern.critical'), ('topic_logs', 'a.b.critical'), ('topic_logs', 'kern.a.b')):
    channel.basic_publish(exchange=exchange, routing_key=key, body=key)
for method, properties, body in channel.consume(queue, inactivity_timeout=1, auto_ack=True):
    if method is None:
        break
    print(method.exchange, method.routing_key)`,
    'logs \ndirect_logs error\ntopic_logs kern.warning\ntopic_logs kern.critical\ntopic_logs a.b.critical\n',
  ],
  [
    'a channel that declares something else is closed, with the words of the broker',
    `try:
    channel.queue_declare(queue='task_queue')
except pika.exceptions.ChannelClosedByBroker as e:
    print(e)
try:
    connection.channel().basic_publish('nobody', '', 'x') or connection.process_data_events(1)
except pika.exceptions.ChannelClosedByBroker as e:
    print(e.reply_code, e.reply_text)`,
    `(406, "PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'task_queue' in vhost '/': received 'false' but current is 'true'")
404 NOT_FOUND - no exchange 'nobody' in vhost '/'
`,
  ],
  [
    'with confirms, what goes nowhere or into a full queue is known',
    `channel.confirm_delivery()
channel.queue_declare('full', arguments={'x-max-length': 1, 'x-overflow': 'reject-publish'})
channel.basic_publish('', 'full', 'a', mandatory=True)
for key in ('full', 'nowhere'):
    try:
        channel.basic_publish('', key, 'b', mandatory=True)
    except (pika.exceptions.NackError, pika.exceptions.UnroutableError) as e:
        print(type(e).__name__, e)`,
    'NackError 0 message(s) NACKed\nUnroutableError 1 unroutable message(s) returned\n',
  ],
  [
    'dead letters: what is rejected or too old goes on, with its history',
    `channel.exchange_declare('dlx', 'fanout')
channel.queue_declare('dead')
channel.queue_bind('dead', 'dlx')
channel.queue_declare('short', arguments={'x-message-ttl': 2000, 'x-dead-letter-exchange': 'dlx'})
for text in ('old', 'bad'):
    channel.basic_publish('', 'short', text)
channel.basic_get('short'); method, _, _ = channel.basic_get('short')
channel.basic_reject(method.delivery_tag, requeue=False)
channel.basic_nack(method.delivery_tag - 1, requeue=True)
connection.sleep(3)
for _ in range(2):
    method, properties, body = channel.basic_get('dead', auto_ack=True)
    death = properties.headers['x-death'][0]
    print(body, death['reason'], death['queue'], death['count'], properties.headers['x-first-death-queue'])`,
    "b'bad' rejected short 1 short\nb'old' expired short 1 short\n",
  ],
  [
    'a transaction counts when it is committed',
    `channel.queue_declare('tx')
channel.tx_select()
channel.basic_publish('', 'tx', 'lost')
channel.tx_rollback()
channel.basic_publish('', 'tx', 'kept')
print(channel.queue_declare('tx', passive=True).method.message_count)
channel.tx_commit()
print(channel.queue_declare('tx', passive=True).method.message_count, channel.basic_get('tx')[2])`,
    "0\n1 b'kept'\n",
  ],
])('%s', (_, text, printed) => {
  const { stdout, stderr } = python(text);
  expect(stdout + stderr).toBe(printed);
});

it('a call over queues finds its way back to who called', () => {
  const server = `
channel.queue_declare(queue='rpc_queue')
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def on_request(ch, method, props, body):
    ch.basic_publish(exchange='', routing_key=props.reply_to, properties=pika.BasicProperties(correlation_id=props.correlation_id), body=str(fib(int(body))))
    ch.basic_ack(delivery_tag=method.delivery_tag)
channel.basic_qos(prefetch_count=1)
channel.basic_consume(queue='rpc_queue', on_message_callback=on_request)
channel.start_consuming()`;
  worker.sh(`cat >/tmp/server.py <<'END'\n${HEAD}${server}\nEND\npython3 /tmp/server.py >/tmp/log 2>&1 &`);
  const { stdout, stderr } = python(`
import uuid
response = None
def on_response(ch, method, props, body):
    global response
    if corr_id == props.correlation_id:
        response = body
callback_queue = channel.queue_declare(queue='', exclusive=True).method.queue
channel.basic_consume(queue=callback_queue, on_message_callback=on_response, auto_ack=True)
corr_id = str(uuid.uuid4())
channel.basic_publish(exchange='', routing_key='rpc_queue', properties=pika.BasicProperties(reply_to=callback_queue, correlation_id=corr_id), body='10')
while response is None:
    connection.process_data_events(time_limit=None)
print(int(response))`);
  expect(stdout + stderr).toBe('55\n');
});

it.each([
  [
    "pika.BlockingConnection(pika.ConnectionParameters('127.0.0.1', 5999))",
    'pika.exceptions.AMQPConnectionError\n',
  ],
  [
    "pika.BlockingConnection(pika.URLParameters('amqp://guest:wrong@127.0.0.1'))",
    "pika.exceptions.ProbableAuthenticationError: ConnectionClosedByBroker: (403) 'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.'\n",
  ],
])('%s fails', (text, last) => {
  expect(python(text, 'import pika').stderr).toMatch(new RegExp(`${last.replace(/[()'.]/g, '\\$&')}$`));
});
