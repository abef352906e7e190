import { findRepository, repositories } from './catalogue/index.ts';

/** A result of `docker search`, as Docker Hub gives it. */
export interface SearchResult {
  /** `nginx`, `bitnami/nginx` */
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
}

type Row = readonly [name: string, stars: number, description: string];

/** Names, stars and descriptions as Docker Hub lists them. What it lists but the catalogue lacks can't be pulled. */
const listed: readonly Row[] = [
  ['adminer', 1700, 'Database management in a single PHP file.'],
  ['almalinux', 200, 'The official build of AlmaLinux OS.'],
  [
    'alpine',
    11_400,
    'A minimal Docker image based on Alpine Linux with a complete package index and only 5 MB in size!',
  ],
  ['alpine/git', 248, 'A  simple git container running in alpine li…'],
  ['amazonlinux', 450, 'Amazon Linux provides a stable, secure, and high-performance execution environment.'],
  [
    'buildpack-deps',
    230,
    'A collection of common build dependencies used for installing various modules, e.g., gems.',
  ],
  ['busybox', 3400, 'Busybox base image.'],
  ['caddy', 860, 'Caddy 2 is a powerful, enterprise-ready, open source web server with automatic HTTPS.'],
  ['cassandra', 1600, 'Apache Cassandra is an open-source distributed storage system.'],
  ['centos', 7800, 'DEPRECATED; The official build of CentOS.'],
  ['containous/whoami', 40, 'Tiny Go webserver that prints OS information and HTTP request to output'],
  [
    'curlimages/curl',
    220,
    'official docker image for curl - command line tool and library for transferring data with URLs',
  ],
  [
    'debian',
    5300,
    "Debian is a Linux distribution that's composed entirely of free and open-source software.",
  ],
  ['docker/getting-started', 130, 'Getting started with Docker'],
  ['docker/whalesay', 600, 'An image for use in the Docker demo tutorial'],
  ['eclipse-temurin', 680, 'Official Images for OpenJDK binaries built by Eclipse Temurin.'],
  [
    'elasticsearch',
    6400,
    'Elasticsearch is a powerful open source search and analytics engine that makes data easy to explore.',
  ],
  ['fedora', 1200, 'Official Docker builds of Fedora'],
  ['ghost', 1900, 'Ghost is a free and open source blogging platform written in JavaScript'],
  ['golang', 5000, 'Go (golang) is a general purpose, higher-level, imperative programming language.'],
  ['grafana/grafana', 3200, 'The official Grafana docker container'],
  ['haproxy', 1900, 'HAProxy - The Reliable, High Performance TCP/HTTP Load Balancer'],
  ['hashicorp/http-echo', 60, 'An in-memory web server that echoes back the arguments given to it'],
  ['hello-world', 2400, 'Hello World! (an example of minimal Dockerization)'],
  ['httpd', 4900, 'The Apache HTTP Server Project'],
  ['jenkins/jenkins', 4000, 'The leading open source automation server'],
  [
    'mariadb',
    6000,
    'MariaDB Server is a high performing open source relational database, forked from MySQL.',
  ],
  ['memcached', 2300, 'Free & open source, high-performance, distributed memory object caching system.'],
  ['minio/minio', 1100, 'Multi-Cloud Object Storage'],
  ['mongo', 10_500, 'MongoDB document databases provide high availability and easy scalability.'],
  ['mongo-express', 1500, 'Web-based MongoDB admin interface, written with Node.js and express'],
  ['mysql', 15_900, 'MySQL is a widely used, open-source relational database management system (RDBMS).'],
  ['nextcloud', 4400, 'A safe home for all your data'],
  ['nginx', 20_900, 'Official build of Nginx.'],
  [
    'nginxdemos/hello',
    220,
    'NGINX webserver that serves a simple page containing its hostname, IP address and port ...',
  ],
  ['nginxinc/nginx-unprivileged', 190, 'Unprivileged NGINX Dockerfiles'],
  ['nicolaka/netshoot', 500, 'a Docker + Kubernetes network trouble-shooting swiss-army container'],
  ['node', 14_000, 'Node.js is a JavaScript-based platform for server-side and networking applications.'],
  ['openjdk', 4000, 'DEPRECATED; use "https://hub.docker.com/_/eclipse-temurin/" instead.'],
  ['oraclelinux', 1000, 'Official Docker builds of Oracle Linux.'],
  ['perl', 430, 'Perl is a high-level, general-purpose, interpreted, dynamic programming language.'],
  [
    'php',
    7800,
    'While designed for web development, the PHP scripting language also provides general-purpose use.',
  ],
  ['phpmyadmin', 1100, 'phpMyAdmin - A web interface for MySQL and MariaDB.'],
  [
    'portainer/portainer-ce',
    2400,
    'Portainer Community Edition - a lightweight service delivery platform for containerized applications',
  ],
  [
    'postgres',
    14_500,
    'The PostgreSQL object-relational database system provides reliability and data integrity.',
  ],
  ['prom/prometheus', 1900, 'The Prometheus monitoring system and time series database.'],
  [
    'python',
    10_300,
    'Python is an interpreted, interactive, object-oriented, open-source programming language.',
  ],
  ['rabbitmq', 5200, 'RabbitMQ is an open source multi-protocol messaging broker.'],
  [
    'redis',
    13_400,
    'Redis is the world’s fastest data platform for caching, vector search, and NoSQL databases.',
  ],
  [
    'registry',
    4100,
    'Distribution implementation for storing and distributing of container images and artifacts',
  ],
  ['rockylinux', 200, 'DEPRECATED; The official build of Rocky Linux.'],
  [
    'ruby',
    2400,
    'Ruby is a dynamic, reflective, object-oriented, general-purpose, open-source programming language.',
  ],
  ['stefanprodan/podinfo', 60, 'Go microservice template for Kubernetes'],
  [
    'tomcat',
    3800,
    'Apache Tomcat is an open source implementation of the Java Servlet and JavaServer Pages technologies',
  ],
  ['traefik', 3500, 'Traefik, The Cloud Native Edge Router'],
  ['traefik/whoami', 110, 'Tiny Go webserver that prints OS information and HTTP request to output'],
  ['ubuntu', 17_600, 'Ubuntu is a Debian-based Linux operating system based on free software.'],
  [
    'wordpress',
    5900,
    'The WordPress rich content management system can utilize plugins, widgets, and themes.',
  ],
  [
    'zookeeper',
    1500,
    'Apache ZooKeeper is an open-source server which enables highly reliable distributed coordination.',
  ],
  ['apache/kafka', 600, 'Apache Kafka'],
  ['bash', 210, 'Bash is the GNU Project’s Bourne Again SHell'],
  ['bitnami/kafka', 800, 'Bitnami container image for Kafka'],
  ['bitnami/mariadb', 210, 'Bitnami container image for MariaDB'],
  ['bitnami/mongodb', 260, 'Bitnami container image for MongoDB'],
  ['bitnami/zookeeper', 110, 'Bitnami container image for ZooKeeper'],
  ['composer', 1300, 'Composer is a dependency manager written in and for PHP.'],
  ['confluentinc/cp-kafka', 1000, 'Official Confluent Docker Image for Kafka (Community Version)'],
  [
    'couchdb',
    600,
    'CouchDB is a database that uses JSON for documents, an HTTP API, & JavaScript/declarative indexing.',
  ],
  ['docker', 2600, 'Docker in Docker!'],
  ['dpage/pgadmin4', 1600, 'pgAdmin 4 is a web based administration tool for the PostgreSQL database.'],
  [
    'drupal',
    1000,
    'Drupal is an open source content management platform powering millions of websites and applications.',
  ],
  [
    'eclipse-mosquitto',
    1000,
    'Eclipse Mosquitto is an open source message broker which implements MQTT version 5, 3.1.1 and 3.1',
  ],
  ['gcc', 890, 'The GNU Compiler Collection is a compiling system that supports several languages.'],
  ['gitlab/gitlab-ce', 4000, 'GitLab Community Edition docker image based on the Omnibus package'],
  [
    'gradle',
    730,
    'Gradle is a build tool with a focus on build automation and support for multi-language development.',
  ],
  ['hashicorp/consul', 60, 'Automatic build of Consul based on the current release'],
  ['hashicorp/terraform', 340, 'Automatic builds of Terraform based on the current release'],
  ['hashicorp/vault', 100, 'Official Vault docker images'],
  [
    'influxdb',
    2000,
    'InfluxDB is the leading open source time series database for metrics, events, and real-time analytics.',
  ],
  ['jboss/wildfly', 590, 'WildFly application server image'],
  ['jetty', 420, 'Jetty provides a Web server and javax.servlet container.'],
  ['joomla', 540, 'Joomla! is an open source content management system.'],
  [
    'kibana',
    2700,
    'Kibana gives shape to any kind of data — structured and unstructured — indexed in Elasticsearch.',
  ],
  ['localstack/localstack', 800, 'A fully functional local AWS cloud stack'],
  ['logstash', 2200, 'Logstash is a tool for managing events and logs.'],
  ['mailhog/mailhog', 300, 'MailHog is an email testing tool for developers'],
  ['maven', 1700, 'Apache Maven is a software project management and comprehension tool.'],
  ['nats', 700, 'NATS is an open-source, high-performance, cloud native messaging system.'],
  ['neo4j', 1500, 'Neo4j is a highly scalable, robust native graph database.'],
  ['praqma/network-multitool', 60, 'A multi-arch docker image for network testing/troubleshooting'],
  ['r-base', 360, 'R is a system for statistical computation and graphics.'],
  ['rust', 1300, 'Rust is a systems programming language focused on safety, speed, and concurrency.'],
  [
    'solr',
    1400,
    'Apache Solr is the popular, blazing-fast, open source search platform built on Apache Lucene.',
  ],
  ['sonarqube', 2900, 'SonarQube is a self-managed code quality tool.'],
  ['swaggerapi/swagger-ui', 230, 'Swagger UI'],
  ['bitnami/nginx', 204, 'Bitnami container image for NGINX'],
  ['bitnami/redis', 320, 'Bitnami container image for Redis'],
  ['bitnami/postgresql', 300, 'Bitnami container image for PostgreSQL'],
  ['bitnami/mysql', 130, 'Bitnami container image for MySQL'],
  [
    'ubuntu/nginx',
    130,
    'Nginx, a high-performance reverse proxy & web server. Long-term tracks maintained by Canonical.',
  ],
  ['ubuntu/mysql', 70, 'MySQL open source fast, stable, multi-threaded, multi-user SQL database'],
  ['nginx/nginx-ingress', 110, 'NGINX and  NGINX Plus Ingress Controllers for Kubernetes'],
];

