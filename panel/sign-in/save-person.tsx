import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EvaluatedWho } from '../../protocol.js';
import { isStillProposed } from '../parts/still-proposed.js';
import { useChosen } from '../use-chosen.js';
import { useAnswer, useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';

/** Saves somebody as a sample user: the lines, the file and the place are shown before anything is written. */
export function SavePerson({
  who,
  done,
}: {
  readonly who: EvaluatedWho & { readonly kind: 'person' };
  readonly done: () => void;
}): JSX.Element {
  const store = useStore();
  const { signIn } = useWords();
  const { drawn: name, latest, choose } = useChosen(who.name);
  const [failure, setFailure] = useState<string | null>(null);
  const { result: save, isOld } = useAnswer('whatIfSave', wanted(who, name));
  const proposal = save?.proposal;
  const write = async (): Promise<void> => {
    if (!proposal) return;
    const written = latest();
    try {
      if (!(await isStillProposed(store, wanted(who, written), proposal))) return;
      await store.apply(proposal.edits);
      store.update({ who: { kind: 'user', name: written.trim() } });
      done();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section class="callout" aria-label={signIn.saveAsUser}>
      <label class="colh" for="save-name">
        {signIn.saveName}
      </label>
      <input id="save-name" type="text" dir="auto" value={name} onInput={({ currentTarget }) => choose(currentTarget.value)} />
      {proposal && (
        <>
          <p class="sub dim">{fill(proposal.isNewFile ? signIn.newFile : signIn.linesAt, proposal.file, proposal.line)}</p>
          <pre class="code" tabIndex={0} role="region" aria-label={signIn.lines}>
            {proposal.newLines.join('\n')}
          </pre>
          <button type="button" class="btn primary" disabled={isOld} onClick={() => void write()}>
            {signIn.writeLines}
          </button>
        </>
      )}
      {(save?.problem != null || failure !== null) && (
        <p role="alert" class="bad">
          <bdi>{failure ?? save?.problem}</bdi>
        </p>
      )}
    </section>
  );
}

function wanted(who: EvaluatedWho, name: string) {
  return { who, changes: {}, wish: { kind: 'user', name: name.trim(), withExpectation: false } } as const;
}
