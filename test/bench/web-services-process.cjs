// The Web Services server of the tests in a process of its own, steered by messages. It answers every message with one;
// the first one that it sends says how to reach it.
require('./load-typescript.cjs');

async function main() {
  const { WebServicesServer } = require('../support/web-services/server.ts');
  const server = await WebServicesServer.start(JSON.parse(process.argv[2]));
  process.on('message', ({ hang }) => {
    if (hang) server.fault({ kind: 'hang' });
    else server.heal();
    process.send({});
  });
  process.once('disconnect', () => server.stop());
  process.send({ environment: server.environment });
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
