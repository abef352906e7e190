import { beforeAll, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { service, settings, web } from './manifests.ts';

/** A pod with something in each of describe's sections. */
const full = `apiVersion: v1
kind: Pod
metadata: {name: full, labels: {run: full, tier: back}}
spec:
  initContainers:
  - {name: init, image: "busybox:1.36", command: [sh, -c, "echo hi"]}
  containers:
  - name: c
    image: nginx:1.27
    ports: [{containerPort: 80, name: http}]
    env:
    - {name: PLAIN, value: b}
    - name: IP
      valueFrom: {fieldRef: {fieldPath: status.podIP}}
    - name: COLOR
      valueFrom: {configMapKeyRef: {name: settings, key: COLOR}}
    - name: PASSWORD
      valueFrom: {secretKeyRef: {name: db, key: password}}
    envFrom: [{configMapRef: {name: settings}}]
    resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: 200m, memory: 128Mi}}
    livenessProbe: {httpGet: {path: /, port: 80}}
    volumeMounts: [{name: scratch, mountPath: /v}, {name: settings, mountPath: /cm, readOnly: true}]
  volumes:
  - {name: scratch, emptyDir: {}}
  - {name: settings, configMap: {name: settings}}
  tolerations: [{key: a, operator: Exists}]
`;

const crash = `apiVersion: v1
kind: Pod
metadata: {name: crash}
spec:
  containers:
  - {name: c, image: "busybox:1.36", command: [sh, -c, "exit 3"]}
`;

describeKubectl([27, 33], (session) => {
  beforeAll(async () => {
    const { kubectl, student } = session;
    await kubectl.ok('apply -f -', { stdin: [web(), service, settings, full, crash].join('---\n') });
    await student.advance(65);
  });

  test('pods, with what they hold and what befell them', async () => {
    await session.says(
      [
        'describe pod full',
        /^Name: +full\nNamespace: +default\nPriority: +0\nService Account: +default\nNode: +node-\d\/192\.168\.\S+\nStart Time: +\w{3}, .*\nLabels: +run=full\n +tier=back\nAnnotations: +<none>\nStatus: +Running\nIP: +10\.244\.\S+\nIPs:\n +IP: +10\.244\.\S+\n/,
      ],
      [
        'describe pod full',
        /\n {4}State: +Terminated\n {6}Reason: +Completed\n {6}Exit Code: +0\n[\s\S]*\n {4}State: +Running\n {6}Started: /,
      ],
      [
        'describe pod full',
        /\n {4}Limits:\n +cpu: +200m\n +memory: +128Mi\n {4}Requests:\n +cpu: +100m\n +memory: +64Mi\n {4}Liveness: +http-get http:\/\/:80\/ delay=0s timeout=1s period=10s #success=1 #failure=3\n {4}Environment Variables from:\n +settings +ConfigMap +Optional: false\n/,
      ],
      [
        'describe pod full',
        /\n +PLAIN: +b\n +IP: +\(v1:status\.podIP\)\n +COLOR: +<set to the key 'COLOR' of config map 'settings'> +Optional: false\n +PASSWORD: +<set to the key 'password' in secret 'db'> +Optional: false\n {4}Mounts:\n +\/cm from settings \(ro\)\n +\/v from scratch \(rw\)\n/,
      ],
      [
        'describe pod full',
        /\nQoS Class: +Burstable\nNode-Selectors: +<none>\nTolerations: +a op=Exists\n +node\.kubernetes\.io\/not-ready:NoExecute op=Exists for 300s\n +node\.kubernetes\.io\/unreachable:NoExecute op=Exists for 300s\nEvents:\n +Type +Reason +Age +From +Message\n/,
      ],
      [
        'describe po cras',
        /\n {4}State: +Waiting\n {6}Reason: +CrashLoopBackOff\n {4}Last State: +Terminated\n {6}Reason: +Error\n {6}Exit Code: +3\n/,
      ],
      ['describe pods -l run=full --show-events=false', /\nTolerations: [^\n]*\n[^\n]*\n[^\n]*\n$/],
    );
  });

  test('workloads and what routes to them', async () => {
    await session.says(
      ['describe -f -', /^Name: +web\nNamespace: +default\nCreationTimestamp: /, { stdin: web() }],
      [
        'describe deploy web',
        /\nStrategyType: +RollingUpdate\nMinReadySeconds: +0\nRollingUpdateStrategy: +25% max unavailable, 25% max surge\nPod Template:\n {2}Labels: +app=web\n {2}Containers:\n {3}nginx:\n {4}Image: +nginx:1\.26\n/,
      ],
      [
        'describe deploy web',
        /\nConditions:\n +Type +Status +Reason\n +-+ +-+ +-+\n +Available +True +MinimumReplicasAvailable\n +Progressing +True +NewReplicaSetAvailable\nOldReplicaSets: +<none>\nNewReplicaSet: +web-\S+ \(3\/3 replicas created\)\n/,
      ],
      [
        'describe rs',
        /^Name: +web-\S+\nNamespace: +default\nSelector: +app=web,pod-template-hash=\S+\n[\s\S]*\nControlled By: +Deployment\/web\nReplicas: +3 current \/ 3 desired\nPods Status: +3 Running \/ 0 Waiting \/ 0 Succeeded \/ 0 Failed\n/,
      ],
      [
        'describe svc web',
        /\nType: +ClusterIP\nIP Family Policy: +SingleStack\nIP Families: +IPv4\nIP: +10\.\S+\nIPs: +10\.\S+\nPort: +<unset> +80\/TCP\nTargetPort: +80\/TCP\nEndpoints: +(10\.244\.\S+:80,){2}10\.244\.\S+:80\nSession Affinity: +None\n/,
      ],
      [
        'describe ep web',
        /\nSubsets:\n +Addresses: +10\.244\.\S+,10\.244\.\S+,10\.244\.\S+\n +NotReadyAddresses: +<none>\n/,
      ],
      [
        'describe endpointslice -l kubernetes.io/service-name=web',
        /\nAddressType: +IPv4\nPorts:\n[\s\S]*\n {2}- Addresses: +10\.244\.\S+\n +Conditions:\n +Ready: +true\n +Hostname: +<unset>\n +TargetRef: +Pod\/web-\S+\n +NodeName: +node-\d\n/,
      ],
    );
  });

  test('nodes and namespaces', async () => {
    await session.says(
      [
        'describe node node-1',
        /\nTaints: +<none>\nUnschedulable: +false\nLease:\n +HolderIdentity: +node-1\n +AcquireTime: +<unset>\n +RenewTime: /,
      ],
      [
        'describe no node-1',
        /\nNon-terminated Pods: +\(\d in total\)\n +Namespace +Name +CPU Requests +CPU Limits +Memory Requests +Memory Limits +Age\n/,
      ],
      ['describe no', /\n +Resource +Requests +Limits\n +-+ +-+ +-+\n +cpu +100m \(2%\) +200m \(5%\)\n/],
      [
        'describe ns default',
        /^Name: +default\nLabels: +kubernetes\.io\/metadata\.name=default\nAnnotations: +<none>\nStatus: +Active\n\nNo resource quota\.\n\nNo LimitRange resource\.\n$/,
      ],
    );
  });

  test('the rest', async () => {
    await session.says(
      ['describe cm settings', /^Name: +settings\n[\s\S]*\nData\n====\n[\s\S]*COLOR:\n----\nblue\n/],
      ['describe secret db', /\nType: +Opaque\n\nData\n====\npassword: +6 bytes\n$/],
      [
        'describe sa default',
        /^Name: +default\n[\s\S]*\nImage pull secrets: +<none>\nMountable secrets: +<none>\nTokens: +<none>\nEvents: +<none>\n$/,
      ],
      [
        'describe lease -n kube-node-lease node-1',
        /\nKind: +Lease\n[\s\S]*\nSpec:\n +Holder Identity: +node-1\n +Lease Duration Seconds: +40\n/,
      ],
      ['describe events', /\nReason: +Scheduled\n/],
      ['describe pod nope', 'Error from server (NotFound): pods "nope" not found\n', { code: 1 }],
      ['describe gadgets', 'error: the server doesn\'t have a resource type "gadgets"\n', { code: 1 }],
    );
  });
});
