import { portNumber } from '../options.ts';
import type { Application, Line } from './application.ts';

const consulLine = (afterMs: number, level: string, text: string): Line => [
  afterMs,
  `%{iso} [${level}]  ${text}`,
];

/** An agent with a catalogue that holds itself. Its store of keys is missing. */
export const consul: Application = {
  lines: [
    [
      200,
      "==> Starting Consul agent...\n               Version: '%{version}'\n            Build Date: '2025-06-18 08:16:39 +0000 UTC'\n               Node ID: '2d1bb5a1-8e73-4a48-a3c2-f26d8f5f5ed9'\n             Node name: '%{host}'\n            Datacenter: 'dc1' (Segment: '<all>')\n                Server: true (Bootstrap: false)\n           Client Addr: [0.0.0.0] (HTTP: 8500, HTTPS: -1, gRPC: 8502, gRPC-TLS: 8503, DNS: 8600)\n          Cluster Addr: 127.0.0.1 (LAN: 8301, WAN: 8302)\n\n==> Log data will now stream in as it occurs:\n",
    ],
    consulLine(250, 'INFO', 'agent: Starting server: address=[::]:8500 network=tcp protocol=http'),
    consulLine(260, 'INFO', 'agent: started state syncer'),
    consulLine(260, 'INFO', 'agent: Consul agent running!'),
    consulLine(
      1500,
      'WARN',
      'agent.server.raft: heartbeat timeout reached, starting election: last-leader-addr= last-leader-id=',
    ),
    consulLine(1510, 'INFO', 'agent.server: cluster leadership acquired'),
    consulLine(1600, 'INFO', 'agent: Synced node info'),
  ],
  sites: [
    {
      port: 8500,
      headers: { 'X-Consul-Default-Acl-Policy': 'allow' },
      routes: {
        '/': {
          status: 301,
          headers: { Location: '/ui/' },
          body: '<a href="/ui/">Moved Permanently</a>.\n\n',
        },
        '/ui/*':
          '<!DOCTYPE html>\n<html lang="en" class="ember-loading">\n  <head>\n    <title>Consul</title>\n  </head>\n  <body></body>\n</html>\n',
        '/v1/status/leader': '"127.0.0.1:8300"',
        '/v1/status/peers': '["127.0.0.1:8300"]',
        '/v1/catalog/services': '{"consul":[]}',
        '/v1/catalog/datacenters': '["dc1"]\n',
        '/v1/catalog/nodes':
          '[{"ID":"2d1bb5a1-8e73-4a48-a3c2-f26d8f5f5ed9","Node":"%{host}","Address":"127.0.0.1","Datacenter":"dc1"}]',
        '/v1/agent/members': '[{"Name":"%{host}","Addr":"127.0.0.1","Port":8301,"Status":1}]',
      },
    },
  ],
  talks: [{ port: 8300 }, { port: 8301 }, { port: 8502 }, { port: 8600 }],
  readyAfterMs: 260,
  memoryMebibytes: 60,
  stop: {
    exit: 1,
    afterMs: 200,
    lines: [
      '%{iso} [INFO]  agent: Caught: signal=terminated',
      '%{iso} [INFO]  agent: Gracefully shutting down agent...',
      '%{iso} [INFO]  agent: Exit code: code=1',
    ],
  },
  before: (system) => {
    const [, command] = system.argv;
    if (command === 'version' || command === '--version') {
      system.write(1, `Consul v${system.executable.version ?? ''}\n`);
      return { exit: 0 };
    }
    if (command === 'agent') return undefined;
    if (command !== undefined && command !== 'members') {
      system.write(2, `consul ${command}: this command is not part of the simulation\n`);
      return { exit: 1 };
    }
    system.write(2, 'Usage: consul [--version] [--help] <command> [<args>]\n');
    return { exit: 127 };
  },
};

