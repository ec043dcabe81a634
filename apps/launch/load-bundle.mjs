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

// A stack trace names the lines of the sources, not those of the bundle.
function nameSourcesOf(bundle) {
  const places = new SourcePlaces(bundle);
  Error.prepareStackTrace = (error, calls) => {
    const lines = calls.map((call) => {
      if (call.getFileName() !== bundle) return `${call}`;
      const [line, column] = [call.getLineNumber(), call.getColumnNumber()];
      const place = places.of(line, column);
      return `${call}`.replace(`${bundle}:${line}:${column}`, () => place ?? `${bundle}:${line}:${column}`);
    });
    return [Error.prototype.toString.call(error), ...lines].join('\n    at ');
  };
}

/** How long the map of a bundle is kept, for the errors that come together with one. */
const KEEP_MAP_MS = 1_000;

/**
 * Where the places of a bundle are in its sources. A map takes 20 MB of memory, which Node's own way would keep, and every request
 * to elsewhere that fails asks for a stack trace: so only what was found is kept.
 */
class SourcePlaces {
  #bundle;
  #map;
  /** By line and column; null for one of no source. */
  #found = new Map();

  constructor(bundle) {
    this.#bundle = bundle;
  }

  of(line, column) {
    const key = `${line}:${column}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const place = this.#find(line, column);
    this.#found.set(key, place);
    return place;
  }

  #find(line, column) {
    const { fileName, lineNumber, columnNumber } = this.#readMap().findOrigin(line, column);
    return fileName === undefined ? null : `${join(dirname(this.#bundle), fileName)}:${lineNumber}:${columnNumber}`;
  }

  #readMap() {
    if (this.#map) return this.#map;
    try {
      this.#map = new SourceMap(JSON.parse(readFileSync(`${this.#bundle}.map`, 'utf8')));
    } catch {
      this.#map = { findOrigin: () => ({}) };
    }
    setTimeout(() => (this.#map = undefined), KEEP_MAP_MS).unref();
    return this.#map;
  }
}
