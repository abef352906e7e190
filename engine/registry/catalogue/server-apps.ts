import { plain, type Repository } from './repository.ts';

const adminer = plain(
  ['docker.io/library/adminer'],
  {
    userland: 'alpine',
    entrypoint: ['entrypoint.sh'],
    cmd: ['php', '-S', '[::]:8080', '-t', '/var/www/html'],
    user: 'adminer',
    workingDir: '/var/www/html',
    exposedPorts: ['8080/tcp'],
    executables: { '/usr/local/bin/entrypoint.sh': 'plain-entrypoint', '/usr/local/bin/php': 'php' },
  },
  [
    ['5.3.0 5 latest standalone', 43.0],
    ['4.8.1 4', 90.0],
  ],
);

const phpmyadmin = plain(
  ['docker.io/library/phpmyadmin', 'docker.io/phpmyadmin/phpmyadmin'],
  {
    userland: 'debian',
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['apache2-foreground'],
    workingDir: '/var/www/html',
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGWINCH',
    executables: {
      '/docker-entrypoint.sh': 'plain-entrypoint',
      '/usr/local/bin/apache2-foreground': 'phpmyadmin',
    },
  },
  [['5.2.2 5.2 5 latest', 190.0]],
);

const mongoExpress = plain(
  ['docker.io/library/mongo-express'],
  {
    userland: 'alpine',
    env: { ME_CONFIG_MONGODB_URL: 'mongodb://mongo:27017', VCAP_APP_HOST: '0.0.0.0' },
    entrypoint: ['/sbin/tini', '--', '/docker-entrypoint.sh'],
    cmd: ['mongo-express'],
    workingDir: '/app',
    exposedPorts: ['8081/tcp'],
    executables: {
      '/sbin/tini': 'tini',
      '/docker-entrypoint.sh': 'mongo-express-entrypoint',
      '/usr/local/bin/mongo-express': 'mongo-express',
    },
  },
  [
    ['1.0.2 1.0 1 latest', 55.0],
    ['0.54.0 0.54', 45.0],
  ],
);

const ghost = plain(
  ['docker.io/library/ghost'],
  {
    userland: 'debian',
    env: { NODE_ENV: 'production' },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['node', 'current/index.js'],
    volumes: ['/var/lib/ghost/content'],
    workingDir: '/var/lib/ghost',
    exposedPorts: ['2368/tcp'],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'plain-entrypoint',
      '/usr/local/bin/node': 'ghost',
    },
  },
  [
    ['5.130.2 5 latest', 190.0],
    ['4.48.9 4', 150.0],
    ['0.7.1 0.7', 116.0],
  ],
);

const nextcloud = plain(
  ['docker.io/library/nextcloud'],
  {
    userland: 'debian',
    volumes: ['/var/www/html'],
    entrypoint: ['/entrypoint.sh'],
    cmd: ['apache2-foreground'],
    workingDir: '/var/www/html',
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGWINCH',
    executables: { '/entrypoint.sh': 'plain-entrypoint', '/usr/local/bin/apache2-foreground': 'nextcloud' },
  },
  [
    ['31.0.7 31 latest', 400.0],
    ['30.0.13 30', 395.0],
  ],
);

const grafana = plain(
  ['docker.io/grafana/grafana', 'docker.io/grafana/grafana-oss'],
  {
    userland: 'alpine',
    user: '472',
    entrypoint: ['/run.sh'],
    workingDir: '/usr/share/grafana',
    exposedPorts: ['3000/tcp'],
    executables: { '/run.sh': 'grafana' },
  },
  [
    ['12.0.2 latest', 190.0],
    ['11.6.0', 180.0],
    ['10.4.2', 120.0],
    ['9.5.18', 107.0],
    ['8.5.27', 90.0],
  ],
);

const prometheus = plain(
  ['docker.io/prom/prometheus', 'quay.io/prometheus/prometheus'],
  {
    userland: 'busybox',
    user: 'nobody',
    entrypoint: ['/bin/prometheus'],
    volumes: ['/prometheus'],
    folders: { '/prometheus': '755 65534:65534' },
    cmd: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
    workingDir: '/prometheus',
    exposedPorts: ['9090/tcp'],
    executables: { '/bin/prometheus': 'prometheus' },
  },
  [
    ['v3.4.2 latest', 118.0],
    ['v2.55.1', 110.0],
    ['v2.53.0', 106.0],
    ['v2.45.0', 93.0],
    ['v2.37.0', 85.0],
  ],
);

