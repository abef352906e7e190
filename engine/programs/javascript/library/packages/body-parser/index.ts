/** The package body-parser, as far as it is documented. */
export const bodyParserPackage: Readonly<Record<string, string>> = {
  'npm:body-parser': `const { json, urlencoded, text, raw } = $builtin('npm:express'); module.exports = { json, urlencoded, text, raw };`,
};
