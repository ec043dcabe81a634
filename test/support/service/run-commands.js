// The process behind CommandHost: runs commands of the built command line, one after the other, as they are sent to it.
const [, , commandLine, endOfOutput] = process.argv;
const { runCommandLine } = require(commandLine);

process.on('message', ({ args, env, cwd }) => void run(args, env, cwd));
// Between two commands nothing else keeps the process alive.
process.channel.ref();

async function run(args, env, cwd) {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const before = listeners();
  const code = await runCommandLine(args);
  const after = listeners();
  // The next command would see the signals of this one.
  if (after !== before) throw new Error(`"${args.join(' ')}" leaves listeners behind: ${before} became ${after}`);
  process.stdout.write(endOfOutput);
  process.stderr.write(endOfOutput);
  process.send(code);
}

function listeners() {
  const names = process.eventNames().map(String).sort();
  return names.map((name) => `${process.listenerCount(name)} × ${name}`).join(', ');
}
