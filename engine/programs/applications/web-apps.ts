import type { System } from '../../linux/system.ts';
import { iso, plainTime } from '../timestamps.ts';
import type { Application, Line } from './application.ts';
import { page, redirect } from './page.ts';
import type { Page } from './pages.ts';

export const pgadmin: Application = {
  lines: [
    [
      2500,
      'NOTE: Configuring authentication for SERVER mode.\n\npgAdmin 4 - Application Initialisation\n======================================\n',
    ],
    [
      6000,
      '[%{plain} +0000] [1] [INFO] Starting gunicorn 22.0.0\n[%{plain} +0000] [1] [INFO] Listening at: http://[::]:80 (1)\n[%{plain} +0000] [1] [INFO] Using worker: gthread',
      2,
    ],
  ],
  sites: [
    {
      port: (system: System) => Number(system.env.get('PGADMIN_LISTEN_PORT')) || 80,
      headers: { Server: 'gunicorn' },
      routes: {
        '/misc/ping': 'PING',
        '/login': page(
          'pgAdmin 4',
          '<form action="/authenticate/login" method="POST" name="login_user_form"></form>\n',
        ),
        '*': redirect('/login?next=/'),
      },
    },
  ],
  readyAfterMs: 6000,
  memoryMebibytes: 140,
  before: (system) => {
    if (system.env.get('PGADMIN_DEFAULT_EMAIL') && system.env.get('PGADMIN_DEFAULT_PASSWORD'))
      return undefined;
    system.write(
      1,
      'You need to define the PGADMIN_DEFAULT_EMAIL and PGADMIN_DEFAULT_PASSWORD or PGADMIN_DEFAULT_PASSWORD_FILE environment variables.\n',
    );
    return { exit: 1 };
  },
};

/** In production it wants a MySQL of its own, and ends without one; with SQLite it serves its first page. */
export const ghost: Application = {
  lines: [
    [1200, '[%{plain}] INFO Ghost is running in %{env.NODE_ENV|production}...'],
    [1200, '[%{plain}] INFO Your site is now available on %{env.url|http://localhost:2368/}'],
    [1200, '[%{plain}] INFO Ctrl+C to shut down'],
    [1250, '[%{plain}] INFO Ghost server started in 1.212s'],
    [3000, '[%{plain}] INFO Ghost booted in 2.934s'],
  ],
  sites: [
    {
      port: 2368,
      headers: { 'X-Powered-By': 'Express' },
      routes: {
        '/ghost/*': page('Ghost Admin'),
        '/': page('Ghost', '<h1 class="site-title">Ghost</h1>\n<p>Thoughts, stories and ideas.</p>\n'),
      },
    },
  ],
  readyAfterMs: 1200,
  memoryMebibytes: 120,
  before: (system) => {
    const { env, executable } = system;
    const client = env.get('database__client');
    const wantsMysql =
      client === 'mysql' || (client === undefined && Number.parseInt(executable.version ?? '', 10) >= 5);
    if (!wantsMysql || env.get('database__connection__host') || env.get('NODE_ENV') === 'development')
      return undefined;
    const time = plainTime(system.now);
    system.write(1, `[${time}] INFO Ghost is running in production...\n[${time}] INFO Ctrl+C to shut down\n`);
    system.write(
      2,
      `[${time}] ERROR connect ECONNREFUSED 127.0.0.1:3306\n\nconnect ECONNREFUSED 127.0.0.1:3306\n\n"Unknown database error"\n\nError Code: \n    ECONNREFUSED\n`,
    );
    return { exit: 2 };
  },
};

const mongoExpressPage: Page = {
  type: 'text/html; charset=utf-8',
  body: page('Home - Mongo Express', '<h1>Mongo Express</h1>\n'),
};

export const mongoExpress: Application = {
  lines: [
    [200, 'Waiting for %{env.ME_CONFIG_MONGODB_SERVER|mongo}:%{env.ME_CONFIG_MONGODB_PORT|27017}...'],
    [1500, 'Welcome to mongo-express %{version}\n------------------------\n\n'],
    [1500, 'Mongo Express server listening at http://0.0.0.0:8081'],
    [
      1500,
      'Server is open to allow connections from anyone (0.0.0.0)\nbasicAuth credentials are "admin:pass", it is recommended you change this in your config.js!',
    ],
  ],
  sites: [
    {
      port: 8081,
      headers: { 'X-Powered-By': 'Express' },
      routes: {
        '/status': '{"status":"ok"}',
        '*': {
          ...mongoExpressPage,
          needs: { host: '%{env.ME_CONFIG_MONGODB_SERVER|mongo}', port: 27_017 },
          otherwise: { status: 500, body: page('Mongo Express', '<p>Could not connect to database</p>\n') },
        },
      },
    },
  ],
  readyAfterMs: 1500,
  memoryMebibytes: 60,
  stop: { exit: 143 },
};

