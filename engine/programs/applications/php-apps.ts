import type { Application, Line } from './application.ts';
import { page, redirect } from './page.ts';
import type { Page, Routes } from './pages.ts';

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
