// Ends with code 0 if the service on this machine can answer, with 1 if not: for the HEALTHCHECK of the image. It prints
// what /health/ready says, which Docker keeps.
import { get } from 'node:http';

const host = process.env.HOST || '0.0.0.0';
const port = process.env.PORT || 3000;
// Addresses to listen on everywhere are none to connect to.
const ownAddress = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;

const request = get({ host: ownAddress, port, path: '/health/ready', timeout: 4_000 }, (response) => {
  process.exitCode = response.statusCode === 200 ? 0 : 1;
  response.pipe(process.stdout);
});
request.on('timeout', () => request.destroy(new Error(`No answer from ${ownAddress} port ${port} within 4 seconds`)));
request.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
