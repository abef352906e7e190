/**
 * What becomes of a container of each repository's default tag, without arguments and without a terminal: the ports that it
 * listens on, or how it ends and what it says; as the real ones do, but for programs that aren't modelled.
 */
const table = `
adminer | listens 8080
ajeetraina/hellowhale | listens 80
alexeiled/stress-ng | ends 0
almalinux | ends 0
alpine | ends 0
alpine/curl | ends 0
alpine/git | ends 126, this program is not part of the simulation
alpine/helm | ends 126, this program is not part of the simulation
alpine/k8s | ends 0
amazon/aws-cli | ends 126, this program is not part of the simulation
amazonlinux | ends 0
apache/kafka | listens 9092 9093
aquasec/trivy | ends 126, this program is not part of the simulation
bash | ends 0
bitnami/kafka | listens 9092 9093
bitnami/kubectl | ends 126, this program is not part of the simulation
bitnami/mariadb | ends 1, The MARIADB_ROOT_PASSWORD environment variable
bitnami/mongodb | listens 27017
bitnami/mysql | ends 1, The MYSQL_ROOT_PASSWORD environment variable
bitnami/nginx | listens 8080
bitnami/postgresql | ends 1, The POSTGRESQL_PASSWORD environment variable
bitnami/redis | ends 1, The REDIS_PASSWORD environment variable
bitnami/zookeeper | ends 1, The ZOO_ENABLE_AUTH environment variable
buildpack-deps | ends 0
busybox | ends 0
caddy | listens 80
cassandra | listens 7000 7199 9042
centos | ends 0
chrch/docker-pets | listens 5000
cockroachdb/cockroach | listens 8080 26257
composer | ends 126, this program is not part of the simulation
confluentinc/cp-kafka | ends 1, KAFKA_ZOOKEEPER_CONNECT is required.
confluentinc/cp-zookeeper | listens 2181 8080
containous/whoami | listens 80
containrrr/watchtower | ends 1, Cannot connect to the Docker daemon
couchdb | ends 1, COUCHDB_USER=admin
crccheck/hello-world | listens 8000
curlimages/curl | ends 2, try 'curl --help'
debian | ends 0
digitalocean/flask-helloworld | listens 5000
docker | ends 126, this program is not part of the simulation
docker/101-tutorial | listens 80
docker/getting-started | listens 80
docker/whalesay | ends 0
dockercloud/hello-world | listens 80
dockersamples/examplevotingapp_result | listens 80
dockersamples/examplevotingapp_vote | listens 80
dockersamples/examplevotingapp_worker | listens
dockersamples/static-site | listens 80
dockersamples/visualizer | listens 8080
dpage/pgadmin4 | ends 1, PGADMIN_DEFAULT_EMAIL
drupal | listens 80
ealen/echo-server | listens 80
eclipse-mosquitto | listens 1883
eclipse-temurin | ends 126, this program is not part of the simulation
elasticsearch:9.0.3 | listens 9200 9300
elixir | ends 126, this program is not part of the simulation
erlang | ends 126, this program is not part of the simulation
fedora | ends 0
gcc | ends 0
gcr.io/cadvisor/cadvisor | listens 8080
gcr.io/distroless/base | refused:, no command specified
gcr.io/distroless/cc | refused:, no command specified
gcr.io/distroless/java17-debian12 | ends 126, this program is not part of the simulation
gcr.io/distroless/nodejs20-debian12 | ends 0
gcr.io/distroless/python3-debian12 | ends 0
gcr.io/distroless/static | refused:, no command specified
gcr.io/google-samples/gb-frontend | listens 80
gcr.io/google-samples/gb-redis-follower | listens 6379
gcr.io/google-samples/hello-app | listens 8080
gcr.io/google-samples/node-hello:1.0 | listens 8080
gcr.io/kuar-demo/kuard-amd64 | listens 8080
ghost | ends 2, ECONNREFUSED
gitea/gitea | listens 22 3000
gitlab/gitlab-ce | listens 22 80 443
golang | ends 0
gradle | ends 126, this program is not part of the simulation
grafana/grafana | listens 3000
grafana/loki | listens 3100
hadolint/hadolint | ends 126, this program is not part of the simulation
haproxy | ends 1, Cannot open configuration file/directory /usr/local/etc/haproxy/haproxy.cfg
hashicorp/consul | listens 8300 8301 8500 8502 8600
hashicorp/http-echo | ends 127, Missing -text option
hashicorp/packer | ends 126, this program is not part of the simulation
hashicorp/terraform | ends 126, this program is not part of the simulation
hashicorp/vault | listens 8200
hello-world | ends 0, https://docs.docker.com/get-started/
httpd | listens 80
influxdb | listens 8086
jaegertracing/all-in-one | listens 4317 4318 14268 14269 16686
jboss/wildfly | listens 8080 9990
jenkins/jenkins | listens 8080 50000
jetty | listens 8080
joomla | listens 80
jpetazzo/clock | listens
jupyter/base-notebook | ends 126, this program is not part of the simulation
jwilder/whoami | listens 8000
kibana:9.0.3 | listens 5601
kicbase/echo-server | listens 8080
kodekloud/event-simulator | listens
kodekloud/simple-webapp | listens 8080
kodekloud/webapp-color | listens 8080
kubernetesui/dashboard | ends 126, this program is not part of the simulation
localstack/localstack | listens 4566
logstash:9.0.3 | listens 5044 9600
luksa/kubia | listens 8080
mailhog/mailhog | listens 1025 8025
mariadb | ends 1, You need to specify one of MARIADB_ROOT_PASSWORD
maven | ends 126, this program is not part of the simulation
mcr.microsoft.com/azure-cli | ends 0
mcr.microsoft.com/azuredocs/aks-helloworld | listens 80
mcr.microsoft.com/dotnet/aspnet | ends 0
mcr.microsoft.com/dotnet/runtime | ends 0
mcr.microsoft.com/dotnet/sdk | ends 0
mcr.microsoft.com/mssql/server:2022-latest | ends 1, ACCEPT_EULA
memcached | listens 11211
mendhak/http-https-echo | listens 8080
metabase/metabase | listens 3000
minio/minio | ends 0, --version, -v
mongo | listens 27017
mongo-express | listens 8081
mysql | ends 1, MYSQL_RANDOM_ROOT_PASSWORD
nats | listens 4222 6222 8222
neo4j | listens 7474 7687
nextcloud | listens 80
nginx | listens 80
nginxdemos/hello | listens 80
nginxinc/nginx-unprivileged | listens 8080
nicolaka/netshoot | ends 0
node | ends 0
openjdk | ends 126, this program is not part of the simulation
oraclelinux:9.6 | ends 0
paulbouwer/hello-kubernetes | listens 8080
perl | ends 126, part of the simulation
php | ends 126, this program is not part of the simulation
phpmyadmin | listens 80
polinux/stress | ends 0
portainer/portainer-ce | listens 8000 9000 9443
postgres | ends 1, https://www.postgresql.org/docs/current/auth-trust.html
prakhar1989/catnip | listens 5000
prakhar1989/foodtrucks-web | ends 1, Unable to connect to ES
praqma/network-multitool | listens 80
progrium/stress | ends 0
prom/alertmanager | listens 9093
prom/node-exporter | listens 9100
prom/prometheus | listens 9090
python | ends 0
quay.io/keycloak/keycloak | ends 0, start-dev
r-base | ends 126, this program is not part of the simulation
rabbitmq | listens 4369 5672 15692 25672
radial/busyboxplus | ends 0
rancher/hello-world | listens 80
redis | listens 6379
registry | listens 5000
registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.0 | ends 126, this program is not part of the simulation
registry.k8s.io/coredns/coredns | ends 126, this program is not part of the simulation
registry.k8s.io/cpa/cluster-proportional-autoscaler:v1.9.0 | ends 126, this program is not part of the simulation
registry.k8s.io/e2e-test-images/agnhost:2.56 | listens
registry.k8s.io/e2e-test-images/httpd:2.4.39-4 | listens 80
registry.k8s.io/e2e-test-images/jessie-dnsutils:1.7 | listens
registry.k8s.io/e2e-test-images/nginx:1.15-4 | listens 80
registry.k8s.io/e2e-test-images/nonroot:1.4 | listens
registry.k8s.io/echoserver:1.10 | listens 8080
registry.k8s.io/etcd | listens 2379 2380
registry.k8s.io/hpa-example | listens 80
registry.k8s.io/ingress-nginx/controller:v1.12.3 | ends 126, this program is not part of the simulation
registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.5.4 | ends 126, this program is not part of the simulation
registry.k8s.io/kube-apiserver:v1.33.2 | ends 126, this program is not part of the simulation
registry.k8s.io/kube-controller-manager:v1.33.2 | ends 126, this program is not part of the simulation
registry.k8s.io/kube-proxy:v1.33.2 | ends 126, this program is not part of the simulation
registry.k8s.io/kube-scheduler:v1.33.2 | ends 126, this program is not part of the simulation
registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.15.0 | ends 126, this program is not part of the simulation
registry.k8s.io/liveness | refused:, no command specified
registry.k8s.io/metrics-server/metrics-server:v0.7.2 | ends 126, this program is not part of the simulation
registry.k8s.io/nginx-slim:0.27 | listens 80
registry.k8s.io/node-problem-detector/node-problem-detector:v0.8.20 | ends 126, this program is not part of the simulation
registry.k8s.io/pause | listens
registry.k8s.io/redis:e2e | listens 6379
registry.k8s.io/serve_hostname | listens 9376
registry.k8s.io/test-webserver | listens 80
rockylinux:9.3 | ends 0
ruby | ends 126, this program is not part of the simulation
rust | ends 0
solr | listens 8983
sonarqube | listens 9000
stefanprodan/podinfo | listens 9898
swaggerapi/swagger-ui | listens 8080
sysdig/agent | ends 126, this program is not part of the simulation
testcontainers/ryuk | ends 1, Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
tomcat | listens 8080
traefik | listens 80
traefik/whoami | listens 80
training/sinatra | ends 0
training/webapp | listens 5000
ubuntu | ends 0
vish/stress | ends 126, this program is not part of the simulation
wagoodman/dive | ends 126, this program is not part of the simulation
wordpress | listens 80
zookeeper | listens 2181 8080
`;

export const outcomes: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', outcome = ''] = line.split(' | ');
      return [name, outcome] as const;
    }),
);
