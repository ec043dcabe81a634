// Jest's own require() refuses ES modules before Node 24.9, and NestJS 12 consists of them. This transformer turns the
// ES modules among the dependencies into CommonJS and leaves CommonJS as it is.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { dirname, extname, join } = require('node:path');
const { transformSync, version } = require('@swc/core');

const options = {
  swcrc: false,
  configFile: false,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
  module: { type: 'commonjs' },
  sourceMaps: false,
};
const ownVersion = createHash('sha1').update(readFileSync(__filename)).update(version).digest('hex');
const packageTypes = new Map();

function isEsModule(file) {
  const extension = extname(file);
  return extension === '.mjs' || (extension === '.js' && packageType(dirname(file)) === 'module');
}

// Node's rule: the nearest package.json decides.
function packageType(folder) {
  if (!packageTypes.has(folder)) {
    const parent = dirname(folder);
    const inherited = () => (parent === folder ? 'commonjs' : packageType(parent));
    packageTypes.set(folder, readPackageType(folder) ?? inherited());
  }
  return packageTypes.get(folder);
}

function readPackageType(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type ?? 'commonjs';
  } catch {
    return undefined;
  }
}

module.exports = {
  canInstrument: false,
  getCacheKey(source, file) {
    return createHash('sha1').update(ownVersion).update('\0').update(file).update('\0').update(source).digest('hex');
  },
  process(source, file) {
    return isEsModule(file) ? transformSync(source, { ...options, filename: file }) : { code: source };
  },
};
