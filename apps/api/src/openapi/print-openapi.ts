import 'reflect-metadata';
import { writeText } from '@app/onet';
import { createApp } from '../create-app';
import { createDocument } from './create-document';

/** Prints the OpenAPI document, for the linter. Needs no database of its own. */
async function main(): Promise<void> {
  Object.assign(process.env, {
    DATABASE_URL: 'sqlite::memory:',
    API_KEY: 'k'.repeat(16),
    ADMIN_API_KEY: 'a'.repeat(16),
    // Standard output is for the document.
    LOG_LEVEL: 'error',
  });
  const { app } = await createApp();
  writeText(process.stdout, `${JSON.stringify(createDocument(app), null, 2)}\n`);
  await app.close();
}

void main();