const hub = 'docker.io/';
const officialFolder = 'docker.io/library/';

/** Everything on Docker Hub that can be found, the listed before the rest of the catalogue. */
function* everything(): Generator<SearchResult> {
  const names = new Set<string>();
  for (const [name, stars, description] of listed) {
    names.add(name);
    const official = !name.includes('/') && findRepository(officialFolder + name) !== undefined;
    yield { name, stars, description, official };
  }
  for (const { names: canonical } of repositories) {
    for (const full of canonical) {
      if (!full.startsWith(hub)) continue;
      const official = full.startsWith(officialFolder);
      const name = full.slice(official ? officialFolder.length : hub.length);
      if (!names.has(name)) yield { name, stars: 0, description: '', official };
    }
  }
}

/** What Docker Hub finds for a term: exact names, then by stars. */
export function searchImages(term: string): SearchResult[] {
  const wanted = term.toLowerCase().replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  const found = [...everything()].filter(
    ({ name, description }) => name.includes(wanted) || description.toLowerCase().includes(wanted),
  );
  const rank = (result: SearchResult): number =>
    (result.name === wanted ? 4 : 0) + (result.name.includes(wanted) ? 2 : 0) + (result.official ? 1 : 0);
  return found.sort((a, b) => rank(b) - rank(a) || b.stars - a.stars || (a.name < b.name ? -1 : 1));
}
