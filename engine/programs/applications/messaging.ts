import type { System } from '../../linux/system.ts';
import { exists } from '../entrypoints.ts';
import { option } from '../options.ts';
import type { Application, Line } from './application.ts';

const kafkaLine = (afterMs: number, text: string): Line => [afterMs, `[%{comma}] INFO ${text}`];

/** A broker with its ports; its protocol isn't spoken. */
export const kafka: Application = {
  lines: [
    [
      100,
      '===> User\nuid=1000(appuser) gid=1000(appuser) groups=1000(appuser)\n===> Setting default values of environment variables if not already set.\n===> Configuring ...\n===> Launching ...\n===> Using provided cluster id 5L6g3nShT-eMCtK--X86sw ...',
    ],
    kafkaLine(
      1500,
      'Registered signal handlers for TERM, INT, HUP (org.apache.kafka.common.utils.LoggingSignalHandler)',
    ),
    kafkaLine(1700, '[ControllerServer id=1] Starting controller (kafka.server.ControllerServer)'),
    kafkaLine(2400, '[BrokerServer id=1] Starting broker (kafka.server.BrokerServer)'),
    kafkaLine(3300, 'Awaiting socket connections on 0.0.0.0:9092. (kafka.network.DataPlaneAcceptor)'),
    kafkaLine(3600, 'Kafka version: %{version} (org.apache.kafka.common.utils.AppInfoParser)'),
    kafkaLine(3600, '[KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)'),
  ],
  talks: [{ port: 9092 }, { port: 9093 }],
  readyAfterMs: 3300,
  memoryMebibytes: 350,
  stop: { exit: 143, afterMs: 900 },
};

/** A broker that needs a ZooKeeper, as Confluent's and Bitnami's older images do. */
export const kafkaWithZookeeper: Application = {
  ...kafka,
  lines: [
    [100, '===> User\nuid=1000(appuser) gid=1000(appuser) groups=1000(appuser)\n===> Configuring ...'],
    [
      300,
      '===> Running preflight checks ... \n===> Check if /var/lib/kafka/data is writable ...\n===> Check if Zookeeper is healthy ...',
    ],
    kafkaLine(3300, 'Awaiting socket connections on 0.0.0.0:9092. (kafka.network.DataPlaneAcceptor)'),
    kafkaLine(3600, '[KafkaServer id=1] started (kafka.server.KafkaServer)'),
  ],
  talks: [{ port: 9092 }],
  before: (system) => {
    const missing = ['KAFKA_ZOOKEEPER_CONNECT', 'KAFKA_ADVERTISED_LISTENERS'].find(
      (name) => !system.env.get(name) && !system.env.get('KAFKA_PROCESS_ROLES'),
    );
    if (missing === undefined) return undefined;
    system.write(
      1,
      '===> User\nuid=1000(appuser) gid=1000(appuser) groups=1000(appuser)\n===> Configuring ...\n',
    );
    system.write(2, `${missing} is required.\nCommand [/usr/local/bin/dub ensure ${missing}] FAILED !\n`);
    return { exit: 1 };
  },
};

const zookeeperLine = (afterMs: number, from: string, text: string): Line => [
  afterMs,
  `%{comma} [myid:] - INFO  [main:${from}] - ${text}`,
];

