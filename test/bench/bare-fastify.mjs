// The yardstick: Fastify with one route that returns the same bytes as the service, which are there already. Started
// with `objects` it holds them as objects, which Fastify writes as JSON. The answers come as JSON on standard input, by
// URL; it prints the port it listens on.
import { text } from 'node:stream/consumers';
import fastify from 'fastify';

const asObjects = process.argv.includes('objects');
const answers = new Map(Object.entries(JSON.parse(await text(process.stdin))));
if (asObjects) for (const [url, answer] of answers) answers.set(url, JSON.parse(answer));
const app = fastify();
app.get('/api/v1/skill-gap-by-lvl', (request, reply) => {
  reply.header('content-type', 'application/json; charset=utf-8');
  return answers.get(request.url);
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`port ${app.server.address().port}\n`);
