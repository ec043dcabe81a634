// The built adapter to Vertex AI in a process of its own, since Node reads only at its start which certificates it trusts.
// Each message makes it ask once, always with the same request object and within the time that the message gives, and is
// answered with one: what came of it.
const { ConsoleLogger, Logger } = require('@nestjs/common');
const { levelPrompt } = require('../../../dist/libs/llm-assessment/src/prompts/level-prompt.js');
const { VertexAiProvider } = require('../../../dist/libs/llm-assessment/src/provider/vertexai/vertexai-provider.js');

const anchors = [{ value: 2, description: 'Take a customer’s order' }];
const facts = {
  purpose: 'levels',
  occupation: {
    code: '11-2021.00',
    title: 'Marketing Managers',
    description: 'Plan, direct, or coordinate marketing.',
  },
  source: null,
  skills: [
    { elementId: '2.A.1.a', name: 'Reading Comprehension', description: 'Understanding sentences.', anchors: [] },
    { elementId: '2.A.1.b', name: 'Active Listening', description: null, anchors },
    { elementId: '2.B.3.k', name: 'Repairing', description: 'Repairing machines or systems.', anchors: [] },
  ],
};
const request = { facts, prompt: levelPrompt(facts) };

const { VERTEX_PROJECT: project, VERTEX_LOCATION: location, VERTEX_API_ENDPOINT: apiEndpoint } = process.env;
const settings = {
  model: 'gemini-3.5-flash-lite',
  timeoutMs: 0,
  thinking: null,
  vertex: { project, location, apiEndpoint },
};
const provider = new VertexAiProvider(settings);

// What the service logs where nobody asks for more.
Logger.overrideLogger(new ConsoleLogger({ logLevels: ['error', 'warn', 'log'] }));

async function ask() {
  try {
    return { reply: await provider.ask(request) };
  } catch (error) {
    // An error of another kind has no traits, and says what it is.
    const { kind = error.name, traits: { retriable, mayBeBilled } = {}, retryAfterMs = null, message } = error;
    return { failure: { kind, retriable, mayBeBilled, retryAfterMs, message } };
  }
}

// Against end-with-parent.js: here the channel is all that keeps the process alive.
process.channel.ref();
process.on('message', async ({ timeoutMs }) => {
  settings.timeoutMs = timeoutMs;
  process.send(await ask());
});
