import type { Student } from './student.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON. @throws SyntaxError */
  json(): Status;
}

/** A metav1.Status, or whatever object it is. */
interface Status {
  readonly kind?: string;
  readonly message?: string;
  readonly [field: string]: unknown;
}

/** One request to a student's Kubernetes API. */
export async function ask(
  student: Student,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(student.server + path, {
    method,
    headers: { ...type, ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

/** The events of a watch that is over: it had a time limit. */
export function eventsOf(text: string): { type: string; object: Record<string, unknown> }[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
