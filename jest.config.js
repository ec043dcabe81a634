const { compilerOptions } = require('./tsconfig.json');
const esModulePackages = require('./test/support/jest/es-module-packages.js');

const everyRing = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  transform: {
    // With module nodenext import() stays as it is, and Jest cannot run it.
    '\\.ts$': ['ts-jest', { tsconfig: { ...compilerOptions, module: 'commonjs', moduleResolution: 'bundler' } }],
    '/node_modules/.+\\.m?js$': '<rootDir>/test/support/jest/esm-to-cjs.js',
  },
  // By default nothing below node_modules is transformed, and Jest cannot load the ES modules there. To look at the other
  // packages as well would cost a quarter of what loading them takes.
  transformIgnorePatterns: [`^(?!.*/(${esModulePackages(__dirname).join('|')})/).*/node_modules/.+(?<!\\.mjs)$`],
  moduleNameMapper: { '^@app/([^/]+)$': '<rootDir>/libs/$1/src' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

// Both rings name the same two files, which Jest then runs once, and not at all for the unit ring.
const onRealDatabases = {
  ...everyRing,
  // Jest ignores testTimeout in a project without a word, so a setup file sets it.
  setupFilesAfterEnv: ['<rootDir>/test/support/jest/real-database-timeout.js'],
  globalSetup: '<rootDir>/test/support/jest/global-setup.js',
  globalTeardown: '<rootDir>/test/support/jest/global-teardown.js',
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    { ...everyRing, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    { ...onRealDatabases, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...onRealDatabases, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
  ],
  // Many tests wait for a server, a lease or the limit of Web Services: two cores have time for three.
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/support/jest/rings-in-order.js',
  collectCoverageFrom: ['{apps,libs}/*/src/**/*.ts', '!**/*.spec.ts', '!**/index.ts', '!**/*.module.ts', '!**/main.ts'],
  coverageDirectory: '<rootDir>/coverage',
  coverageReporters: ['text-summary', 'lcov'],
};
