// The yardstick: Fastify with one route that returns bytes which are there already. Its answers come as JSON on
// standard input, by URL; it prints the port it listens on.
import { text } from 'node:stream/consumers';
import fastify from 'fastify';

const answers = new Map(Object.entries(JSON.parse(await text(process.stdin))));
const app = fastify();
app.get('/api/v1/skill-gap-by-lvl', (request, reply) => {
  reply.header('content-type', 'application/json; charset=utf-8');
  return answers.get(request.url);
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`port ${app.server.address().port}\n`);