const portainerLine = (afterMs: number, from: string, text: string): Line => [
  afterMs,
  `%{slashed} INF github.com/portainer/portainer/api/${from} > ${text}`,
  2,
];

export const portainer: Application = {
  lines: [
    portainerLine(
      400,
      'cmd/portainer/main.go:325',
      'encryption key file not present | filename=/run/secrets/portainer',
    ),
    portainerLine(500, 'database/boltdb/db.go:137', 'loading PortainerDB | filename=portainer.db'),
    portainerLine(
      600,
      'cmd/portainer/main.go:636',
      'starting Portainer | build_number=- go_version=1.24.4 version=%{version}',
    ),
    portainerLine(700, 'http/server.go:367', 'starting HTTPS server | bind_address=:9443'),
    portainerLine(700, 'http/server.go:351', 'starting HTTP server | bind_address=:9000'),
  ],
  sites: [
    {
      port: 9000,
      routes: {
        '/api/status': '{"Version":"%{version}","InstanceID":"299ab403-70a8-4c05-92f7-bf7a994d50df"}\n',
        '/api/system/status':
          '{"Version":"%{version}","InstanceID":"299ab403-70a8-4c05-92f7-bf7a994d50df"}\n',
        '/api/*': {
          status: 401,
          body: '{"message":"A valid authorization token is missing","details":"Unauthorized"}\n',
        },
        '*': page('Portainer', '<div id="page-wrapper"></div>\n'),
      },
    },
  ],
  talks: [{ port: 9443 }, { port: 8000 }],
  readyAfterMs: 700,
  memoryMebibytes: 32,
};

/** It looks for a Docker socket, which no sandbox has. */
export const visualizer: Application = {
  lines: [[900, '\n> swarmVisualizer@0.0.1 start\n> node server.js\n\nListening on 8080']],
  sites: [
    {
      port: 8080,
      headers: { 'X-Powered-By': 'Express' },
      routes: { '*': page('Visualizer', '<div id="app"></div>\n') },
    },
  ],
  readyAfterMs: 900,
  memoryMebibytes: 50,
  stop: { exit: 143 },
};

/** Mail that comes in at its SMTP port is shown nowhere. */
export const mailhog: Application = {
  lines: [
    [10, '[HTTP] Binding to address: 0.0.0.0:8025', 2],
    [
      10,
      'Creating API v1 with WebPath: \nCreating API v2 with WebPath: \n[APIv1] KEEPALIVE /api/v1/events',
      2,
    ],
    [12, '%{slashed} [SMTP] Binding to address: 0.0.0.0:1025', 2],
  ],
  sites: [
    {
      port: 8025,
      routes: {
        '/api/v2/messages': '{"total":0,"count":0,"start":0,"items":[]}',
        '/api/v1/messages': '[]',
        '/': page('MailHog'),
        '*': { status: 404, body: '404 page not found\n' },
      },
    },
  ],
  talks: [
    {
      port: 1025,
      greeting: '220 mailhog.example ESMTP MailHog\r\n',
      answer: (line) => {
        if (/^quit$/i.test(line)) return { last: '221 Bye\r\n' };
        if (/^(?:helo|ehlo)\b/i.test(line))
          return `250-Hello ${line.slice(5, 200)}\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n`;
        return '502 This part of the application is not part of the simulation\r\n';
      },
    },
  ],
  readyAfterMs: 12,
  memoryMebibytes: 10,
  stop: { exit: 2 },
};

/** No sandbox has a Docker socket in it, so there is nothing to watch. */
export const watchtower: Application = {
  readyAfterMs: 0,
  memoryMebibytes: 8,
  before: (system) => {
    const problem =
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
    system.write(2, `time="${iso(system.now).slice(0, 19)}Z" level=fatal msg="${problem}"\n`);
    return { exit: 1 };
  },
};
