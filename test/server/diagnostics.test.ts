import { describe, expect, it } from 'vitest';
import { makeDirectory, soundFile } from '../cli/run-groupmap.js';
import { fileUri, LanguageClient, offsetAt } from '../support/language-client.js';
import { markRanges } from '../support/marked-text.js';

describe('diagnostics', () => {
  it('answers a document as it is opened, changed and closed', async () => {
    const directory = makeDirectory({ 'a.groupmap.yaml': soundFile });
    const client = await LanguageClient.forTest({ folders: [directory] });
    const document = client.open(fileUri(directory, 'a.groupmap.yaml'), soundFile);
    expect(await client.diagnosticsOf(document)).toEqual({ uri: document.uri, version: 1, diagnostics: [] });

    const at = soundFile.indexOf(' in groups') + ' in groups'.length;
    client.edit(document, at, at, ' and');
    const { diagnostics } = await client.diagnosticsOf(document);
    expect(diagnostics).toMatchObject([{ source: 'groupmap', code: 'syntax', severity: 1 }]);
    const [found] = diagnostics.map(({ range }) => ({
      start: offsetAt(document.text, range.start),
      end: offsetAt(document.text, range.end),
    }));
    expect(markRanges(document.text, found ? [found] : [])).toContain('in groups <|and|>');

    client.close(document);
    const cleared = await client.nextDiagnostics(document.uri);
    expect(cleared.diagnostics).toEqual([]);
  });
});
