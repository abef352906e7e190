/** The package node-fetch, as far as it is documented. */
export const nodeFetchPackage: Readonly<Record<string, string>> = {
  'npm:node-fetch': `module.exports = $builtin('fetch');`,
};
