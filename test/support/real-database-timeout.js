// Migrations and imports on a real server, on a busy machine: far above what a test takes, far below a hang.
jest.setTimeout(60_000);
