import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { createDocument } from './create-document';
import { accessibleParts, STYLE } from './accessible-page';
import { completePage } from './docs-page';
import { keepUnchanging } from './keep-unchanging';

const PAGE = '/docs';
const DOCUMENT = '/openapi.json';

/**
 * Serves the OpenAPI document at /openapi.json and a page to try it at /docs. The document is made at the first request
 * for it, and written as JSON once: to do that for each request holds up all others.
 */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let document: ReturnType<typeof createDocument> | undefined;
  const documentOnce = () => (document ??= createDocument(app));
  let json: Buffer | undefined;
  const keep = keepUnchanging();
  // Swagger UI's own routes, and those of its files.
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(PAGE)) route.onSend = [completePage, keep, ...[route.onSend ?? []].flat()];
  });
  fastify.get(DOCUMENT, { onSend: keep }, (_request, reply) => {
    json ??= Buffer.from(JSON.stringify(documentOnce()));
    void reply.type('application/json; charset=utf-8').send(json);
  });
  SwaggerModule.setup(PAGE, app, documentOnce, {
    raw: false,
    customSiteTitle: 'O*NET skill-gap service',
    customCss: STYLE,
    // A key in the browser's storage outlives the tab, and the next person there has it.
    swaggerOptions: { persistAuthorization: false, tryItOutEnabled: true, plugins: [accessibleParts] },
  });
}
