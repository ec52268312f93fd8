import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DiagnosticCode, Finding, Severity } from '../src-language/text/problem.js';
import { setChangedNotification, setOutdatedNotification, type SetChangedParams } from '../protocol.js';
import { logFault } from './handle-safely.js';
import type { LoadedSet, SetFile } from './loaded-set.js';
import { isTooLarge, type MappingSets } from './mapping-sets.js';
import { toLspRange } from './places.js';
import { normalizeUri } from './uris.js';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Of a document that is not read at all; it stands at its first character. */
const tooLarge: Diagnostic = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity: DiagnosticSeverity.Error,
  source: 'groupmap',
  code: 'host-syntax' satisfies DiagnosticCode,
  message: 'This file is larger than 16 MiB, so it is not read, and its mapping set is looked at without it. Split it into several files.',
};

/** A change so long after the one before is answered at once; within it, changes are a burst. In milliseconds. */
const burst = 400;
/** The longest that a burst of changes waits for more to come, in milliseconds; a set that is checked quickly waits less. */
const longestWait = 150;

interface Pending {
  /** Counts the changes since the last answer, so that a check that was overtaken shows. */
  changes: number;
  timer: ReturnType<typeof setTimeout> | null;
  isRunning: boolean;
  lastChange: number;
  /** How long the last check took, in milliseconds. */
  cost: number;
}

/** What the client was last told of a document. */
interface Told {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Tells the client what is wrong with its open documents. Every version of a document is answered, unless a newer one overtakes it; a
 * change in one file of a set renews what is told of the others. Documents that are closed are cleared.
 */
export class DiagnosticsPublisher {
  private readonly pending = new Map<string, Pending>();
  private readonly told = new Map<string, Told>();

  constructor(
    private readonly connection: Connection,
    private readonly sets: MappingSets,
    private readonly supportsRelated: () => boolean,
    /** Called when what is shown in documents that were not edited themselves may be out of date. */
    private readonly othersChanged: () => void,
  ) {}

  /** Something about a set changed: that is told at once, and its open documents are answered as soon as may be. */
  schedule(setUri: string): void {
    this.tellOutdated(setUri);
    let pending = this.pending.get(setUri);
    if (!pending) this.pending.set(setUri, (pending = { changes: 0, timer: null, isRunning: false, lastChange: -Infinity, cost: 0 }));
    const now = performance.now();
    const wait = now - pending.lastChange < burst ? Math.min(pending.cost, longestWait) : 0;
    pending.lastChange = now;
    pending.changes++;
    if (pending.isRunning) return;
    if (pending.timer) clearTimeout(pending.timer);
    pending.timer = setTimeout(() => void this.run(setUri, pending), wait);
  }

  /** What the client was told of a set may not hold any more. */
  tellOutdated(setUri: string): void {
    void this.connection.sendNotification(setOutdatedNotification, { uri: setUri } satisfies SetChangedParams);
  }

  /** The document is closed: what was told of it is taken back. */
  clear(document: TextDocument): void {
    if (!this.told.delete(normalizeUri(document.uri))) return;
    void this.connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  dispose(): void {
    for (const pending of this.pending.values()) if (pending.timer) clearTimeout(pending.timer);
    this.pending.clear();
  }

  private async run(setUri: string, pending: Pending): Promise<void> {
    pending.timer = null;
    pending.isRunning = true;
    const { changes } = pending;
    const started = performance.now();
    try {
      const loaded = await this.sets.load(setUri);
      // Whoever waits for the same set to be loaded, somebody's panel say, goes first.
      await new Promise((resolve) => setTimeout(resolve, 0));
      // Overtaken while files were read: the newer state is answered instead.
      if (this.sets.isCurrent(loaded)) this.publish(loaded);
    } catch (fault) {
      logFault(this.connection, 'diagnostics', fault);
    }
    pending.cost = performance.now() - started;
    pending.isRunning = false;
    if (pending.changes !== changes) pending.timer = setTimeout(() => void this.run(setUri, pending), 0);
    else if (this.sets.openDocumentsOf(setUri).length === 0) {
      this.pending.delete(setUri);
      this.sets.forgetDocument(setUri);
    }
  }

  private publish(loaded: LoadedSet): void {
    const findings = this.findingsByFile(loaded);
    let hasOthers = false;
    for (const file of loaded.files) {
      if (file.version === null) continue;
      const diagnostics = (findings.get(file.path) ?? []).map((finding) => this.toDiagnostic(loaded, file, finding));
      if (this.tell(file.uri, file.version, diagnostics)) hasOthers = true;
    }
    // Nothing is wrong with what is no part of what was read (values, say, that nothing takes any more) but that it is too much to read.
    for (const document of this.sets.openDocumentsOf(loaded.uri))
      if (!loaded.fileOf(document.uri)) this.tell(document.uri, document.version, isTooLarge(document) ? [tooLarge] : []);
    const params: SetChangedParams = { uri: loaded.uri };
    void this.connection.sendNotification(setChangedNotification, params);
    if (hasOthers) this.othersChanged();
  }

  /** Says whether this version of the document had been answered before; it is told again only what differs. */
  private tell(uri: string, version: number, diagnostics: readonly Diagnostic[]): boolean {
    const key = normalizeUri(uri);
    const before = this.told.get(key);
    const isAnswered = before?.version === version;
    if (isAnswered && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics)) return true;
    this.told.set(key, { version, diagnostics });
    void this.connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
    return isAnswered;
  }

  /** A fault in the analysis says nothing of the files; every version is answered all the same. */
  private findingsByFile(loaded: LoadedSet): Map<string, Finding[]> {
    const result = new Map<string, Finding[]>();
    try {
      for (const finding of loaded.findings) {
        const inFile = result.get(finding.file);
        if (inFile) inFile.push(finding);
        else result.set(finding.file, [finding]);
      }
    } catch (fault) {
      logFault(this.connection, 'diagnostics', fault);
    }
    return result;
  }

  private toDiagnostic(loaded: LoadedSet, file: SetFile, finding: Finding): Diagnostic {
    const diagnostic: Diagnostic = {
      range: toLspRange(file, finding.range),
      severity: severities[finding.severity],
      source: 'groupmap',
      code: finding.code,
      message: finding.message,
    };
    if (finding.related && this.supportsRelated())
      diagnostic.relatedInformation = finding.related.flatMap(({ file: path, range, message }) => {
        const related = loaded.fileAt(path);
        return related ? [{ location: { uri: related.uri, range: toLspRange(related, range) }, message }] : [];
      });
    return diagnostic;
  }
}
