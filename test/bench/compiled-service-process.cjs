// The service as it is compiled, not bundled.
require('../../dist/apps/api/src/run-service.compiled.js').runService();
