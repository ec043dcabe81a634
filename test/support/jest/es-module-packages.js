// The folders of the packages that consist of ES modules, such as `node_modules/@nestjs/core`. The record that npm leaves
// of an installation lists all packages, also those inside of others.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

module.exports = function esModulePackages(root) {
  const { packages } = readJson(join(root, 'node_modules/.package-lock.json'));
  return Object.keys(packages).filter((folder) => readJson(join(root, folder, 'package.json')).type === 'module');
};

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Binaries of other platforms are listed and not installed.
    return {};
  }
}
