// The built service in a process that the benchmark steers by messages, so that a refresh can run where requests are
// served. It answers every message with one; the first one that it sends says where it listens.
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { createApp } = require('../../dist/apps/api/src/create-app.js');
const { StartService } = require('../../dist/apps/api/src/lifecycle/start.service.js');
const { ReleasesService } = require('../../dist/libs/runs/src/index.js');
const { PipelineService } = require('../../dist/libs/transform/src/index.js');

const delays = monitorEventLoopDelay({ resolution: 1 });

async function main() {
  const { app } = await createApp();
  await app.get(StartService).bringUp();
  await app.getHttpAdapter().getInstance().listen({ host: '127.0.0.1', port: 0 });
  process.on('message', async (message) => process.send(await obey(app, message)));
  process.once('disconnect', () => app.close());
  process.send({ address: `http://127.0.0.1:${app.getHttpServer().address().port}` });
}

async function obey(app, { refresh, watch }) {
  if (watch) {
    delays.reset();
    delays.enable();
    return {};
  }
  if (refresh) {
    const started = performance.now();
    await app.get(PipelineService).refresh(refresh, { triggeredBy: 'cli', force: true });
    // What the service itself does within two seconds.
    await app.get(ReleasesService).poll();
    return { seconds: (performance.now() - started) / 1000 };
  }
  delays.disable();
  return { longestBlock: delays.max / 1e6 };
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
