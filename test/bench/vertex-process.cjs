// The Vertex AI server of the tests in a process of its own. It answers every message with what it was asked so far; the
// first one that it sends says how to reach it.
require('./load-typescript.cjs');

async function main() {
  const { VertexServer } = require('../support/vertex/server.ts');
  const server = await VertexServer.start();
  process.on('message', () => process.send({ levels: usage(server, 'levels'), gap: usage(server, 'gap') }));
  process.once('disconnect', () => server.stop());
  process.send({ environment: server.environment });
}

function usage({ calls }, purpose) {
  const used = { calls: 0, promptTokens: 0, schemaCharacters: 0, outputTokens: 0 };
  for (const call of calls.filter((each) => each.purpose === purpose)) {
    used.calls += 1;
    used.promptTokens += call.promptTokens;
    used.schemaCharacters += JSON.stringify(call.body.generationConfig.responseSchema).length;
    used.outputTokens += call.outputTokens;
  }
  return used;
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
