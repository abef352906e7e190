import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Schemas } from '../../api/client/index.ts';
import { startAtoll, type TestAtoll } from './atoll.ts';
import { type Given, Kubectl, kubectlOf } from './kubectl.ts';
import { newStudent, type Student } from './student.ts';

/** A command, what it says on stdout and then on stderr, and what it exits with: 0 unless it is given. */
export type Said = readonly [line: string, says: string | RegExp, given?: Given & { readonly code?: number }];

/** A student at work with one kubectl. */
export interface Session {
  /** The minor version of the kubectl. */
  readonly minor: number;
  readonly kubectl: Kubectl;
  readonly student: Student;
  /** Runs commands one after the other and holds what each says against what it should say. */
  says(...rows: readonly Said[]): Promise<void>;
  /** An object of the cluster as JSON, as `get <what> -o json` has it. */
  json(what: string): Promise<ReturnType<typeof JSON.parse>>;
}

/**
 * Defines the same tests for each of several kubectls. Each has a sandbox of its own on the file's one server, two
 * nodes and a manual clock unless told otherwise; where the machine has no such kubectl, they are skipped.
 */
export function describeKubectl(
  minors: readonly number[],
  define: (session: Session) => void,
  birth: Schemas['SandboxCreate'] = {},
): void {
  let atoll: TestAtoll | undefined;
  beforeAll(async () => {
    atoll = await startAtoll();
  });
  afterAll(async () => {
    await atoll?.stop();
  });
  for (const minor of minors) {
    const path = kubectlOf(minor);
    describe.skipIf(path === undefined)(`kubectl 1.${minor}`, () => {
      let [kubectl, student]: [Kubectl | undefined, Student | undefined] = [undefined, undefined];
      beforeAll(async () => {
        if (atoll === undefined || path === undefined) return;
        student = await newStudent(atoll, { kubernetes: { nodes: 2 }, ...birth });
        kubectl = new Kubectl(path, student.kubeconfig);
      });
      afterAll(() => kubectl?.dispose());
      define({
        minor,
        get kubectl() {
          return there(kubectl);
        },
        get student() {
          return there(student);
        },
        says: (...rows) => says(there(kubectl), rows),
        json: async (what) => JSON.parse(await there(kubectl).ok(`get ${what} -o json`)),
      });
    });
  }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('only within a test');
  return value;
}

/** What kubectl logs of its own watches, such as that one was short. */
const KLOG = /^[IWE]\d{4} .* reflector\.go:.*\n/gm;

async function says(kubectl: Kubectl, rows: readonly Said[]): Promise<void> {
  for (const [line, expected, { code: expectedCode = 0, ...given } = {}] of rows) {
    const { code, stdout, stderr } = await kubectl.run(line, given);
    const said = (stdout + stderr).replace(KLOG, '');
    const words = expected instanceof RegExp ? expect.stringMatching(expected) : expected;
    expect([line, said, code]).toEqual([line, words, expectedCode]);
  }
}
