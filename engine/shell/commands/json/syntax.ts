/** A jq filter. */
export type Filter =
  | { readonly is: 'identity' | 'recurse' }
  | { readonly is: 'literal'; readonly value: JsonValue }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'index'; readonly of: Filter; readonly at: Filter }
  | { readonly is: 'slice'; readonly of: Filter; readonly from?: Filter; readonly to?: Filter }
  | { readonly is: 'iterate' | 'optional' | 'negate' | 'array'; readonly of: Filter }
  | { readonly is: 'pipe' | 'comma'; readonly left: Filter; readonly right: Filter }
  | { readonly is: 'operator'; readonly operator: string; readonly left: Filter; readonly right: Filter }
  | { readonly is: 'object'; readonly entries: readonly (readonly [key: Filter, value: Filter])[] }
  | { readonly is: 'string'; readonly format?: string; readonly parts: readonly (string | Filter)[] }
  | { readonly is: 'format'; readonly format: string }
  | { readonly is: 'if'; readonly test: Filter; readonly then: Filter; readonly otherwise: Filter }
  | { readonly is: 'try'; readonly body: Filter; readonly handler?: Filter }
  | {
      readonly is: 'reduce';
      readonly source: Filter;
      readonly name: string;
      readonly initial: Filter;
      readonly update: Filter;
    }
  | { readonly is: 'bind'; readonly source: Filter; readonly name: string; readonly body: Filter }
  | { readonly is: 'call'; readonly name: string; readonly arguments: readonly Filter[] };

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What a filter fails with: `try` catches it. */
export class JqError extends Error {}

/** A filter that can't be read. */
export class JqSyntaxError extends Error {}
