// To be imported before anything else: what is loaded earlier cannot be traced.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { startTracing } from './tracing';

/** OpenTelemetry reads its variables from the environment alone, before the configuration has read the file `.env`. */
function takeVariablesFromFile(): void {
  for (const [name, value] of Object.entries(parseEnv(readEnvFile()))) {
    if (name.startsWith('OTEL_') && value) process.env[name] ??= value;
  }
}

function readEnvFile(): string {
  try {
    return readFileSync('.env', 'utf8');
  } catch {
    return '';
  }
}

takeVariablesFromFile();
startTracing();
