// Loads a bundle into the cache of required modules, with the code that V8 compiled of it when it was built (bundle.mjs): a start
// then takes six tenths of the processor time.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Module, { createRequire, SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** Where the compiled code of a bundle is kept, behind the checksum of both. */
export function compiledFile(bundle) {
  return bundle.replace(/\.js$/, '.code');
}

const CHECKSUM_BYTES = 32;

/**
 * V8 knows a text by its length only, and takes code for whole: what is damaged ends the process, or runs as something else. It takes
 * 10 ms, and unlike a date it stays with copies.
 */
export function checksumOf(text, code) {
  return createHash('sha256').update(text).update(code).digest();
}

/**
 * @param bundle absolute path
 * @returns the script, once it has run
 */
export function loadBundle(bundle) {
  nameSourcesOf(bundle);
  const text = readFileSync(bundle);
  // Code of another version of Node or of other flags is left aside.
  const options = { filename: bundle, cachedData: compiledCode(bundle, text) };
  // The bundler writes ASCII, which is read in a fraction of the time as what it is.
  const script = new Script(Module.wrap(text.toString('latin1')), options);
  const module = new Module(bundle);
  const require = createRequire(bundle);
  require.cache[bundle] = module;
  script.runInThisContext().call(module.exports, module.exports, require, module, bundle, dirname(bundle));
  module.loaded = true;
  return script;
}

function compiledCode(bundle, text) {
  try {
    const file = readFileSync(compiledFile(bundle));
    const code = file.subarray(CHECKSUM_BYTES);
    return checksumOf(text, code).equals(file.subarray(0, CHECKSUM_BYTES)) ? code : undefined;
  } catch {
    return undefined;
  }
}

// A stack trace names the lines of the sources, not those of the bundle. The map is read for the first one: Node's own way reads
// it at every start, and keeps 20 MB of it in memory.
function nameSourcesOf(bundle) {
  let map;
  Error.prepareStackTrace = (error, calls) => {
    const lines = calls.map((call) => {
      if (call.getFileName() !== bundle) return `${call}`;
      const [line, column] = [call.getLineNumber(), call.getColumnNumber()];
      const place = placeIn((map ??= readMap(bundle)), bundle, line, column);
      return `${call}`.replace(`${bundle}:${line}:${column}`, () => place ?? `${bundle}:${line}:${column}`);
    });
    return [Error.prototype.toString.call(error), ...lines].join('\n    at ');
  };
}

function readMap(bundle) {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
  } catch {
    return { findOrigin: () => ({}) };
  }
}

function placeIn(map, bundle, line, column) {
  const { fileName, lineNumber, columnNumber } = map.findOrigin(line, column);
  return fileName === undefined ? null : `${join(dirname(bundle), fileName)}:${lineNumber}:${columnNumber}`;
}
