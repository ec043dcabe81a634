// To be imported before anything else: what is loaded earlier cannot be traced.
import { startTracing } from './tracing';

startTracing();
