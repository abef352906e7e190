import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { Kubectl, kubectlOf } from '../../harness/kubectl.ts';
import { newStudent, type Student } from '../../harness/student.ts';
import { pod } from './manifests.ts';

/** What goes wrong in a pod shows in the words that students will meet on real clusters. */
describe('a pod that fails', () => {
  const path = kubectlOf(33);
  let atoll: TestAtoll;
  let student: Student;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if (path === undefined) return;
    atoll = await startAtoll();
    student = await newStudent(atoll, { kubernetes: { nodes: 2 } });
    kubectl = new Kubectl(path, student.kubeconfig);
  });

  afterAll(async () => {
    kubectl?.dispose();
    await atoll?.stop();
  });

  const cases: { what: string; spec: string; status: RegExp; events: RegExp }[] = [
    {
      what: 'an image tag that does not exist',
      spec: 'containers:\n- {name: c, image: "nginx:1.999"}',
      status: /0\/1 +(ErrImagePull|ImagePullBackOff) +0/,
      events: /Failed to pull image "nginx:1\.999": .*docker\.io\/library\/nginx:1\.999: not found/,
    },
    {
      what: 'a container that exits',
      spec: 'containers:\n- {name: c, image: "busybox:1.36", command: ["sh", "-c", "echo bye; exit 3"]}',
      status: /0\/1 +(CrashLoopBackOff|Error) +[1-9]/,
      events: /Back-off restarting failed container c in pod/,
    },
    {
      what: 'a database without its password',
      spec: 'containers:\n- {name: c, image: "postgres:16"}',
      status: /0\/1 +(CrashLoopBackOff|Error) +[1-9]/,
      events: /Back-off restarting failed container c in pod/,
    },
    {
      what: 'a missing ConfigMap',
      spec: 'containers:\n- name: c\n  image: nginx:1.27\n  envFrom:\n  - configMapRef: {name: nope}',
      status: /0\/1 +CreateContainerConfigError +0/,
      events: /Error: configmap "nope" not found/,
    },
    {
      what: 'more CPU than any node has',
      spec: 'containers:\n- name: c\n  image: nginx:1.27\n  resources: {requests: {cpu: "100"}}',
      status: /0\/1 +Pending +0/,
      events:
        /0\/2 nodes are available: 2 Insufficient cpu\. preemption: 0\/2 nodes are available: 2 No preemption victims found for incoming pod\./,
    },
    {
      what: 'more memory than its limit',
      spec: 'containers:\n- name: c\n  image: polinux/stress\n  command: [stress, --vm, "1", --vm-bytes, 250M, --vm-hang, "1"]\n  resources: {limits: {memory: 100Mi}}',
      status: /0\/1 +(OOMKilled|CrashLoopBackOff) +[1-9]/,
      events: /Back-off restarting failed container c in pod/,
    },
    {
      what: 'a liveness probe that fails',
      spec: 'containers:\n- name: c\n  image: nginx:1.27\n  livenessProbe: {httpGet: {path: /nope, port: 80}, periodSeconds: 5}',
      status: /[01]\/1 +(Running|CrashLoopBackOff) +[1-9]/,
      events: /Container c failed liveness probe, will be restarted/,
    },
    {
      what: 'a readiness probe that fails',
      spec: 'containers:\n- name: c\n  image: nginx:1.27\n  readinessProbe: {httpGet: {path: /, port: 8080}}',
      status: /0\/1 +Running +0/,
      events:
        /Readiness probe failed: Get "http:\/\/10\.244\.\d+\.\d+:8080\/": dial tcp 10\.244\.\d+\.\d+:8080: connect: connection refused/,
    },
    {
      what: 'a command that is not in the image',
      spec: 'containers:\n- {name: c, image: "nginx:1.27", command: [nope]}',
      status: /0\/1 +(RunContainerError|CrashLoopBackOff|StartError) +[0-9]/,
      events: /exec: "nope": executable file not found in \$PATH/,
    },
  ];

  test.skipIf(path === undefined).each(cases)('$what', async ({ what, spec, status, events }) => {
    const name = what.replaceAll(' ', '-').toLowerCase();
    await kubectl.apply(pod(name, spec));
    await student.advance(120);
    expect(await kubectl.ok(`get pod ${name}`)).toMatch(status);
    expect(await kubectl.ok(`describe pod ${name}`)).toMatch(events);
  });
});
