import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { EvaluatedWho, ExportedText, ExportFormat, ShownProposal, WhatIfChanges } from '../../protocol.js';
import { exportWhatIf } from '../../src-language/evaluator/what-if-text.js';
import { ExportMenu } from '../parts/export-menu.js';
import { Icon } from '../parts/icon.js';
import { SourceLink } from '../parts/source-link.js';
import { ImportUsers } from '../parts/import-users.js';
import { UnreadableFiles } from '../parts/unreadable-files.js';
import { UserPicker } from '../parts/user-picker.js';
import { useAnswer, useStore, useWords } from '../use-panel.js';
import { useWho } from '../use-who.js';
import { Comparison } from '../what-if/comparison.js';
import { Controls } from '../what-if/controls.js';
import { EffectBox } from '../what-if/effect-box.js';
import { pendingControls } from '../what-if/pending-controls.js';
import { SaveForm, type SaveKind } from '../what-if/save-form.js';
import { useWhatIfMemory, whatIfId } from '../what-if/what-if-memory.js';
import { fill } from '../words.js';
import type { Page, PageProps } from './page.js';

/** One person's sign-in under other groups and settings, beside what it is now. */
export const whatIfPage: Page = { id: whatIfId, title: (words) => words.whatIf.title, Bar, Tools, Body };

function Tools(props: PageProps): JSX.Element | null {
  const store = useStore();
  const who = useWho(props);
  const [{ changes }] = useWhatIfMemory();
  if (!who) return null;
  const load = async (format: ExportFormat): Promise<ExportedText | null> => {
    const view = await store.ask('whatIf', { who, changes });
    return view && exportWhatIf(view, format);
  };
  return <ExportMenu load={load} lacks={changesSettings(changes) ? 'command' : null} />;
}

/** Settings stand in the files: no command line tries them out. */
function changesSettings({ jitEnabled, azureMarketplace, assignmentRequired, assignedByName }: WhatIfChanges): boolean {
  return [jitEnabled, azureMarketplace, assignmentRequired, assignedByName].some((setting) => setting !== undefined);
}

function Bar({ result }: PageProps): JSX.Element {
  const who = useWho({ result });
  return <UserPicker result={result} name={who?.kind === 'user' ? who.name : null} />;
}

function Body(props: PageProps): JSX.Element {
  const { whatIf: words } = useWords();
  const who = useWho(props);
  if (!who)
    return (
      <div class="empty">
        <h1>{words.noUsers}</h1>
        <p class="lead">{words.noUsersText}</p>
        <ImportUsers />
      </div>
    );
  return <WhatIf {...props} who={who} />;
}

function WhatIf({ result, who }: PageProps & { readonly who: EvaluatedWho }): JSX.Element | null {
  const { whatIf: words } = useWords();
  const [{ changes, showsUnchanged }, remember] = useWhatIfMemory();
  const [saving, setSaving] = useState<SaveKind | null>(null);
  const [written, setWritten] = useState<ShownProposal | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const { result: view } = useAnswer('whatIf', { who, changes });
  if (!view) return null;
  const { hasChanges } = view;
  const close = (): void => {
    setSaving(null);
    opener.current?.focus();
  };
  const open = (kind: SaveKind, event: JSX.TargetedMouseEvent<HTMLButtonElement>): void => {
    opener.current = event.currentTarget;
    setWritten(null);
    setSaving(kind);
  };
  return (
    <div class="what-if-page" data-user={view.outcome.now.user} data-sign-in={view.outcome.whatIf.sign_in}>
      <UnreadableFiles files={result.set.unreadable} />
      {saving && (
        <SaveForm
          key={saving}
          kind={saving}
          who={who}
          changes={changes}
          suggestedName={view.suggestedName}
          hasChanges={hasChanges}
          onCancel={close}
          onWritten={(proposal) => {
            setWritten(proposal);
            close();
          }}
        />
      )}
      {written && (
        <p class="callout written" role="status">
          <Icon name="check" tone="ok" /> {fill(words.written, written.file)} <SourceLink place={written} /> {words.undo}
        </p>
      )}
      <Controls
        set={result.set}
        controls={pendingControls(view.controls, changes)}
        onChange={(change) => remember((now) => ({ changes: { ...now.changes, ...change(now.changes) } }))}
      />
      <EffectBox effect={view.effect} />
      <Comparison
        difference={view.difference}
        showsUnchanged={showsUnchanged}
        onShowUnchanged={() => remember((now) => ({ showsUnchanged: !now.showsUnchanged }))}
      />
      <p class="sub dim">{view.apiKeys}</p>
      <div class="foot">
        <button type="button" class="btn" disabled={!hasChanges} onClick={() => remember(() => ({ changes: {} }))}>
          <Icon name="reset" />
          {words.reset}
        </button>
        <span class="grow" />
        <button type="button" class="btn" onClick={(event) => open('expectation', event)}>
          {words.saveExpectation}
        </button>
        <button type="button" class="btn primary" onClick={(event) => open('user', event)}>
          {words.saveUser}
        </button>
      </div>
    </div>
  );
}
