import type { Application, Line } from './application.ts';
import { page, redirect } from './page.ts';

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

const sonarLine = (afterMs: number, process: string, from: string, text: string): Line => [
  afterMs,
  `%{day} %{clock} INFO  ${process}[][${from}] ${text}`,
];

/** Its page asks for patience while Elasticsearch comes up inside it, as the real one does. */
export const sonarqube: Application = {
  lines: [
    sonarLine(800, 'app', 'o.s.a.AppFileSystem', 'Cleaning or creating temp directory /opt/sonarqube/temp'),
    sonarLine(
      900,
      'app',
      'o.s.a.es.EsSettings',
      'Elasticsearch listening on [HTTP: 127.0.0.1:9001, TCP: 127.0.0.1:0]',
    ),
    sonarLine(
      1000,
      'app',
      'o.s.a.ProcessLauncherImpl',
      'Launch process[ELASTICSEARCH] from [/opt/sonarqube/elasticsearch]',
    ),
    sonarLine(1000, 'app', 'o.s.a.SchedulerImpl', 'Waiting for Elasticsearch to be up and running'),
    sonarLine(14_000, 'app', 'o.s.a.SchedulerImpl', 'Process[es] is up'),
    sonarLine(14_000, 'app', 'o.s.a.ProcessLauncherImpl', 'Launch process[WEB_SERVER] from [/opt/sonarqube]'),
    sonarLine(35_000, 'app', 'o.s.a.SchedulerImpl', 'Process[web] is up'),
    sonarLine(42_000, 'app', 'o.s.a.SchedulerImpl', 'Process[ce] is up'),
    sonarLine(42_000, 'app', 'o.s.a.SchedulerImpl', 'SonarQube is operational'),
  ],
  sites: [
    {
      port: 9000,
      routes: {
        '/api/system/status': '{"id":"147B411E-AZgC","version":"%{version}","status":"UP"}',
        '/api/server/version': '%{version}',
        '/': '<!doctype html><html lang="en"><head><title>SonarQube</title></head><body><div id="content"></div></body></html>\n',
        '/sessions/new':
          '<!doctype html><html lang="en"><head><title>SonarQube</title></head><body><h1>Log in to SonarQube</h1></body></html>\n',
      },
    },
  ],
  readyAfterMs: 42_000,
  memoryMebibytes: 1400,
  stop: { exit: 0, afterMs: 2000 },
};
