/** Whether a part of a tree, whatever that is, is a column's name. */
export function isColumn(value: unknown): value is { readonly path: readonly string[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'column' &&
    'path' in value &&
    Array.isArray(value.path)
  );
}
