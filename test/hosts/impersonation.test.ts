import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
});

afterAll(() => atoll.stop());

/** Who the server thinks is asking. @param headers one of them may come several times */
async function whoIs(headers: readonly [string, string][]) {
  const response = await fetch(`${student.server}/apis/authentication.k8s.io/v1/selfsubjectreviews`, {
    method: 'POST',
    headers: new Headers([['content-type', 'application/json'], ...headers]),
    body: '{}',
  });
  const { status, message, code } = await response.json();
  return { user: status?.userInfo, message, code };
}

it.each([
  ['a user', [['Impersonate-User', 'jane']], { username: 'jane', groups: ['system:authenticated'] }],
  [
    'a user with groups, a uid and extras',
    [
      ['Impersonate-User', 'jane'],
      ['Impersonate-Group', 'dev'],
      ['Impersonate-Group', 'a,b'],
      ['Impersonate-Uid', '7'],
      ['Impersonate-Extra-example.com%2fScopes', 'view'],
      ['Impersonate-Extra-example.com%2fScopes', 'edit'],
    ],
    {
      username: 'jane',
      uid: '7',
      groups: ['dev', 'a,b', 'system:authenticated'],
      extra: { 'example.com/scopes': ['view', 'edit'] },
    },
  ],
  [
    'a service account, with its groups',
    [['Impersonate-User', 'system:serviceaccount:default:bot']],
    {
      username: 'system:serviceaccount:default:bot',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
    },
  ],
  [
    'what is no service account but looks like one',
    [['Impersonate-User', 'system:serviceaccount:default:Bot!']],
    { username: 'system:serviceaccount:default:Bot!', groups: ['system:authenticated'] },
  ],
  [
    'a user who is not authenticated',
    [
      ['Impersonate-User', 'jane'],
      ['Impersonate-Group', 'system:unauthenticated'],
    ],
    { username: 'jane', groups: ['system:unauthenticated'] },
  ],
  [
    'anonymous',
    [['Impersonate-User', 'system:anonymous']],
    { username: 'system:anonymous', groups: ['system:unauthenticated'] },
  ],
] satisfies [string, [string, string][], object][])('acts as %s', async (_whom, headers, user) => {
  expect((await whoIs(headers)).user).toEqual(user);
});

it.each([
  [[['Impersonate-Group', 'dev']], '[{Group  dev    }]'],
  [[['Impersonate-Uid', '7']], '[{UID  7  authentication.k8s.io/v1  }]'],
  [
    [
      ['Impersonate-Group', 'dev'],
      ['Impersonate-Extra-scopes', 'view'],
    ],
    '[{Group  dev    } {UserExtra  view  authentication.k8s.io/v1  scopes}]',
  ],
] satisfies [[string, string][], string][])('needs a user: %j', async (headers, what) => {
  const message = `requested ${what} without impersonating a user`;
  expect(await whoIs(headers)).toEqual({ user: undefined, code: 400, message });
});
