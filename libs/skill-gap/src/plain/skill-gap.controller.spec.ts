import type { FastifyReply, FastifyRequest } from 'fastify';
import { SkillGapController } from './skill-gap.controller';
import type { AskedPairs } from '../asked/asked-pairs.service';
import type { SkillGapService } from './skill-gap.service';

const FROM = '11-1011.00';
const TO = '11-3013.00';
const pair = {
  index: { release: { id: 3, revision: 1, checksum: 'c'.repeat(64) } },
  from: { code: FROM },
  to: { code: TO },
};

const ASKED = {
  from: { by: 'code', code: FROM },
  to: { by: 'code', code: TO },
  from_title: null,
  to_title: null,
} as const;

/** An answer under way: the status and the headers that it has got. */
function replying() {
  const headers = new Map<string, string>();
  const reply = {
    status: 200,
    headers: (added: Record<string, string>) => {
      for (const [name, value] of Object.entries(added)) headers.set(name, value);
    },
    getHeader: (name: string) => headers.get(name),
    code: (status: number) => (reply.status = status),
  };
  return reply;
}

function controllerOf(compare: jest.Mock): SkillGapController {
  const meant = { from: FROM, to: TO, replaced: { from: null, to: null } };
  const asked = { meant: () => Promise.resolve(meant) } as unknown as AskedPairs;
  const answer = (_etag: string, write: () => string) => Promise.resolve(write());
  const skillGaps = { pair: () => Promise.resolve(pair), compare, answer } as unknown as SkillGapService;
  return new SkillGapController(asked, skillGaps);
}

describe.each(['getSkillGap', 'getSkillGapByLevel'] as const)('%s', (operation) => {
  const ask = (controller: SkillGapController, reply: object, held?: string) =>
    controller[operation](
      { ...ASKED, levels: 'onet', release: null },
      { headers: { 'if-none-match': held } } as unknown as FastifyRequest,
      reply as unknown as FastifyReply,
    );

  it('compares nothing for a client that holds the answer', async () => {
    const compare = jest.fn(() => ({ gaps: [], text: { names: () => 'text', levels: () => 'text' } }));
    const first = replying();
    expect(await ask(controllerOf(compare), first)).toBe('text');
    expect(compare).toHaveBeenCalledTimes(1);
    const second = replying();
    expect(await ask(controllerOf(compare), second, first.getHeader('etag'))).toBeUndefined();
    expect(second.status).toBe(304);
    expect(compare).toHaveBeenCalledTimes(1);
  });
});
