import { describe, expect, it } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';
import { ask } from '../http.ts';

const env = { PATH: '/opt/rabbitmq/sbin:/usr/local/bin:/usr/bin:/bin' };
const NODE = 'rabbit@c0ffee000000';

function started(image = 'rabbitmq:4.1.1', more: Readonly<Record<string, string>> = {}) {
  const machine = openMachine({ image });
  const server = machine.start(['docker-entrypoint.sh', 'rabbitmq-server'], { env: { ...env, ...more } });
  machine.advance(9);
  return { machine, server };
}
const run = (machine: TestMachine, line: string) => machine.run(['sh', '-c', line], { env });
const authorization = `Basic ${btoa('guest:guest')}`;
const api = (machine: TestMachine, method: string, path: string, body?: object) =>
  ask(machine, 15_672, `/api/${path}`, {
    method,
    headers: { Authorization: authorization },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const put = (machine: TestMachine, name: string, body: object) =>
  api(machine, 'PUT', `queues/%2F/${name}`, body);
const publish = (machine: TestMachine, key: string, payload: string, mode = 2) =>
  api(machine, 'POST', 'exchanges/%2F/amq.default/publish', {
    routing_key: key,
    payload,
    payload_encoding: 'string',
    properties: { delivery_mode: mode },
  });
const QUEUES = 'rabbitmqctl -q list_queues';

describe('rabbitmqctl', () => {
  const { machine } = started('rabbitmq:4.1.1-management');
  put(machine, 'task', { durable: true, arguments: { 'x-max-length': 3 } });

  it.each<[string, number, string]>([
    [
      'rabbitmqctl list_queues name messages durable arguments',
      0,
      'Timeout: 60.0 seconds ...\nListing queues for vhost / ...\nname\tmessages\tdurable\targuments\ntask\t0\ttrue\t[{"x-max-length",long,3}]\n',
    ],
    ['rabbitmqctl list_queues -s', 0, 'task\t0\n'],
    ['rabbitmqctl list_queues --formatter json', 0, '[\n{"name":"task","messages":0}\n]\n'],
    [
      'rabbitmqctl -q list_bindings',
      0,
      'source_name\tsource_kind\tdestination_name\tdestination_kind\trouting_key\targuments\n\texchange\ttask\tqueue\ttask\t[]\n',
    ],
    ['rabbitmqctl list_users', 0, 'Listing users ...\nuser\ttags\nguest\t[administrator]\n'],
    [
      'rabbitmqctl add_user joe secret',
      0,
      "Adding user \"joe\" ...\nDone. Don't forget to grant the user permissions to some virtual hosts! See 'rabbitmqctl help set_permissions' to learn more.\n",
    ],
    ['rabbitmqctl -q add_user joe secret', 70, 'Error:\nUser "joe" already exists\n'],
    [
      'rabbitmqctl set_user_tags joe monitoring management',
      0,
      'Setting tags for user "joe" to [monitoring, management] ...\n',
    ],
    ['rabbitmqctl -q authenticate_user joe secret', 0, 'Success\n'],
    ['rabbitmqctl -q delete_user nobody', 67, 'Error:\nUser "nobody" does not exist\n'],
    ['rabbitmqctl -q list_queues -p nowhere', 65, "Error:\nVirtual host 'nowhere' does not exist\n"],
    ['rabbitmqctl add_vhost shop', 0, 'Adding vhost "shop" ...\n'],
    ['rabbitmqctl -q list_vhosts', 0, 'name\n/\nshop\n'],
    ["rabbitmqctl -q set_permissions -p shop joe '^joe-.*' '.*' ''", 0, ''],
    ['rabbitmqctl -q list_permissions -p shop', 0, 'user\tconfigure\twrite\tread\njoe\t^joe-.*\t.*\t\n'],
    ['rabbitmqctl purge_queue task', 0, "Purging queue 'task' in vhost '/' ...\n"],
    ['rabbitmq-diagnostics -q check_running', 0, `RabbitMQ on node ${NODE} is fully booted and running\n`],
    ['rabbitmqctl stop_app', 0, `Stopping rabbit application on node ${NODE} ...\n`],
    [
      'rabbitmqctl -q list_users',
      69,
      "Error:\nthis command requires the 'rabbit' app to be running on the target node. Start it with 'rabbitmqctl start_app'.\n",
    ],
    ['rabbitmqctl start_app && rabbitmqctl -q await_startup', 0, `Starting node ${NODE} ...\n`],
    [QUEUES, 0, 'name\tmessages\ntask\t0\n'],
    [
      'rabbitmqctl delete_queue task',
      0,
      "Deleting queue 'task' on vhost '/' ...\nQueue was successfully deleted with 0 ready messages\n",
    ],
    [
      'rabbitmqctl stop_app -q && rabbitmqctl reset -q && rabbitmqctl start_app -q && rabbitmqctl list_users -q',
      0,
      'user\ttags\nguest\t[administrator]\n',
    ],
  ])('%s', (line, code, printed) => {
    const ran = run(machine, line);
    expect([ran.stdout + ran.stderr, ran.code]).toEqual([printed, code]);
  });

  it('knows the node by its cookie, and says what may be wrong where nobody answers', () => {
    const ran = machine.run(['rabbitmqctl', 'list_users'], {
      env: { ...env, RABBITMQ_ERLANG_COOKIE: 'other' },
    });
    expect([ran.code, ran.stderr.split('\n')[0]]).toEqual([
      69,
      `Error: unable to perform an operation on node '${NODE}'. Please see diagnostics information and suggestions below.`,
    ]);
  });
});

describe('the management interface', () => {
  const { machine } = started('rabbitmq:4.1.1-management');

  it.each<[string, string, object | undefined, number, RegExp]>([
    ['GET', 'overview', undefined, 200, /"rabbitmq_version":"4\.1\.1"/],
    ['PUT', 'queues/%2F/web', { durable: true }, 201, /^$/],
    ['PUT', 'queues/%2F/web', { durable: true }, 204, /^$/],
    [
      'PUT',
      'queues/%2F/web',
      { durable: false },
      400,
      /inequivalent arg 'durable' for queue 'web' in vhost '\/'/,
    ],
    ['PUT', 'exchanges/%2F/news', { type: 'topic' }, 201, /^$/],
    ['POST', 'bindings/%2F/e/news/q/web', { routing_key: 'a.*' }, 201, /^$/],
    ['GET', 'queues/%2F/web/bindings', undefined, 200, /"source":"news".*"routing_key":"a\.\*"/],
    [
      'POST',
      'exchanges/%2F/news/publish',
      { routing_key: 'a.b', payload: 'hi', payload_encoding: 'string', properties: {} },
      200,
      /\{"routed":true\}/,
    ],
    [
      'POST',
      'queues/%2F/web/get',
      { count: 1, ackmode: 'ack_requeue_false', encoding: 'auto' },
      200,
      /"routing_key":"a\.b".*"payload":"hi"/,
    ],
    ['GET', 'queues/%2F/web', undefined, 200, /"messages":0/],
    ['DELETE', 'bindings/%2F/e/news/q/web/a.*', undefined, 204, /^$/],
    ['DELETE', 'queues/%2F/web', undefined, 204, /^$/],
    ['GET', 'queues/%2F/web', undefined, 404, /Object Not Found/],
    ['PUT', 'users/ann', { password: 'pw', tags: 'management' }, 201, /^$/],
    ['PUT', 'permissions/%2F/ann', { configure: '.*', write: '.*', read: '.*' }, 201, /^$/],
    ['GET', 'users/ann', undefined, 200, /"tags":\["management"\]/],
    ['GET', 'aliveness-test/%2F', undefined, 200, /"status":"ok"/],
    ['GET', 'nothing', undefined, 404, /Object Not Found/],
  ])('%s %s %j', (method, path, body, status, text) => {
    const answer = api(machine, method, path, body);
    expect([answer.status, answer.body]).toEqual([status, expect.stringMatching(text)]);
  });

  it('asks who is there, and has a first page', () => {
    expect(ask(machine, 15_672, '/api/overview').status).toBe(401);
    expect(ask(machine, 15_672, '/').body).toContain('<title>RabbitMQ Management</title>');
    expect(ask(machine, 15_692, '/metrics').body).toContain('\nrabbitmq_queues 0\n');
  });

  it('is there from the moment its plugin is enabled', () => {
    const plain = started().machine;
    expect(() => ask(plain, 15_672, '/')).toThrow('Connection refused');
    expect(run(plain, 'rabbitmq-plugins enable rabbitmq_management').stdout).toContain('started 1 plugins.');
    expect(api(plain, 'GET', 'whoami').body).toBe('{"name":"guest","tags":["administrator"]}');
  });
});

it('persistent messages in durable queues outlive the node, others do not', () => {
  const { machine, server } = started('rabbitmq:4.1.1-management');
  put(machine, 'durable', { durable: true });
  put(machine, 'transient', { durable: false });
  publish(machine, 'durable', 'kept');
  publish(machine, 'durable', 'lost', 1);
  publish(machine, 'transient', 'lost');
  expect(run(machine, QUEUES).stdout).toBe('name\tmessages\ndurable\t2\ntransient\t1\n');
  server.signal('SIGTERM');
  machine.advance(3);
  expect(server.code).toBe(0);
  machine.start(['docker-entrypoint.sh', 'rabbitmq-server'], { env });
  machine.advance(9);
  expect(run(machine, QUEUES).stdout).toBe('name\tmessages\ndurable\t1\n');
  const got = api(machine, 'POST', 'queues/%2F/durable/get', {
    count: 5,
    ackmode: 'ack_requeue_false',
    encoding: 'auto',
  });
  expect(got.body).toMatch(/^\[\{[^{]*"payload_bytes":4.*"payload":"kept"/);
});

it('queues, messages and who consumes are there after a restart of the host', () => {
  const { machine } = started('rabbitmq:4.1.1-management');
  put(machine, 'transient', { durable: false });
  for (const text of ['one', 'two', 'three']) publish(machine, 'transient', text, 1);
  const worker = machine.beside('python:3.12', ['sleep', '1000000']);
  const site = '/usr/local/lib/python3.12/site-packages/pika';
  worker.sh(`mkdir -p ${site}; echo '__version__ = "1"' >${site}/__init__.py`);
  worker.sh(`cat >/tmp/a.py <<'END'
import pika
channel = pika.BlockingConnection(pika.ConnectionParameters('127.0.0.1')).channel()
channel.basic_qos(prefetch_count=1)
def callback(ch, method, properties, body):
    print(body.decode(), method.redelivered, flush=True)
    if body != b'two':
        ch.basic_ack(method.delivery_tag)
channel.basic_consume('transient', callback)
channel.start_consuming()
END
python3 /tmp/a.py >/tmp/log 2>&1 &`);
  machine.advance(600);
  const woken = machine.reload();
  expect(
    run(woken, 'rabbitmqctl -q list_queues name messages_ready messages_unacknowledged consumers').stdout,
  ).toBe('name\tmessages_ready\tmessages_unacknowledged\tconsumers\ntransient\t1\t1\t1\n');
  expect(run(woken, 'rabbitmqctl -q list_consumers queue_name ack_required prefetch_count').stdout).toBe(
    'queue_name\tack_required\tprefetch_count\ntransient\ttrue\t1\n',
  );
});

it('with too much in it a node stops hearing who publishes, until there is room', () => {
  const { machine, server } = started('rabbitmq:4.1.1-management');
  put(machine, 'big', { durable: false });
  const text = 'x'.repeat(900_000);
  for (let count = 0; count < 10; count++) publish(machine, 'big', text, 1);
  expect(server.stdout).toContain(`memory resource limit alarm set on node '${NODE}'`);
  expect(api(machine, 'GET', 'health/checks/alarms').status).toBe(503);
  run(machine, 'rabbitmqctl purge_queue big');
  expect(server.stdout).toContain(`memory resource limit alarm cleared on node '${NODE}'`);
});

it.each<[string, string, RegExp]>([
  ['another protocol', 'GET / HTTP/1.1\\r\\n\\r\\n', /^AMQP/],
  ['a frame that is none', 'AMQP\\0\\0\\011\\001XXXXXXXXXXXXXXXX', /FRAME_ERROR - type 88/],
  ['a frame that is far too long', 'AMQP\\0\\0\\011\\001\\001\\0\\0\\377\\377\\377\\377', /frame_too_large/],
  [
    'a method nobody knows',
    'AMQP\\0\\0\\011\\001\\001\\0\\0\\0\\0\\0\\004\\0\\143\\0\\143\\316',
    /COMMAND_INVALID - unknown method/,
  ],
  ['silence', '', /^$/],
])('who sends %s is told, and nobody else notices', (_, bytes, answer) => {
  const { machine } = started();
  const told = machine
    .beside('busybox', ['sleep', '1000000'])
    .sh(`(printf '${bytes}'; sleep 1) | nc 127.0.0.1 5672`);
  expect(told.stdout).toMatch(answer);
  machine.advance(60);
  expect(run(machine, 'rabbitmqctl -q list_connections').stdout).toBe('');
  expect(run(machine, 'rabbitmq-diagnostics -q ping').stdout).toBe('Ping succeeded\n');
});

it('its user, password and virtual host come from the environment; what the image no longer takes, it says', () => {
  const { machine } = started('rabbitmq:4.1.1', {
    RABBITMQ_DEFAULT_USER: 'app',
    RABBITMQ_DEFAULT_PASS: 'secret',
    RABBITMQ_DEFAULT_VHOST: 'shop',
  });
  expect(run(machine, 'rabbitmqctl -q list_permissions -p shop').stdout).toBe(
    'user\tconfigure\twrite\tread\napp\t.*\t.*\t.*\n',
  );
  const old = machine.run(['docker-entrypoint.sh', 'rabbitmq-server'], {
    env: { ...env, RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.5' },
  });
  expect([old.code, old.stderr.split('\n')[0]]).toEqual([
    1,
    'error: RABBITMQ_VM_MEMORY_HIGH_WATERMARK is set but deprecated',
  ]);
});