/** A server in development mode. Secrets can't be stored. */
export const vault: Application = {
  lines: [
    [
      150,
      '==> Vault server configuration:\n\nAdministrative Namespace: \n             Api Address: http://0.0.0.0:8200\n                     Cgo: disabled\n         Cluster Address: https://0.0.0.0:8201\n   Environment Variables: HOME, HOSTNAME, NAME, PATH, PWD, SHLVL, VERSION\n              Go Version: go1.24.4\n              Listener 1: tcp (addr: "0.0.0.0:8200", cluster address: "0.0.0.0:8201", disable_request_limiter: "false", max_request_duration: "1m30s", max_request_size: "33554432", tls: "disabled")\n               Log Level: \n                   Mlock: supported: true, enabled: false\n           Recovery Mode: false\n                 Storage: inmem\n                 Version: Vault v%{version}, built 2025-06-20T11:05:10Z\n\n==> Vault server started! Log data will stream in below:\n',
    ],
    [160, '%{iso} [INFO]  core: vault is unsealed', 2],
    [160, '%{iso} [INFO]  core: successful mount: namespace="" path=secret/ type=kv', 2],
    [
      170,
      `WARNING! dev mode is enabled! In this mode, Vault runs entirely in-memory\nand starts unsealed with a single unseal key. The root token is already\nauthenticated to the CLI, so you can immediately begin using Vault.\n\nYou may need to set the following environment variables:\n\n    $ export VAULT_ADDR='http://0.0.0.0:8200'\n\nThe unseal key and root token are displayed below in case you want to\nseal/unseal the Vault or re-authenticate.\n\nUnseal Key: %{secret}\nRoot Token: %{env.VAULT_DEV_ROOT_TOKEN_ID|hvs.6j4cuewowBGit65rheNoceI7}\n\nDevelopment mode should NOT be used in production installations!\n`,
    ],
  ],
  sites: [
    {
      port: 8200,
      routes: {
        '/': {
          status: 307,
          headers: { Location: '/ui/' },
          body: '<a href="/ui/">Temporary Redirect</a>.\n\n',
        },
        '/ui/*':
          '<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <title>Vault</title>\n  </head>\n  <body></body>\n</html>\n',
        '/v1/sys/health':
          '{"initialized":true,"sealed":false,"standby":false,"performance_standby":false,"replication_performance_mode":"disabled","replication_dr_mode":"disabled","server_time_utc":%{unix},"version":"%{version}","enterprise":false,"cluster_name":"vault-cluster"}\n',
        '/v1/sys/seal-status':
          '{"type":"shamir","initialized":true,"sealed":false,"t":1,"n":1,"progress":0,"version":"%{version}","storage_type":"inmem"}\n',
        '/v1/*': { status: 403, body: '{"errors":["permission denied"]}\n' },
      },
    },
  ],
  readyAfterMs: 150,
  memoryMebibytes: 90,
  stop: { exit: 0, afterMs: 50, lines: ['==> Vault shutdown triggered'] },
  before: (system) => {
    const command = system.argv.find((word, index) => index > 0 && !word.startsWith('-'));
    if (command === 'server') return undefined;
    if (command === 'version') {
      system.write(1, `Vault v${system.executable.version ?? ''}, built 2025-06-20T11:05:10Z\n`);
      return { exit: 0 };
    }
    system.write(2, `vault ${command ?? ''}: this command is not part of the simulation\n`);
    return { exit: 1 };
  },
};

const servicePort = (text: string | undefined): number => portNumber(text?.replace(/^.*:/, ''), 8080);

/** LocalStack answers how it is; the services that it stands for are missing. */
export const localstack: Application = {
  lines: [
    [600, '\nLocalStack version: %{version}\nLocalStack build date: 2025-06-26\n'],
    [2500, 'Ready.'],
  ],
  sites: [
    {
      port: (system) =>
        system.env.has('GATEWAY_LISTEN') ? servicePort(system.env.get('GATEWAY_LISTEN')) : 4566,
      routes: {
        '/_localstack/health': '{"services": {}, "edition": "community", "version": "%{version}"}',
        '/_localstack/info': '{"version": "%{version}", "edition": "community"}',
      },
    },
  ],
  readyAfterMs: 2500,
  memoryMebibytes: 120,
};
