import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { buildDocument } from './document.ts';
import { rootOf, type ServedKind } from './served-kind.ts';
import { buildSwagger } from './swagger.ts';
import { encodeSwagger } from './swagger-protobuf.ts';

/** The Content-Type of /openapi/v2 as kubectl asks for it. */
export const PROTOBUF_CONTENT_TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

interface Document {
  /** JSON. */
  readonly text: string;
  /** Of the text: the `hash` of its address, and its ETag. */
  readonly hash: string;
}

/** The answers under /openapi for a list of kinds; each is made when it is first asked for, and kept. */
export interface OpenApi {
  /** `/openapi/v3`. */
  readonly index: () => Document;
  /** `/openapi/v3/{root}`; undefined where no such group version is served. */
  readonly document: (root: string) => Document | undefined;
  /** `/openapi/v2`. */
  readonly swagger: () => Document;
  /** `/openapi/v2` as protobuf. */
  readonly swaggerProtobuf: () => Uint8Array<ArrayBuffer>;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function documentOf(value: object): Document {
  const text = JSON.stringify(value);
  return { text, hash: bytesToHex(sha512(utf8ToBytes(text))).toUpperCase() };
}

function rootsOf(served: readonly ServedKind[]): Map<string, ServedKind[]> {
  const roots = new Map<string, ServedKind[]>();
  for (const kind of served) roots.set(rootOf(kind), [...(roots.get(rootOf(kind)) ?? []), kind]);
  return new Map([...roots].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The OpenAPI documents of the kinds an API server serves. Make it once for a list of kinds: it is the same
 * for every cluster that serves them.
 * @param version of Kubernetes, as in `v1.33.1`
 */
export function createOpenApi(served: readonly ServedKind[], version: string): OpenApi {
  const documents = new Map(
    [...rootsOf(served)].map(
      ([root, of]) => [root, once(() => documentOf(buildDocument(of, version)))] as const,
    ),
  );
  const swagger = once(() => buildSwagger(served, version));
  const address = (root: string, hash: string) => ({ serverRelativeURL: `/openapi/v3/${root}?hash=${hash}` });
  return {
    index: once(() => {
      const paths = [...documents].map(([root, document]) => [root, address(root, document().hash)]);
      return documentOf({ paths: Object.fromEntries(paths) });
    }),
    document: (root) => documents.get(root)?.(),
    swagger: once(() => documentOf(swagger())),
    swaggerProtobuf: once(() => encodeSwagger(swagger())),
  };
}
