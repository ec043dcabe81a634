// Puts each program and the packages that it loads into one file, which Node reads in half the time of two thousand. It
// takes the place of the compiled file below dist/, which stays beside it, as do the modules that it was made of.
import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

// With the script of package.json that runs each.
const PROGRAMS = { 'dist/apps/api/src/run-service.js': 'start', 'dist/apps/cli/src/command-line.js': 'cli' };

// Packages that stay outside: those with binaries or workers of their own, the one that OpenTelemetry patches while it is
// loaded, and those that few installations load at all.
const OUTSIDE = [
  'libsql',
  'mysql2',
  'pino',
  'pino-pretty',
  '@opentelemetry/*',
  '@google-cloud/vertexai',
  'hyparquet-writer',
];

const BEYOND_ASCII = /[\u0080-\uffff]/g;
const OWN_PLACE = /\b(?:__dirname|__filename|import\.meta\.url)\b/g;
const OWN_REQUIRE = /^const require = createRequire\(import\.meta\.url\);$/m;

// Begins each bundle.
const PLACE_OF = `const __placeOf = (module) => {
  const { dirname, join } = require('node:path');
  const file = join(__dirname, module);
  const url = () => require('node:url').pathToFileURL(file).href;
  return { __filename: file, __dirname: dirname(file), get 'import.meta.url'() { return url(); } };
};`;

// Only the names of classes matter. The bundler would name every function each time it is made, closures of a request too, which took a
// fourteenth of it. What can be called with `new` has a prototype.
const NAME_ALL = 'var __name=(target,value)=>__defProp(target,"name",{value,configurable:true});';
const NAME_CLASSES = NAME_ALL.replace('=>', '=>!__hasOwnProp.call(target,"prototype")||target.name===value?target:');

export async function bundle(root) {
  await Promise.all(Object.entries(PROGRAMS).map(([program, script]) => bundleProgram(root, program, script)));
}

async function bundleProgram(root, program, script) {
  const compiled = program.replace(/\.js$/, '.compiled.js');
  copyFileSync(join(root, program), join(root, compiled));
  await build(optionsFor(root, program, compiled));
  const text = readFileSync(join(root, program), 'utf8');
  if (!text.includes(NAME_ALL))
    throw new Error(`esbuild names functions otherwise than expected: see NAME_ALL in ${basename(import.meta.url)}`);
  if (text.search(BEYOND_ASCII) >= 0) throw new Error(`${program} is not ASCII, as load-bundle.mjs reads it`);
  writeFileSync(join(root, program), text.replace(NAME_ALL, NAME_CLASSES));
  await compile(root, program, script);
}

// V8 takes code only of a process with the same flags; settings of this one have nothing to do with it.
async function compile(root, program, script) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const flags = scripts[script].split(' ').filter((word) => word.startsWith('--'));
  const compiler = fileURLToPath(new URL('compile-bundle.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [...flags, compiler, join(root, program)], { env: {} });
}

function optionsFor(root, program, compiled) {
  return {
    absWorkingDir: root,
    entryPoints: [compiled],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // Nest's messages, TypeORM's tables and its list of migrations follow from the names of classes.
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    // Half of the text is indentation.
    minifyWhitespace: true,
    // load-bundle.mjs could not resolve them.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
    external: OUTSIDE,
    banner: { js: PLACE_OF },
    plugins: [directRxjs(root), optionalPackages, readingModules(dirname(join(root, program)))],
  };
}

// Nest is made of ES modules, and for these its CommonJS modules would stand behind a getter for each name, which requests pass several times.
function directRxjs(root) {
  const modules = { rxjs: 'index.js', 'rxjs/operators': 'operators/index.js' };
  return {
    name: 'direct-rxjs',
    setup({ onResolve }) {
      onResolve({ filter: /^rxjs(\/operators)?$/ }, ({ path }) => ({
        path: join(root, 'node_modules/rxjs/dist/esm', modules[path]),
      }));
    },
  };
}

// Nest and TypeORM name packages that they can do without; what is not installed is looked for when it is asked for.
const optionalPackages = {
  name: 'optional-packages',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === optionalPackages) return undefined;
      const { kind, importer, resolveDir } = from;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: optionalPackages });
      return found.errors.length > 0 ? { path, external: true } : found;
    });
  },
};

// Modules that look for files beside them find them where they are, not beside the program.
function readingModules(home) {
  return {
    name: 'reading-modules',
    setup({ onLoad }) {
      onLoad({ filter: /\.[cm]?js$/ }, ({ path }) => {
        const place = JSON.stringify(relative(home, path).split(sep).join('/'));
        const text = toAscii(readFileSync(path, 'utf8'))
          .replace(OWN_REQUIRE, '')
          .replace(OWN_PLACE, (name) => `__placeOf(${place})[${JSON.stringify(name)}]`);
        const isPackage = path.includes(`${sep}node_modules${sep}`);
        return { contents: isPackage ? text + mapOfName(path) : text };
      });
    },
  };
}

// One letter beyond it would double what the text of a whole bundle takes in memory. The bundler escapes what stands in strings, but
// not what stands in regular expressions and comments.
function toAscii(text) {
  return text.replace(BEYOND_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// Stack traces name the lines of this project's own sources, but of packages the file alone: the whole map would be ten
// times as large, and reading it for one error would take half of the service's memory.
function mapOfName(path) {
  const map = JSON.stringify({ version: 3, sources: [basename(path)], mappings: 'AAAA' });
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}
