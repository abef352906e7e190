/** What stands before the braces: the class, how many, and the tag. @param made undefined: without a prototype */
export function prefixed(made: string | undefined, tag: string, fallback: string, size = ''): string {
  if (made === undefined) {
    const bare = `[${fallback}${size}: null prototype] `;
    return tag !== '' && fallback !== tag ? `${bare}[${tag}] ` : bare;
  }
  return tag !== '' && made !== tag ? `${made}${size} [${tag}] ` : `${made}${size} `;
}
