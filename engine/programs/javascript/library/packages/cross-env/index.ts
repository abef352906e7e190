/** The package cross-env, as far as it is documented. */
export const crossEnvPackage: Readonly<Record<string, string>> = {
  'npm:cross-env': `module.exports = () => { throw new Error('cross-env is used from a script'); };`,
};
