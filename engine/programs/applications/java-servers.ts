import type { Application, Line } from './application.ts';
import type { Routes } from './pages.ts';

/** How a Java process ends by SIGTERM. */
const jvmEnd = { exit: 143, afterMs: 400 } as const;

const tomcatDay = '%{day} %{clock}';
const tomcatLine = (afterMs: number, thread: string, from: string, text: string): Line => [
  afterMs,
  `${tomcatDay}.000 INFO [${thread}] ${from} ${text}`,
  2,
];

const tomcatNotFound =
  '<!doctype html><html lang="en"><head><title>HTTP Status 404 – Not Found</title><style type="text/css">body {font-family:Tahoma,Arial,sans-serif;} h1, h2, h3, b {color:white;background-color:#525D76;}</style></head><body><h1>HTTP Status 404 – Not Found</h1><hr class="line" /><p><b>Type</b> Status Report</p><p><b>Description</b> The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.</p><hr class="line" /><h3>Apache Tomcat/%{version}</h3></body></html>';

/** The image has no applications in webapps, so everything is not found; students' own aren't run. */
export const tomcat: Application = {
  lines: [
    tomcatLine(
      150,
      'main',
      'org.apache.catalina.startup.VersionLoggerListener.log',
      'Server version name:   Apache Tomcat/%{version}',
    ),
    tomcatLine(
      150,
      'main',
      'org.apache.catalina.startup.VersionLoggerListener.log',
      'OS Name:               Linux',
    ),
    tomcatLine(
      150,
      'main',
      'org.apache.catalina.startup.VersionLoggerListener.log',
      'Java Home:             /opt/java/openjdk',
    ),
    tomcatLine(
      150,
      'main',
      'org.apache.catalina.startup.VersionLoggerListener.log',
      'CATALINA_BASE:         /usr/local/tomcat',
    ),
    tomcatLine(
      150,
      'main',
      'org.apache.catalina.startup.VersionLoggerListener.log',
      'CATALINA_HOME:         /usr/local/tomcat',
    ),
    tomcatLine(
      700,
      'main',
      'org.apache.coyote.AbstractProtocol.init',
      'Initializing ProtocolHandler ["http-nio-8080"]',
    ),
    tomcatLine(
      740,
      'main',
      'org.apache.catalina.startup.Catalina.load',
      'Server initialization in [512] milliseconds',
    ),
    tomcatLine(
      800,
      'main',
      'org.apache.catalina.core.StandardService.startInternal',
      'Starting service [Catalina]',
    ),
    tomcatLine(
      800,
      'main',
      'org.apache.catalina.core.StandardEngine.startInternal',
      'Starting Servlet engine: [Apache Tomcat/%{version}]',
    ),
    tomcatLine(
      900,
      'main',
      'org.apache.coyote.AbstractProtocol.start',
      'Starting ProtocolHandler ["http-nio-8080"]',
    ),
    tomcatLine(
      900,
      'main',
      'org.apache.catalina.startup.Catalina.start',
      'Server startup in [152] milliseconds',
    ),
  ],
  sites: [
    {
      port: 8080,
      routes: {
        '*': {
          status: 404,
          type: 'text/html;charset=utf-8',
          body: tomcatNotFound,
          headers: { 'Content-Language': 'en' },
        },
      },
    },
  ],
  readyAfterMs: 900,
  memoryMebibytes: 120,
  stop: jvmEnd,
};

const jenkinsLine = (afterMs: number, id: number, level: string, text: string): Line => [
  afterMs,
  `%{plainms}+0000 [id=${id}]\t${level}\t${text}`,
  2,
];

const stars = '*************************************************************';
const jenkinsHome = '/var/jenkins_home';

const jenkinsSetup = [
  '',
  stars,
  stars,
  stars,
  '',
  'Jenkins initial setup is required. An admin user has been created and a password generated.',
  'Please use the following password to proceed to installation:',
  '',
  '%{secret}',
  '',
  `This may also be found at: ${jenkinsHome}/secrets/initialAdminPassword`,
  '',
  stars,
  stars,
  stars,
  '',
].join('\n');

const jenkinsLogin =
  '<!DOCTYPE html><html lang="en-US"><head><title>Sign in [Jenkins]</title></head><body><h1>Unlock Jenkins</h1><p>To ensure Jenkins is securely set up by the administrator, a password has been written to the log and this file on the server:</p><p><code>/var/jenkins_home/secrets/initialAdminPassword</code></p></body></html>\n';

