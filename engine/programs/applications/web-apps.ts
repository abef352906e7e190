import type { System } from '../../linux/system.ts';
import { iso } from '../timestamps.ts';
import type { Application, Line, Page, Routes } from './application.ts';

const page = (title: string, body = ''): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n${body}</body>\n</html>\n`;

const redirect = (to: string): Page => ({
  status: 302,
  type: 'text/html; charset=UTF-8',
  headers: { Location: to },
});

const apacheWarning =
  "AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using %{address}. Set the 'ServerName' directive globally to suppress this message";

/** What Apache with PHP says when it is there. */
const apacheLines = (afterMs: number): Line[] => [
  [afterMs, `${apacheWarning}\n${apacheWarning}`, 2],
  [
    afterMs + 50,
    '[%{plain}] [mpm_prefork:notice] [pid %{pid}:tid %{pid}] AH00163: Apache/2.4.62 (Debian) configured -- resuming normal operations',
    2,
  ],
  [
    afterMs + 50,
    "[%{plain}] [core:notice] [pid %{pid}:tid %{pid}] AH00094: Command line: 'apache2 -D FOREGROUND'",
    2,
  ],
];

const apacheAccess = '%{client} - - [%{common}] "%{method} %{target} HTTP/1.1" %{status} %{bytes} "-" "-"';
const apacheStop = {
  signals: ['SIGTERM', 'SIGINT', 'SIGWINCH'],
  lines: [
    '[%{plain}] [mpm_prefork:notice] [pid %{pid}:tid %{pid}] AH00170: caught SIGWINCH, shutting down gracefully',
  ],
} as const;

/** An application in PHP on Apache, which goes on to its installer. */
function phpOnApache(
  routes: Routes,
  {
    first = [],
    delayMs = 200,
    extra = {},
  }: { first?: readonly Line[]; delayMs?: number; extra?: Partial<Application> } = {},
): Application {
  return {
    lines: [...first, ...apacheLines(delayMs)],
    sites: [{ port: 80, headers: { Server: 'Apache/2.4.62 (Debian)' }, routes }],
    readyAfterMs: delayMs + 50,
    memoryMebibytes: 40,
    access: apacheAccess,
    stop: apacheStop,
    ...extra,
  };
}

const wordpressDown: Page = {
  status: 500,
  type: 'text/html; charset=utf-8',
  body: page(
    'Database Error',
    '<div class="wp-die-message"><h1>Error establishing a database connection</h1></div>\n',
  ),
};
const wordpressHeaders = { 'X-Powered-By': 'PHP/8.2.29' };

/** A page that needs the database that its variables name. */
const withDatabase = (there: Page): Page => ({
  ...there,
  needs: { host: '%{env.WORDPRESS_DB_HOST|mysql}', port: 3306 },
  otherwise: wordpressDown,
});

export const wordpress = phpOnApache(
  {
    '/wp-admin/install.php': withDatabase({
      type: 'text/html; charset=utf-8',
      headers: wordpressHeaders,
      body: page(
        'WordPress &rsaquo; Installation',
        '<h1 class="screen-reader-text">Welcome</h1>\n<p>Welcome to the famous five-minute WordPress installation process!</p>\n',
      ),
    }),
    '/': withDatabase({
      ...redirect('http://%{hostheader}/wp-admin/install.php'),
      headers: { ...wordpressHeaders, Location: 'http://%{hostheader}/wp-admin/install.php' },
    }),
    '/readme.html': page('WordPress &#8250; ReadMe', '<h1 id="logo">WordPress</h1>\n'),
    '/wp-includes/*': { status: 404, body: page('404 Not Found') },
    '*': withDatabase(redirect('http://%{hostheader}/wp-admin/install.php')),
  },
  {
    first: [
      [100, 'WordPress not found in /var/www/html - copying now...', 2],
      [2000, 'Complete! WordPress has been successfully copied to /var/www/html', 2],
    ],
    delayMs: 2500,
    extra: {
      files: {
        '/var/www/html/index.php':
          "<?php\ndefine( 'WP_USE_THEMES', true );\nrequire __DIR__ . '/wp-blog-header.php';\n",
        '/var/www/html/wp-config-sample.php': "<?php\ndefine( 'DB_NAME', 'database_name_here' );\n",
        '/var/www/html/wp-content/index.php': '<?php\n// Silence is golden.\n',
      },
    },
  },
);

export const drupal = phpOnApache({
  '/': redirect('/core/install.php'),
  '/core/install.php': page('Choose language | Drupal', '<h1>Choose language</h1>\n'),
  '*': { status: 404, body: page('404 Not Found') },
});

export const joomla = phpOnApache({
  '/': redirect('/installation/index.php'),
  '/installation/*': page('Joomla! Web Installer', '<h1>Joomla! Installer</h1>\n'),
});

export const nextcloud = phpOnApache(
  {
    '/status.php':
      '{"installed":false,"maintenance":false,"needsDbUpgrade":false,"version":"%{version}.0","versionstring":"%{version}","edition":"","productname":"Nextcloud","extendedSupport":false}',
    '*': page(
      'Nextcloud',
      '<form action="" method="post">\n<fieldset id="adminaccount"><legend>Create an <strong>admin account</strong></legend></fieldset>\n</form>\n',
    ),
  },
  {
    first: [
      [200, 'Initializing nextcloud %{version} ...'],
      [
        3500,
        'Initializing finished\nNew nextcloud instance\nNext step: Access your instance to finish the web-based installation!',
      ],
    ],
    delayMs: 3600,
  },
);

export const phpmyadmin = phpOnApache({
  '/': page(
    'phpMyAdmin',
    '<h1>Welcome to <bdo dir="ltr" lang="en">phpMyAdmin</bdo></h1>\n<form method="post" action="index.php?route=/" name="login_form"></form>\n',
  ),
  '/index.php': page('phpMyAdmin', '<h1>Welcome to <bdo dir="ltr" lang="en">phpMyAdmin</bdo></h1>\n'),
});

/** PHP's own little server, which Adminer's image starts. */
export const adminer: Application = {
  lines: [[120, '[%{plain}] PHP 8.4.10 Development Server (http://[::]:8080) started', 2]],
  sites: [
    {
      port: 8080,
      headers: { 'X-Powered-By': 'PHP/8.4.10' },
      routes: {
        '*': page(
          'Login - Adminer',
          "<h1><a href='https://www.adminer.org/' id='h1'>Adminer</a> <span class='version'>%{version}</span></h1>\n<form action='' method='post'></form>\n",
        ),
      },
    },
  ],
  readyAfterMs: 120,
  memoryMebibytes: 15,
  access: '[%{plain}] %{client}:%{port} [%{status}]: %{method} %{target}',
  before: (system) => {
    if (system.argv.includes('-S')) return undefined;
    system.write(2, 'php: this program is not part of the simulation\n');
    return { exit: 126 };
  },
};

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

/** Its first start takes minutes, as the real one's does; the sign-in page is as far as it goes. */
export const gitlab: Application = {
  lines: [
    [
      500,
      'Thank you for using GitLab Docker Image!\nCurrent version: gitlab-ce=%{version}\n\nConfigure GitLab for your system by editing /etc/gitlab/gitlab.rb file\nAnd restart this container to reload settings.\nTo do it use docker exec:\n\n  docker exec -it gitlab editor /etc/gitlab/gitlab.rb\n  docker restart gitlab\n',
    ],
    [
      2000,
      'If this container fails to start due to permission problems try to fix it by executing:\n\n  docker exec -it gitlab update-permissions\n  docker restart gitlab\n\nCleaning stale PIDs & sockets\nPreparing services...\nStarting services...\nConfiguring GitLab...',
    ],
    [150_000, 'gitlab Reconfigured!'],
  ],
  sites: [
    {
      port: 80,
      headers: { Server: 'nginx' },
      routes: {
        '/-/health': 'GitLab OK',
        '/-/readiness': '{"status":"ok","master_check":[{"status":"ok"}]}',
        '/-/liveness': '{"status":"ok"}',
        '/users/sign_in': page('Sign in · GitLab', '<h1>GitLab Community Edition</h1>\n'),
        '/': redirect('http://%{hostheader}/users/sign_in'),
      },
    },
  ],
  talks: [{ port: 22 }, { port: 443 }],
  readyAfterMs: 150_000,
  memoryMebibytes: 2600,
  stop: { exit: 0, afterMs: 5000 },
  files: { '/etc/gitlab/initial_root_password': '%{secret}\n' },
};

/** Repositories can't be made. */
export const gitea: Application = {
  lines: [
    [
      200,
      'Generating /data/ssh/ssh_host_ed25519_key...\nServer listening on :: port 22.\nServer listening on 0.0.0.0 port 22.',
      2,
    ],
    [900, '%{slashed} cmd/web.go:253:runWeb() [I] Starting Gitea on PID: %{pid}'],
    [
      1200,
      '%{slashed} cmd/web.go:115:showWebStartupMessage() [I] Gitea version: %{version} built with GNU Make, go1.24.4',
    ],
    [
      1500,
      '%{slashed} modules/graceful/server.go:50:NewServer() [I] Starting new Web server: tcp:0.0.0.0:3000 on PID: %{pid}',
    ],
  ],
  sites: [
    {
      port: 3000,
      routes: {
        '/api/healthz': '{\n  "status": "pass",\n  "description": "Gitea: Git with a cup of tea"\n}\n',
        '/': page('Installation -  Gitea: Git with a cup of tea', '<h3>Initial Configuration</h3>\n'),
      },
    },
  ],
  talks: [{ port: 22 }],
  readyAfterMs: 1500,
  memoryMebibytes: 90,
};

/** Realms and clients are missing. */
export const keycloak: Application = {
  lines: [
    [3000, 'Updating the configuration and installing your custom providers, if any. Please wait.'],
    [
      9000,
      '%{comma} INFO  [io.quarkus] (main) Keycloak %{version} on JVM (powered by Quarkus 3.20.1) started in 8.514s. Listening on: http://0.0.0.0:8080',
    ],
    [9000, '%{comma} INFO  [io.quarkus] (main) Profile dev activated. '],
  ],
  sites: [
    {
      port: 8080,
      routes: {
        '/': redirect('http://%{hostheader}/admin/'),
        '/admin/*': page('Keycloak Administration Console'),
        '/realms/master':
          '{"realm":"master","public_key":"","token-service":"http://%{hostheader}/realms/master/protocol/openid-connect","account-service":"http://%{hostheader}/realms/master/account","tokens-not-before":0}',
      },
    },
    {
      port: 9000,
      routes: { '/health': '{"status":"UP","checks":[]}', '/health/*': '{"status":"UP","checks":[]}' },
    },
  ],
  readyAfterMs: 9000,
  memoryMebibytes: 500,
  stop: { exit: 143, afterMs: 300 },
  before: (system) => {
    if (system.argv.some((word) => word === 'start-dev' || word === 'start')) return undefined;
    system.write(
      1,
      'Keycloak - Open Source Identity and Access Management\n\nFind more information at: https://www.keycloak.org/docs/latest\n\nUsage:\n\nkc.sh [OPTIONS] [COMMAND]\n\nCommands:\n\n  start                  Start the server.\n  start-dev              Start the server in development mode.\n',
    );
    return { exit: 0 };
  },
};

/** Cards, queries and its set-up are missing. */
export const metabase: Application = {
  lines: [
    [2000, '%{comma} INFO metabase.util :: Maximum memory available to JVM: 989.9 MB'],
    [15_000, '%{comma} INFO metabase.core :: Metabase Initialization COMPLETE in 13.1 s'],
  ],
  sites: [{ port: 3000, routes: { '/api/health': '{"status":"ok"}', '*': page('Metabase') } }],
  readyAfterMs: 15_000,
  memoryMebibytes: 700,
  stop: { exit: 143 },
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
