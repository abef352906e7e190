import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AtollClient, createAtollClient, type Schemas } from '../api/client/index.ts';
import { readConfig } from '../api/config.ts';
import { type RunningAtoll, startNodeHost } from '../api/node.ts';
import { readAssignment, readSubmissions, type Submission } from './demo/class.ts';
import { Progress } from './demo/progress.ts';
import { podTable, serverOf, submit } from './demo/sandbox.ts';
import { type Graded, heading, studentRows } from './demo/table.ts';

/** Virtual seconds that pass in the students' sandboxes. */
const CLASS_SECONDS = 240;

/** Whose sandbox is looked at in the end: its database has no password. */
const SHOWN_STUDENT = 'goran';

const COURSE = 'cloud-101';

const progress = new Progress();

function print(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** The answer of an operation that has to succeed. */
function expectData<T>({ data, error }: { data?: T; error?: Schemas['Problem'] }): T {
  if (data === undefined) throw new Error(error?.detail ?? error?.title ?? 'no answer');
  return data;
}

async function startServer(dataDir: string): Promise<{ server: RunningAtoll; atoll: AtollClient }> {
  progress.start('starting the server');
  const settings = { PORT: '0', ATOLL_DATA: dataDir, ATOLL_LOG: 'error', ATOLL_RATE_LIMIT: '1000' };
  const server = await startNodeHost(readConfig(settings));
  const apiKey = server.madeApiKey;
  if (apiKey === undefined) throw new Error('a new data folder has a tenant already');
  progress.finish(`Atoll listens on ${server.url}`);
  return { server, atoll: createAtollClient({ baseUrl: server.url, apiKey }) };
}

/** A sandbox for each student. @returns their ids, by student */
async function provision(
  atoll: AtollClient,
  students: readonly string[],
  nodes: Schemas['Assignment']['nodes'],
): Promise<ReadonlyMap<string, string>> {
  progress.start('provisioning');
  const sandboxes = students.map((student) => ({
    name: student,
    externalId: `${COURSE}/${student}`,
    labels: { course: COURSE },
    clock: { mode: 'manual' as const },
    kubernetes: nodes === undefined ? {} : { nodes },
  }));
  const { items } = expectData(await atoll.POST('/v1/sandboxes/batch', { body: { sandboxes } }));
  const ids = items.map(({ sandbox, problem }, index): [string, string] => {
    if (sandbox === undefined) throw new Error(`${students[index]}: ${problem?.detail}`);
    return [students[index] ?? '', sandbox.id];
  });
  progress.finish(`${ids.length} sandboxes, each a Kubernetes cluster of its own`);
  return new Map(ids);
}

/** Every student's manifests go into the student's own cluster, and time passes there. */
async function handIn(
  atoll: AtollClient,
  { manifests = {} }: Schemas['Assignment'],
  submissions: readonly Submission[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  progress.start('handing in');
  let accepted = 0;
  for (const [index, { student, files }] of submissions.entries()) {
    progress.step(index, submissions.length, student);
    const id = ids.get(student) ?? '';
    const server = await serverOf(atoll, id);
    await submit(server, manifests);
    accepted += await submit(server, files);
    const advance = { params: { path: { id } }, body: { seconds: CLASS_SECONDS } };
    expectData(await atoll.POST('/v1/sandboxes/{id}/clock/advance', advance));
  }
  progress.finish(`${accepted} objects accepted, ${CLASS_SECONDS} virtual seconds passed in each`);
}

/** Each submission in a fresh sandbox of its own, on the same terms. */
async function gradeAll(
  atoll: AtollClient,
  assignment: Schemas['Assignment'],
  submissions: readonly Submission[],
): Promise<readonly Graded[]> {
  progress.start('grading');
  const graded: Graded[] = [];
  for (const { student, files } of submissions) {
    progress.step(graded.length, submissions.length, student);
    const began = performance.now();
    const report = expectData(await atoll.POST('/v1/grade', { body: { assignment, submission: files } }));
    graded.push({ student, report, ms: performance.now() - began });
  }
  progress.finish(`${graded.length} submissions graded by ${assignment.checks.length} checks`);
  return graded;
}

function printTable(graded: readonly Graded[]): void {
  print(heading());
  for (const each of graded) print(studentRows(each));
  const full = graded.filter(({ report }) => report.score === report.maxScore).length;
  const mean = graded.reduce((sum, { report }) => sum + report.score, 0) / graded.length;
  print(`\n${full} of ${graded.length} got everything right; the mean is ${mean.toFixed(1)} points.`);
}

function printNextSteps(): void {
  print(`To use it yourself, start the server in one terminal:

  ATOLL_API_KEY=choose-a-long-secret npm start

and in another make a sandbox and point kubectl at it:

  export ATOLL=http://127.0.0.1:8787 AUTH='Authorization: Bearer choose-a-long-secret'
  id=$(curl -s -X POST $ATOLL/v1/sandboxes -H "$AUTH" -H 'Content-Type: application/json' \\
    -d '{"name": "mine"}' | grep -o 'sbx_[0-9a-z]*' | head -n 1)
  curl -s $ATOLL/v1/sandboxes/$id/kubeconfig -H "$AUTH" > kubeconfig
  export KUBECONFIG=$PWD/kubeconfig
  kubectl apply -f examples/class/submissions/ximena
  kubectl get pods --watch

The API is described at http://127.0.0.1:8787/docs. What the class handed in is in examples/class.`);
}

async function main(): Promise<void> {
  const began = performance.now();
  const assignment = readAssignment();
  const submissions = readSubmissions();
  const dataDir = mkdtempSync(join(tmpdir(), 'atoll-demo-'));
  let server: RunningAtoll | undefined;
  try {
    print(`${assignment.title}: a class of ${submissions.length}\n`);
    const started = await startServer(dataDir);
    server = started.server;
    const { atoll } = started;
    const students = submissions.map(({ student }) => student);
    const ids = await provision(atoll, students, assignment.nodes);
    await handIn(atoll, assignment, submissions, ids);
    const graded = await gradeAll(atoll, assignment, submissions);
    print();
    printTable(graded);
    const apiServer = await serverOf(atoll, ids.get(SHOWN_STUDENT) ?? '');
    print(`\n${SHOWN_STUDENT}'s own sandbox, as kubectl -n shop get pods shows it:\n`);
    print(await podTable(apiServer, 'shop'));
    print(`\nAll of it took ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
    printNextSteps();
  } finally {
    await server?.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().catch((error) => {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