/** It is as far as its first page: the setup wizard, jobs and plugins are missing. */
export const jenkins: Application = {
  lines: [
    [300, 'Running from: /usr/share/jenkins/jenkins.war'],
    [300, `webroot: ${jenkinsHome}/war`],
    jenkinsLine(900, 1, 'INFO', 'winstone.Logger#logInternal: Beginning extraction from war file'),
    jenkinsLine(2500, 1, 'INFO', 'org.eclipse.jetty.server.Server#doStart: jetty-12.0.19; jvm 21.0.7+6-LTS'),
    jenkinsLine(
      3500,
      1,
      'INFO',
      'o.e.j.server.AbstractConnector#doStart: Started ServerConnector{HTTP/1.1, (http/1.1)}{0.0.0.0:8080}',
    ),
    jenkinsLine(
      3500,
      1,
      'INFO',
      'winstone.Logger#logInternal: Winstone Servlet Engine running: controlPort=disabled',
    ),
    jenkinsLine(4000, 33, 'INFO', 'jenkins.InitReactorRunner$1#onAttained: Started initialization'),
    jenkinsLine(4600, 41, 'INFO', 'jenkins.InitReactorRunner$1#onAttained: Listed all plugins'),
    jenkinsLine(7000, 38, 'INFO', 'jenkins.InitReactorRunner$1#onAttained: Prepared all plugins'),
    jenkinsLine(7100, 38, 'INFO', 'jenkins.InitReactorRunner$1#onAttained: Started all plugins'),
    jenkinsLine(9000, 36, 'INFO', 'jenkins.InitReactorRunner$1#onAttained: Loaded all jobs'),
    jenkinsLine(11_000, 50, 'INFO', `jenkins.install.SetupWizard#init: \n${jenkinsSetup}`),
    jenkinsLine(15_000, 36, 'INFO', 'jenkins.InitReactorRunner$1#onAttained: Completed initialization'),
    jenkinsLine(15_000, 24, 'INFO', 'hudson.lifecycle.Lifecycle#onReady: Jenkins is fully up and running'),
  ],
  sites: [
    {
      port: 8080,
      headers: { 'X-Jenkins': '%{version}', 'X-Hudson': '1.395' },
      routes: {
        '/login': { type: 'text/html;charset=utf-8', body: jenkinsLogin },
        '/robots.txt': 'User-agent: *\nDisallow: /\n',
        '*': {
          status: 403,
          type: 'text/html;charset=utf-8',
          body: "<html><head><meta http-equiv='refresh' content='1;url=/login?from=%{target}'/><script id='redirect' data-redirect-url='/login?from=%{target}' src='/static/scripts/redirect.js'></script></head><body style='background-color:white; color:white;'>\nAuthentication required\n</body></html>\n",
        },
      },
    },
  ],
  talks: [{ port: 50_000 }],
  readyAfterMs: 15_000,
  memoryMebibytes: 500,
  stop: jvmEnd,
  files: { [`${jenkinsHome}/secrets/initialAdminPassword`]: '%{secret}\n' },
};

/** The server alone: without applications in webapps it has nothing. */
export const jetty: Application = {
  lines: [
    [400, '%{plainms}:INFO :oejs.Server:main: jetty-%{version}; jvm 21.0.7+6-LTS', 2],
    [
      600,
      '%{plainms}:INFO :oejs.AbstractConnector:main: Started ServerConnector{HTTP/1.1, (http/1.1)}{0.0.0.0:8080}',
      2,
    ],
    [600, '%{plainms}:INFO :oejs.Server:main: Started oejs.Server{STARTING}[%{version},sto=5000] @612ms', 2],
  ],
  sites: [
    {
      port: 8080,
      headers: { Server: 'Jetty(%{version})' },
      routes: {
        '*': {
          status: 404,
          type: 'text/html;charset=iso-8859-1',
          body: '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>\n<title>Error 404 Not Found</title>\n</head>\n<body>\n<h2>HTTP ERROR 404 Not Found</h2>\n<table>\n<tr><th>URI:</th><td>%{target}</td></tr>\n<tr><th>STATUS:</th><td>404</td></tr>\n<tr><th>MESSAGE:</th><td>Not Found</td></tr>\n</table>\n</body>\n</html>\n',
        },
      },
    },
  ],
  readyAfterMs: 600,
  memoryMebibytes: 60,
  stop: jvmEnd,
};

const wildflyWelcome: Routes = {
  '/': '<!DOCTYPE html>\n<html>\n<head>\n    <title>Welcome to WildFly</title>\n</head>\n<body>\n  <div class="wrapper">\n    <h1>Welcome to WildFly</h1>\n    <h3>Your WildFly Application Server is running.</h3>\n    <p><a href="https://docs.wildfly.org">Documentation</a> | <a href="/console">Administration Console</a></p>\n  </div>\n</body>\n</html>\n',
  '*': { status: 404, body: '<html><head><title>Error</title></head><body>404 - Not Found</body></html>' },
};

const wildflyLine = (afterMs: number, logger: string, thread: string, text: string): Line => [
  afterMs,
  `%{clock},000 INFO  [${logger}] (${thread}) ${text}`,
];

export const wildfly: Application = {
  lines: [
    [
      0,
      `${'='.repeat(73)}\n\n  JBoss Bootstrap Environment\n\n  JBOSS_HOME: /opt/jboss/wildfly\n\n  JAVA: java\n\n${'='.repeat(73)}\n`,
    ],
    wildflyLine(500, 'org.jboss.modules', 'main', 'JBoss Modules version 2.0.2.Final'),
    wildflyLine(
      900,
      'org.jboss.as',
      'MSC service thread 1-2',
      'WFLYSRV0049: WildFly Full %{version} starting',
    ),
    wildflyLine(
      3000,
      'org.wildfly.extension.undertow',
      'MSC service thread 1-3',
      'WFLYUT0006: Undertow HTTP listener default listening on 0.0.0.0:8080',
    ),
    wildflyLine(
      4200,
      'org.jboss.as',
      'Controller Boot Thread',
      'WFLYSRV0025: WildFly Full %{version} started in 4112ms - Started 280 of 522 services',
    ),
    wildflyLine(4200, 'org.jboss.as', 'Controller Boot Thread', 'WFLYSRV0054: Admin console is not enabled'),
  ],
  sites: [{ port: 8080, routes: wildflyWelcome }],
  talks: [{ port: 9990 }],
  readyAfterMs: 4200,
  memoryMebibytes: 300,
  stop: { ...jvmEnd, exit: 0 },
};