/** It answers the four-letter words that are allowed by default: srvr alone. */
export const zookeeper: Application = {
  lines: [
    [50, 'ZooKeeper JMX enabled by default\nUsing config: /conf/zoo.cfg'],
    zookeeperLine(500, 'o.a.z.s.q.QuorumPeerConfig@177', 'Reading configuration from: /conf/zoo.cfg'),
    zookeeperLine(900, 'o.a.z.s.ZooKeeperServer@588', 'Server environment:zookeeper.version=%{version}'),
    zookeeperLine(1500, 'o.a.z.s.NIOServerCnxnFactory@652', 'binding to port 0.0.0.0/0.0.0.0:2181'),
  ],
  sites: [
    {
      port: 8080,
      routes: {
        '/commands/ruok': '{\n  "command" : "ruok",\n  "error" : null\n}',
        '/commands/*': { status: 501, body: '{"error":"this command is not part of the simulation"}' },
        '*': { status: 404, body: '<html><body><h2>HTTP ERROR 404 Not Found</h2></body></html>' },
      },
    },
  ],
  talks: [
    {
      port: 2181,
      answer: (line) =>
        line === 'srvr'
          ? {
              last: 'Zookeeper version: %{version}\nLatency min/avg/max: 0/0.0/0\nReceived: 1\nSent: 0\nConnections: 1\nOutstanding: 0\nZxid: 0x0\nMode: standalone\nNode count: 5\n',
            }
          : /^[a-z]{4}$/.test(line)
            ? { last: `${line} is not executed because it is not in the whitelist.\n` }
            : undefined,
    },
  ],
  readyAfterMs: 1500,
  memoryMebibytes: 120,
  stop: { exit: 143, afterMs: 300 },
};

const natsLine = (afterMs: number, text: string): Line => [afterMs, `[1] %{slashed}.000000 [INF] ${text}`, 2];

/** It greets and answers pings; nothing is published. */
export const nats: Application = {
  lines: [
    natsLine(10, 'Starting nats-server'),
    natsLine(10, '  Version:  %{version}'),
    natsLine(10, '  Git:      [n/a]'),
    natsLine(10, '  Cluster:  my_cluster'),
    natsLine(10, '  Name:     %{host}'),
    natsLine(15, 'Starting http monitor on 0.0.0.0:8222'),
    natsLine(20, 'Listening for client connections on 0.0.0.0:4222'),
    natsLine(20, 'Server is ready'),
    natsLine(20, 'Cluster name is my_cluster'),
    natsLine(20, 'Listening for route connections on 0.0.0.0:6222'),
  ],
  sites: [
    {
      port: 8222,
      routes: {
        '/healthz': '{"status":"ok"}',
        '/varz':
          '{\n  "server_name": "%{host}",\n  "version": "%{version}",\n  "port": 4222,\n  "http_port": 8222,\n  "connections": 0\n}',
        '/': '<html lang="en">\n<head><title>nats-server %{version}</title></head>\n<body><a href="./varz">General</a> <a href="./healthz">Health</a></body>\n</html>\n',
      },
    },
  ],
  talks: [
    {
      port: 4222,
      greeting:
        'INFO {"server_id":"%{host}","server_name":"%{host}","version":"%{version}","proto":1,"host":"0.0.0.0","port":4222,"headers":true,"max_payload":1048576} \r\n',
      answer: (line) => {
        if (/^ping$/i.test(line)) return 'PONG\r\n';
        if (/^(?:connect .*|pong|)$/i.test(line)) return undefined;
        return { last: "-ERR 'Publishing is not part of the simulation'\r\n" };
      },
    },
    { port: 6222 },
  ],
  readyAfterMs: 20,
  memoryMebibytes: 12,
  stop: { exit: 1, lines: [] },
};

/** A broker of MQTT, whose protocol isn't spoken. Without a listener in its file it is there for its own machine only. */
export function mosquitto(system: System): Application {
  const path = option(system.argv, '-c');
  const text = path !== undefined && exists(system, path) ? system.readText(path) : '';
  const local = !/^[ \t]*listener\s/m.test(text);
  return {
    lines: [
      [5, '%{unix}: mosquitto version %{version} starting'],
      ...(path === undefined ? [] : [[5, `%{unix}: Config loaded from ${path}.`] as const]),
      ...(local
        ? [
            [
              8,
              '%{unix}: Starting in local only mode. Connections will only be possible from clients running on this machine.',
            ] as const,
            [
              8,
              '%{unix}: Create a configuration file which defines a listener to allow remote access.',
            ] as const,
          ]
        : []),
      [9, '%{unix}: Opening ipv4 listen socket on port 1883.'],
      [10, '%{unix}: mosquitto version %{version} running'],
    ],
    talks: [{ port: 1883, local }],
    readyAfterMs: 10,
    memoryMebibytes: 4,
    stop: { exit: 0 },
  };
}
