// To be imported before anything else: what is loaded earlier cannot be traced.
import { takeVariablesFromFile } from '@app/installation';
import { startTracing } from './current-trace';

// OpenTelemetry reads its variables from the environment alone. That the file cannot be read the configuration says.
takeVariablesFromFile();
startTracing();
