// Loaded into the sandbox's process, so that its resident memory can be read without what is garbage already.
process.on('SIGUSR2', () => globalThis.gc())
