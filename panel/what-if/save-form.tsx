import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { EvaluatedWho, SaveWish, ShownProposal, WhatIfChanges, WhatIfSaveView } from '../../protocol.js';
import { Icon } from '../parts/icon.js';
import { isStillProposed } from '../parts/still-proposed.js';
import { useChosen } from '../use-chosen.js';
import { useAnswer, useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';

export type SaveKind = SaveWish['kind'];

interface Choices {
  readonly of: 'now' | 'whatIf';
  readonly name: string;
  readonly withExpectation: boolean;
}

function wishOf(kind: SaveKind, { of, name, withExpectation }: Choices): SaveWish {
  return kind === 'user' ? { kind, name, withExpectation } : { kind, of };
}

/** What would be saved, with the exact lines and their place before anything is written. */
export function SaveForm({
  kind,
  who,
  changes,
  suggestedName,
  hasChanges,
  onCancel,
  onWritten,
}: {
  readonly kind: SaveKind;
  readonly who: EvaluatedWho;
  readonly changes: WhatIfChanges;
  readonly suggestedName: string;
  readonly hasChanges: boolean;
  readonly onCancel: () => void;
  readonly onWritten: (proposal: ShownProposal) => void;
}): JSX.Element {
  const store = useStore();
  const { whatIf: words } = useWords();
  const { drawn, latest, choose } = useChosen<Choices>({
    of: hasChanges ? 'whatIf' : 'now',
    name: suggestedName,
    withExpectation: true,
  });
  const { of, name, withExpectation } = drawn;
  const change = (change: Partial<Choices>): void => choose({ ...latest(), ...change });
  const [fault, setFault] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const { result: view, failure, isOld } = useAnswer('whatIfSave', { who, changes, wish: wishOf(kind, drawn) });
  const proposal = view?.proposal ?? null;
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input:not([disabled])') ?? form.current?.querySelector('button');
    first?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [kind]);
  useEffect(() => setFault(null), [view]);
  const write = async (): Promise<void> => {
    if (!proposal) return;
    try {
      if (!(await isStillProposed(store, { who, changes, wish: wishOf(kind, latest()) }, proposal))) return;
      await store.apply(proposal.edits);
      onWritten(proposal);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const problem = fault ?? failure ?? view?.problem ?? null;
  return (
    <form
      ref={form}
      class="callout save"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={`${id}-title`}>{kind === 'user' ? words.saveUserTitle : words.saveExpectationTitle}</h2>
      {kind === 'user' ? (
        <div class="row">
          <label class="row sub">
            {words.name}
            <input
              type="text"
              class="name"
              value={name}
              aria-invalid={problem !== null}
              aria-describedby={problem !== null ? `${id}-problem` : undefined}
              onInput={({ currentTarget }) => change({ name: currentTarget.value })}
            />
          </label>
          <label class="row sub">
            <input
              type="checkbox"
              checked={withExpectation}
              onChange={({ currentTarget }) => change({ withExpectation: currentTarget.checked })}
            />
            {words.withExpectation}
          </label>
        </div>
      ) : (
        <fieldset class="row" aria-label={fill(words.expectationOf, who.name)}>
          <Choice
            name={`${id}-of`}
            text={words.expectWhatIf}
            isChosen={of === 'whatIf'}
            isDisabled={!hasChanges}
            onChoose={() => change({ of: 'whatIf' })}
          />
          <Choice name={`${id}-of`} text={words.expectNow} isChosen={of === 'now'} onChoose={() => change({ of: 'now' })} />
        </fieldset>
      )}
      {proposal && <Lines proposal={proposal} />}
      {view && <Remarks view={view} />}
      {problem !== null && (
        <p id={`${id}-problem`} class="sub" role="alert">
          <Icon name="warning" tone="warn" /> <bdi>{problem}</bdi>
        </p>
      )}
      <div class="row">
        <button type="submit" class="btn primary" disabled={isOld || !proposal || proposal.edits.length === 0 || problem !== null}>
          {proposal?.isNewFile ? words.createFile : proposal && proposal.oldLines.length > 0 ? words.changeFile : words.addToFile}
        </button>
        <button type="button" class="btn" onClick={onCancel}>
          {words.cancel}
        </button>
        <span class="sub dim">{words.undo}</span>
      </div>
    </form>
  );
}

function Choice({
  name,
  text,
  isChosen,
  isDisabled = false,
  onChoose,
}: {
  readonly name: string;
  readonly text: string;
  readonly isChosen: boolean;
  readonly isDisabled?: boolean;
  readonly onChoose: () => void;
}): JSX.Element {
  return (
    <label class="row sub">
      <input type="radio" name={name} checked={isChosen} disabled={isDisabled} onChange={onChoose} />
      {text}
    </label>
  );
}

/** The lines as they would be, those that they take the place of before them. */
function Lines({ proposal }: { readonly proposal: ShownProposal }): JSX.Element {
  const { whatIf: words } = useWords();
  const { file, line, isNewFile, oldLines, newLines } = proposal;
  if (oldLines.length === 0 && newLines.length === 0) return <p class="sub dim">{words.nothingToWrite}</p>;
  const place = isNewFile ? words.createsFile : oldLines.length > 0 ? words.changesLines : words.addsLines;
  return (
    <>
      <p class="sub dim" data-file={file} data-line={line}>
        <bdi>{fill(place, file, line)}</bdi>
      </p>
      <pre class="code" tabIndex={0} role="region" aria-label={words.lines} dir="ltr">
        {oldLines.map((text, index) => (
          <span key={`-${index}`} class="del">
            {`- ${text}\n`}
          </span>
        ))}
        {newLines.map((text, index) => (
          <span key={`+${index}`} class="ins">
            {`+ ${text}\n`}
          </span>
        ))}
      </pre>
    </>
  );
}

function Remarks({ view: { leftOut, doesNotHold } }: { readonly view: WhatIfSaveView }): JSX.Element {
  const { whatIf: words } = useWords();
  return (
    <>
      {doesNotHold.length > 0 && (
        <p class="sub remark" data-remark="does-not-hold">
          <Icon name="warning" tone="warn" /> <b>{words.doesNotHold}</b> <bdi>{doesNotHold.join(' ')}</bdi> {words.doesNotHoldHint}
        </p>
      )}
      {leftOut.length > 0 && (
        <p class="sub remark" data-remark="left-out">
          <Icon name="question" tone="unk" /> <b>{words.leftOut}</b> <bdi>{leftOut.join(' ')}</bdi>
        </p>
      )}
    </>
  );
}