const elasticsearch = plain(
  ['docker.io/library/elasticsearch', 'docker.elastic.co/elasticsearch/elasticsearch'],
  {
    userland: 'redhat',
    unpacking: 1.85,
    user: '1000:0',
    users: ['elasticsearch:x:1000:1000::/usr/share/elasticsearch:/bin/bash'],
    entrypoint: ['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'],
    cmd: ['eswrapper'],
    workingDir: '/usr/share/elasticsearch',
    exposedPorts: ['9200/tcp', '9300/tcp'],
    executables: {
      '/bin/tini': 'tini',
      '/usr/local/bin/docker-entrypoint.sh': 'elasticsearch',
      '/usr/bin/curl': 'curl',
    },
  },
  [
    ['8.18.3', 700.0],
    ['8.13.0', 640.0],
    ['7.17.28', 370.0],
    ['7.10.1', 455.0],
    ['6.8.23', 480.0],
  ],
);

const jenkins = plain(
  ['docker.io/jenkins/jenkins'],
  {
    userland: 'debian',
    user: 'jenkins',
    unpacking: 1.7,
    volumes: ['/var/jenkins_home'],
    users: ['jenkins:x:1000:1000::/var/jenkins_home:/bin/bash'],
    folders: { '/var/jenkins_home': '755 1000:1000' },
    entrypoint: ['/usr/bin/tini', '--', '/usr/local/bin/jenkins.sh'],
    exposedPorts: ['8080/tcp', '50000/tcp'],
    executables: { '/usr/bin/tini': 'tini', '/usr/local/bin/jenkins.sh': 'jenkins', '/usr/bin/curl': 'curl' },
  },
  [
    ['2.504.3 lts lts-jdk17 lts-jdk21', 270.0],
    ['2.518 latest jdk17 jdk21', 271.0],
  ],
);

const minio = plain(
  ['docker.io/minio/minio', 'quay.io/minio/minio'],
  {
    userland: 'redhat',
    entrypoint: ['/usr/bin/docker-entrypoint.sh'],
    cmd: ['minio'],
    exposedPorts: ['9000/tcp'],
    executables: {
      '/usr/bin/docker-entrypoint.sh': 'plain-entrypoint',
      '/usr/bin/minio': 'minio',
      '/usr/bin/curl': 'curl',
    },
  },
  [['latest RELEASE.2025-04-22T22-12-26Z', 60.0]],
);

const etcd = plain(
  ['registry.k8s.io/etcd', 'quay.io/coreos/etcd', 'gcr.io/etcd-development/etcd'],
  {
    userland: 'none',
    cmd: ['etcd'],
    exposedPorts: ['2379/tcp', '2380/tcp'],
    executables: { '/usr/local/bin/etcd': 'etcd', '/usr/local/bin/etcdctl': 'silent' },
  },
  [
    ['3.5.21-0 v3.5.21', 58.0],
    ['3.5.16-0 v3.5.16', 57.0],
    ['3.5.15-0 v3.5.15', 57.0],
    ['3.5.0 v3.5.0 latest', 60.0],
  ],
);

const zookeeper = plain(
  ['docker.io/library/zookeeper'],
  {
    userland: 'ubuntu',
    volumes: ['/data', '/datalog', '/logs'],
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['zkServer.sh', 'start-foreground'],
    exposedPorts: ['2181/tcp', '2888/tcp', '3888/tcp', '8080/tcp'],
    executables: {
      '/docker-entrypoint.sh': 'plain-entrypoint',
      '/usr/local/bin/zkServer.sh': 'zookeeper',
    },
  },
  [
    ['3.9.3 3.9 latest', 120.0],
    ['3.8.4 3.8', 118.0],
  ],
);

export const serverApps: readonly Repository[] = [
  adminer,
  phpmyadmin,
  mongoExpress,
  ghost,
  nextcloud,
  grafana,
  prometheus,
  elasticsearch,
  jenkins,
  minio,
  etcd,
  zookeeper,
];
