module.exports = async () => {
  await globalThis.stopPrivateServer?.();
  if (globalThis.closingNotice) process.stderr.write(globalThis.closingNotice);
};
