// Who may import which libs. Apps and tests may import all of them; what is not listed here is forbidden.
const mayImport = {
  onet: [],
  // The service from outside: it shares nothing with what it asks.
  client: [],
  http: ['onet'],
  installation: [],
  outside: [],
  config: ['installation', 'onet'],
  database: ['config', 'onet'],
  access: ['config', 'onet', 'outside', 'database', 'http'],
  runs: ['onet', 'outside', 'config', 'database', 'access', 'http'],
  releases: ['onet', 'config', 'database', 'http', 'runs'],
  ingestion: ['onet', 'outside', 'config', 'database', 'runs'],
  occupations: ['onet', 'outside', 'config', 'database', 'http', 'releases'],
  skills: ['onet', 'config', 'database', 'http', 'releases', 'occupations'],
  requirements: ['onet', 'config', 'database', 'http', 'releases', 'occupations'],
  transform: [
    ...['onet', 'config', 'database', 'runs', 'releases', 'ingestion', 'occupations', 'skills', 'requirements'],
  ],
  completion: [
    'onet',
    'outside',
    'config',
    'database',
    'runs',
    'releases',
    'ingestion',
    'occupations',
    'skills',
    'transform',
  ],
  pipeline: [
    ...['onet', 'outside', 'config', 'access', 'http', 'runs'],
    ...['releases', 'ingestion', 'transform', 'completion'],
  ],
  'skill-gap': ['onet', 'http', 'releases', 'occupations', 'skills', 'requirements'],
  transitions: ['onet', 'access', 'http', 'releases', 'occupations', 'skills', 'skill-gap'],
  'llm-assessment': [
    ...['onet', 'outside', 'config', 'database', 'access', 'http', 'runs', 'releases'],
    ...['occupations', 'skills', 'skill-gap'],
  ],
};

const anyOf = (names) => `(${names.join('|')})`;
const spec = '\\.spec\\.ts$';

const tableRules = Object.entries(mayImport).map(([lib, allowed]) => ({
  name: `${lib}-imports-only-its-allowed-libs`,
  comment: `libs/${lib} may import ${allowed.join(', ') || 'no other lib'}: see the table in .dependency-cruiser.cjs`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: '^libs/', pathNot: `^libs/${anyOf([lib, ...allowed])}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...tableRules,
    {
      name: 'lib-is-in-the-table',
      comment: 'A new lib says in the table of .dependency-cruiser.cjs what it may import.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/${anyOf(Object.keys(mayImport))}/` },
      to: {},
    },
    {
      name: 'lib-only-through-its-index',
      comment: 'From outside, a lib is its index.ts.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    },
    {
      name: 'index-not-from-inside',
      comment: 'Inside a lib, files import each other directly; through the index they would form a cycle.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'libs-know-no-app-and-no-test',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'apps-know-no-test-and-no-other-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^(apps|test)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'page-knows-only-the-client',
      comment: 'The page runs in a browser; of the libs it may import the client alone.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: '^libs/client/' },
    },
    {
      name: 'only-the-page-and-tests-know-the-client',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^(apps/web|libs/client)/' },
      to: { path: '^libs/client/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circular-folders',
      comment: 'Folders that import each other are one folder in two places: move what both need to where it belongs.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(apps|libs)/' },
      to: { circular: true },
    },
    {
      name: 'no-dev-dependency-in-production',
      comment: 'The container image has no devDependencies.',
      severity: 'error',
      // The bundler is part of the build, and so is what the page is made of.
      from: { path: '^(apps|libs)/', pathNot: [spec, '^apps/launch/bundle\\.mjs$', '^apps/web/', '^libs/client/'] },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'no-undeclared-package',
      comment: 'It is there by chance, through another package; add it to package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      // The launchers import what the build will write.
      from: { pathNot: '^apps/launch/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      comment: 'Imported by nothing and importing nothing: remove it or use it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['/index\\.ts$', '/main\\.ts$', '\\.d\\.ts$', spec, '^test/support/.+\\.js$', '-process\\.cjs$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count: a lib that needs another one's types depends on it.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
