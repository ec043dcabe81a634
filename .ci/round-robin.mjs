// A load balancer of a few lines: gives each request to the next of the replicas, and to another one where that cannot be
// reached. It asks /health/ready of each, as load balancers do.
import { createServer, request } from 'node:http';
import { setInterval } from 'node:timers';

const replicas = process.argv.slice(2).map((host) => ({ host, isReady: false }));
let turn = 0;

setInterval(() => replicas.forEach(look), 500);
replicas.forEach(look);

function look(replica) {
  const asked = request({ host: replica.host, port: 3000, path: '/health/ready', timeout: 2_000 }, (answer) => {
    replica.isReady = answer.statusCode === 200;
    answer.resume();
  });
  asked.on('timeout', () => asked.destroy(new Error('silent')));
  asked.on('error', () => (replica.isReady = false));
  asked.end();
}

createServer((incoming, outgoing) => {
  const ready = replicas.filter(({ isReady }) => isReady);
  const order = ready.map((_, i) => ready[(turn + i) % ready.length]);
  turn++;
  handTo(order, incoming, outgoing);
}).listen(8080);

// Only requests without a body come here, so that each can be asked again.
function handTo([replica, ...others], incoming, outgoing) {
  if (!replica) return void outgoing.writeHead(503).end('no replica is ready\n');
  const { method, url, headers } = incoming;
  const forwarded = request({ host: replica.host, port: 3000, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, { ...answer.headers, 'x-replica': replica.host });
    answer.pipe(outgoing);
  });
  forwarded.on('error', () => (outgoing.headersSent ? outgoing.destroy() : handTo(others, incoming, outgoing)));
  forwarded.end();
}
