import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { permits, type Scope } from '../../auth/scopes.ts';
import { BODY_BYTES_MAX } from '../../limits.ts';
import { PlatformError } from '../problem.ts';
import { ProblemSchema } from '../problem-schema.ts';
import { jsonBody, noBody } from './body.ts';
import type { PlatformEnvironment } from './environment.ts';

/** An empty group of operations. */
export function operationGroup(): OpenAPIHono<PlatformEnvironment> {
  return new OpenAPIHono<PlatformEnvironment>();
}

interface Access {
  /** Any one of these permits the operation, as does `admin`. */
  readonly scopes: readonly Scope[];
  /** Undefined: 1 MiB; `none`: the operation takes no body. */
  readonly bodyBytesMax?: number | 'none';
}

/** Spread into a route: who may call it, and what it reads. */
export function guard({ scopes, bodyBytesMax = BODY_BYTES_MAX }: Access) {
  const body = bodyBytesMax === 'none' ? noBody() : jsonBody(bodyBytesMax);
  const middleware: MiddlewareHandler<PlatformEnvironment>[] = [requireScope(scopes), body];
  return { middleware, 'x-scopes': scopes };
}

function requireScope(wanted: readonly Scope[]): MiddlewareHandler<PlatformEnvironment> {
  return async (c, next) => {
    if (!permits(c.get('caller').scopes, wanted)) {
      const detail = `The operation needs a key with the scope ${[...new Set([...wanted, 'admin'])].join(' or ')}.`;
      throw new PlatformError('forbidden', detail);
    }
    await next();
  };
}

/** A JSON body of a request, required. */
export function requestBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const;
}

/** A JSON body of an answer. */
export function answer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } } as const;
}

/** An answer that is a problem, in the document; handlers throw it. */
export function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: ProblemSchema } } } as const;
}

export function idParameter(example: string, description: string) {
  return z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path', description }, example }) });
}
