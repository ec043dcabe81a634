// Keeps the code that V8 has compiled of a bundle by the time that all of its modules are loaded: `node <flags> apps/launch/compile-bundle.mjs
// <bundle>`, with the flags of the process that shall take it.
import { renameSync, writeFileSync } from 'node:fs';
import { compiledFile, loadBundle } from './load-bundle.mjs';

const [, , bundle] = process.argv;
const code = loadBundle(bundle).createCachedData();
const file = compiledFile(bundle);
writeFileSync(`${file}.part`, code);
renameSync(`${file}.part`, file);
// What was loaded may hold timers.
process.exit();
