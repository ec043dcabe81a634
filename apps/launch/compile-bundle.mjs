// Keeps the code that V8 has compiled of a bundle by the time that all of its modules are loaded: `node <flags> apps/launch/compile-bundle.mjs
// <bundle>`, with the flags of the process that shall take it.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { checksumOf, compiledFile, loadBundle } from './load-bundle.mjs';

const [, , bundle] = process.argv;
const code = loadBundle(bundle).createCachedData();
const file = compiledFile(bundle);
writeFileSync(`${file}.part`, Buffer.concat([checksumOf(readFileSync(bundle), code), code]));
renameSync(`${file}.part`, file);
// What was loaded may hold timers.
process.exit();
