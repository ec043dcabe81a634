import { join } from 'node:path';
import ts from 'typescript';

/** A manifest, and its type in Google's description of Cloud Run, such as `Schema$Service`. */
export type TypedManifest = readonly [manifest: unknown, type: string];

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
};

/**
 * What Google's own description of Cloud Run says of each manifest: unknown fields and values of the wrong type. In it,
 * unlike in the schema of Knative, a misspelt field is a fault.
 */
export function typeFaults(manifests: Readonly<Record<string, TypedManifest>>): Record<string, string[]> {
  // Here, so that packages are found as for this file.
  const fileOf = (name: string): string => join(__dirname, `manifest-${name}.ts`);
  const texts = new Map(Object.entries(manifests).map(([name, typed]) => [fileOf(name), textOf(typed)]));
  const host = ts.createCompilerHost(OPTIONS);
  const onDisk = ts.createCompilerHost(OPTIONS);
  host.fileExists = (name) => texts.has(name) || onDisk.fileExists(name);
  host.readFile = (name) => texts.get(name) ?? onDisk.readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = texts.get(name);
    return text === undefined ? onDisk.getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  const faultsOf = (name: string): string[] =>
    program
      .getSemanticDiagnostics(program.getSourceFile(fileOf(name)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return Object.fromEntries(Object.keys(manifests).map((name) => [name, faultsOf(name)]));
}

function textOf([manifest, type]: TypedManifest): string {
  return (
    "import type { run_v1 } from '@googleapis/run/build/v1';\n" +
    `export const manifest: run_v1.${type} = ${JSON.stringify(manifest)};\n`
  );
}
