// Migrations, imports and process starts on a busy machine: far above what a test takes, far below a hang.
jest.setTimeout(300_000);
