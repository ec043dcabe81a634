// Preloaded into the processes that tests start (node --require): however the test run ends, they end with it.
process.once('disconnect', () => process.exit(1));
// The channel alone must not keep the process alive, or it could never end by itself.
process.channel?.unref();
