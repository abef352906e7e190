/** The arrows of the architecture: api → engine → db, and within engine from the outermost room inwards. */
const rooms = [
  'grading',
  'machines',
  'kubernetes',
  'docker',
  'lxc',
  'container',
  'programs',
  'shell',
  'linux',
  'network',
  'filesystem',
  'registry',
  'simulation',
];

/** A room may use those after it in the list, never those before. */
const inwards = rooms.slice(1).map((room, index) => ({
  name: `engine/${room}-is-further-in`,
  severity: 'error',
  from: { path: `^engine/${room}/` },
  to: { path: `^engine/(${rooms.slice(0, index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...inwards,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'engine-knows-no-http',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^(api/|test/|examples/|node_modules/(hono|@hono)/)' },
    },
    {
      name: 'db-knows-only-sql',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(api|engine|test|examples)/' },
    },
    {
      name: 'drizzle-only-in-db',
      severity: 'error',
      from: { pathNot: '^(db/|drizzle\\.config\\.ts)' },
      to: { path: '^node_modules/drizzle-orm/' },
    },
    {
      name: 'shared-code-runs-on-both-hosts',
      severity: 'error',
      comment:
        'Only the Node host, its driver, and the scripts that write generated files may use Node itself.',
      from: {
        path: '^(api|engine|db)/',
        pathNot: '^(api/node(/|\\.ts)|db/node\\.ts|api/.*/generate\\.ts|engine/kubernetes/schemas/)',
      },
      to: { dependencyTypes: ['core'], path: '.', pathNot: '^(buffer|node:buffer)$' },
    },
    {
      name: 'shared-code-knows-no-host',
      severity: 'error',
      from: { path: '^(api|engine|db)/', pathNot: '^(api/(node|worker)(/|\\.ts)|db/(node|durable)\\.ts)' },
      to: { path: '^(api/(node|worker)(/|\\.ts)|db/(node|durable)\\.ts)' },
    },
    {
      name: 'no-dev-dependencies-in-production',
      severity: 'error',
      from: { path: '^(api|engine|db)/', pathNot: 'generate\\.ts$|^engine/kubernetes/schemas/|^api/client/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'generated/' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
