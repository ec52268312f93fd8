import { describe, expect, it } from 'vitest';
import { documentSelectorOf, isMappingFile } from '../../client/document-selector.js';

describe('which documents are ours', () => {
  it.each(['/a/x.groupmap.yaml', 'x.groupmap.yml', '/x.groupmap.json'])('takes %s for a mapping file', (path) => {
    expect(isMappingFile(path)).toBe(true);
  });

  it.each(['/a/groupmap.yaml', '/x.groupmap.yaml.bak', '/x.yaml', '/x.groupfilter', '/x.groupmap.toml'])(
    'does not take %s for one',
    (path) => {
      expect(isMappingFile(path)).toBe(false);
    },
  );

  it('selects mapping files by name and filters by language, once for each scheme', () => {
    expect(documentSelectorOf(['file', 'untitled', 'file'])).toEqual([
      { scheme: 'file', pattern: '**/*.groupmap.{yaml,yml,json}' },
      { scheme: 'file', language: 'groupfilter' },
      { scheme: 'untitled', pattern: '**/*.groupmap.{yaml,yml,json}' },
      { scheme: 'untitled', language: 'groupfilter' },
    ]);
  });
});
