import { describe, expect, it } from 'vitest';
import { exportSet } from '../../../src-language/exchange/export/export-set.js';
import { setOf } from '../random-sets.js';
import { runShell } from '../shell-recorder.js';
import { compare, exported, randoms } from './exported-sets.js';
import { readRequests } from './read-back.js';

describe('REST requests', () => {
  it('run in a real shell, and send exactly the set', { timeout: 120_000 }, () => {
    const texts = randoms.map((group_mappings) => exported(setOf({ group_mappings }), 'api'));
    const runs = runShell(texts);
    randoms.forEach((mappings, index) =>
      compare(readRequests(runs[index] ?? []), mappings, (text, { id }) => text ?? (id === undefined ? '' : null)),
    );
  });

  it('hold no credentials', () => {
    const text = exportSet(setOf({ group_mappings: [{ display_name: 'A', filter: 'true', role_bindings: [] }] }), 'api').text;
    expect(text).toContain('--user "$CONFLUENT_CLOUD_API_KEY:$CONFLUENT_CLOUD_API_SECRET"');
  });
});
