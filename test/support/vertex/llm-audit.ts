import type { DataSource } from 'typeorm';
import type { SeenCall, VertexServer } from './server';

/** A call as it is recorded; all that comes of it is null where no end is recorded. */
export interface RecordedCall {
  readonly id: number;
  readonly code: string;
  readonly model: string;
  readonly round: number;
  readonly reservedUsd: number;
  readonly outcome: string | null;
  readonly failure: string | null;
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  readonly responseId: string | null;
  readonly costUsd: number | null;
}

/** A level row of the current release: O*NET's level and, beside it, the model's. */
export interface LevelRow {
  readonly code: string;
  readonly elementId: string;
  readonly onet: number;
  readonly assessed: number | null;
}

/** Dollars for a million tokens, as the service has them for its default model. */
const PRICE = { inputUsd: 0.3, outputUsd: 2.5 };

/** Each before those that its rows refer to. */
const TABLES = [
  'llm_gap_descriptions',
  'llm_skill_assessments',
  'llm_assessments',
  'llm_replies',
  'llm_requests',
  'llm_spending',
  'llm_claims',
] as const;

/** What a database says of calls of a language model and what came of them. */
export class LlmAudit {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order in which they were made. */
  async calls(): Promise<RecordedCall[]> {
    return this.dataSource.query(
      'SELECT q.id, q.onet_soc_code AS code, q.model, q.round, q.reserved_usd AS reservedUsd, r.outcome, r.failure, ' +
        'r.prompt_tokens AS promptTokens, r.output_tokens AS outputTokens, r.response_id AS responseId, ' +
        'r.cost_usd AS costUsd FROM llm_requests q LEFT JOIN llm_replies r ON r.request_id = q.id ORDER BY q.id',
    );
  }

  /** One code for each assessment, in their order. */
  async assessedCodes(): Promise<string[]> {
    const rows = await this.dataSource.query<{ code: string }[]>(
      'SELECT onet_soc_code AS code FROM llm_assessments ORDER BY onet_soc_code',
    );
    return rows.map(({ code }) => code);
  }

  async levelRows(): Promise<LevelRow[]> {
    return this.dataSource.query(
      'SELECT s.onet_soc_code AS code, s.element_id AS elementId, s.data_value AS onet, ' +
        's.llm_proficiency_level AS assessed FROM occupation_skills s JOIN releases r ON r.id = s.release_id ' +
        "WHERE r.is_current = 1 AND s.scale_id = 'LV' ORDER BY s.onet_soc_code, s.element_id",
    );
  }

  /** Spent or reserved, over all days. */
  async committedUsd(): Promise<number> {
    const [row] = await this.dataSource.query<{ sum: number | null }[]>(
      'SELECT SUM(committed_usd) AS sum FROM llm_spending',
    );
    return toMillionth(row?.sum ?? 0);
  }

  async claims(): Promise<{ claimKey: string; reason: string | null }[]> {
    return this.dataSource.query('SELECT claim_key AS claimKey, reason FROM llm_claims');
  }

  /** As if the time had passed for which others leave alone what is claimed. */
  async ageClaims(): Promise<void> {
    await this.dataSource.query("UPDATE llm_claims SET expires_at = '2000-01-01 00:00:00.000'");
  }

  /** As if no language model had ever been asked. */
  async clear(): Promise<void> {
    for (const table of TABLES) await this.dataSource.query(`DELETE FROM ${table}`);
    await this.dataSource.query('UPDATE occupation_ratings SET llm_proficiency_level = NULL, llm_assessment = NULL');
    const runs = "SELECT id FROM pipeline_runs WHERE command = 'assess'";
    await this.dataSource.query(`DELETE FROM rejected_rows WHERE run_id IN (${runs})`);
    await this.dataSource.query("DELETE FROM pipeline_runs WHERE command = 'assess'");
  }

  /**
   * Checks that what is recorded is what the server saw, call for call and cent for cent.
   * @param cutOff so many calls at most were under way when their process was killed
   */
  async expectToAgree({ calls: seen }: VertexServer, { cutOff = 0 } = {}): Promise<void> {
    const recorded = await this.calls();
    const open = recorded.filter(({ outcome }) => outcome === null);
    expect(open.length).toBeLessThanOrEqual(cutOff);
    // What was recorded but not sent any more when its process was killed, the server never saw.
    for (const [code, count] of countOf(seen.map(codeOf))) {
      expect(recorded.filter((call) => call.code === code).length).toBeGreaterThanOrEqual(count);
    }
    expect(recorded.length - seen.length).toBeLessThanOrEqual(open.length);
    expectRecordedReplies(recorded, seen);
    for (const [code, count] of countOf(unrecorded(recorded, seen).map(codeOf))) {
      expect(open.filter((call) => call.code === code).length).toBeGreaterThanOrEqual(count);
    }
    const spent = recorded.reduce((sum, { costUsd, reservedUsd }) => sum + (costUsd ?? reservedUsd), 0);
    expect(await this.committedUsd()).toBe(toMillionth(spent));
  }
}

/** What the calls that a server has seen are billed at. */
export function billOf(calls: readonly Pick<SeenCall, 'promptTokens' | 'outputTokens'>[]): number {
  const sum = calls.reduce((all, call) => all + costOf(call), 0);
  return toMillionth(sum);
}

/** Each in the right place: known to the server, once, and with its tokens and their price. */
function expectRecordedReplies(recorded: readonly RecordedCall[], seen: readonly SeenCall[]): void {
  const byId = new Map(seen.map((call) => [call.responseId, call]));
  const replies = recorded.filter(({ responseId }) => responseId !== null);
  expect(new Set(replies.map(({ responseId }) => responseId)).size).toBe(replies.length);
  for (const { responseId, code, promptTokens, outputTokens, costUsd } of replies) {
    const call = byId.get(responseId)!;
    const wanted = { code, promptTokens, outputTokens };
    const { promptTokens: prompt, outputTokens: output } = call;
    expect({ code: codeOf(call), promptTokens: prompt, outputTokens: output }).toEqual(wanted);
    expect(costUsd).toBeCloseTo(costOf(call), 6);
  }
}

/** Calls that were answered, but whose answer is not recorded. */
function unrecorded(recorded: readonly RecordedCall[], seen: readonly SeenCall[]): SeenCall[] {
  const ids = new Set(recorded.map(({ responseId }) => responseId));
  return seen.filter(({ answered, responseId }) => answered && responseId !== null && !ids.has(responseId));
}

function codeOf({ codes }: SeenCall): string {
  return codes.at(-1) ?? '';
}

function countOf(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** To a millionth, and never less. */
function costOf({ promptTokens, outputTokens }: Pick<SeenCall, 'promptTokens' | 'outputTokens'>): number {
  const millionths = promptTokens * PRICE.inputUsd + outputTokens * PRICE.outputUsd;
  return Math.ceil(Number(millionths.toFixed(6))) / 1e6;
}

function toMillionth(dollars: number): number {
  return Math.round(dollars * 1e6) / 1e6;
}
