import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EvaluatedWho, PastedAttribute, PastedSignInView, PastedValue } from '../../protocol.js';
import { Dialog } from '../parts/dialog.js';
import { ExactText } from '../parts/exact-text.js';
import { Icon } from '../parts/icon.js';
import { MappingName } from '../parts/mapping-name.js';
import { useAnswer, useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { SavePerson } from './save-person.js';

/** Reads a SAML response or an ID token that is pasted: each value as sent, what the set knows it as, and what it leads to. */
export function PasteDialog({ close, typeGroups }: { readonly close: () => void; readonly typeGroups: () => void }): JSX.Element {
  const store = useStore();
  const { signIn, parts } = useWords();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { result: answered, isOld } = useAnswer('pastedSignIn', text.trim() === '' ? null : { text });
  const view = text.trim() === '' ? undefined : answered;
  const attribute = view?.attributes.find(({ name }) => name === chosen) ?? view?.attributes[view.likely];
  const error = view?.problems.find(({ severity }) => severity === 'error');
  const show = (): void => {
    if (!attribute) return;
    store.update({ who: attribute.who });
    close();
  };
  return (
    <Dialog
      title={signIn.pasteTitle}
      close={close}
      footer={
        <>
          <span class="sub dim sp" role="status">
            {attribute?.result}
          </span>
          {!attribute && (
            <button type="button" class="btn" onClick={close}>
              {parts.cancel}
            </button>
          )}
          {attribute && !isSaving && (
            <button type="button" class="btn" onClick={() => setSaving(true)}>
              {signIn.saveAsUser}
            </button>
          )}
          <button type="button" class="btn primary" disabled={!attribute || isOld} onClick={show}>
            {signIn.showSignIn}
          </button>
        </>
      }
    >
      <div>
        <label class="colh" for="pasted">
          {signIn.pasteLabel} <span class="sub">{signIn.pasteForms}</span>
        </label>
        <textarea
          id="pasted"
          rows={3}
          spellcheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={error ? 'pasted-error' : 'pasted-promise'}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setSaving(false);
          }}
        />
      </div>
      <p id="pasted-promise">
        {view?.form != null && (
          <>
            <Icon name="check" tone="ok" /> <bdi>{view.form}.</bdi>{' '}
          </>
        )}
        <span class="dim">{signIn.pastePromise}</span>
      </p>
      {error && (
        <div class="callout refused" id="pasted-error" role="alert">
          <Icon name="deny" tone="bad" /> <bdi>{error.message}</bdi>{' '}
          <button type="button" class="link" onClick={typeGroups}>
            {signIn.typeGroups}
          </button>
        </div>
      )}
      {view?.problems
        .filter(({ severity }) => severity !== 'error')
        .map(({ message }) => (
          <p key={message} class="remark">
            <Icon name="info" tone="info" /> <bdi>{message}</bdi>
          </p>
        ))}
      {view && attribute && <Claims view={view} chosen={attribute} choose={setChosen} />}
      {attribute && isSaving && <SavePerson who={attribute.who} done={close} />}
    </Dialog>
  );
}

function Claims({
  view,
  chosen,
  choose,
}: {
  readonly view: PastedSignInView;
  readonly chosen: PastedAttribute;
  readonly choose: (name: string) => void;
}): JSX.Element {
  const { signIn } = useWords();
  return (
    <table class="claims" aria-label={signIn.claims}>
      <thead>
        <tr>
          <th scope="col">{signIn.asSent}</th>
          <th scope="col">{signIn.knownAs}</th>
          <th scope="col">{signIn.leadsTo}</th>
        </tr>
      </thead>
      {view.attributes.map((attribute) => {
        const isChosen = attribute === chosen;
        return (
          <tbody key={attribute.name} class={isChosen ? 'on' : ''} data-attribute={attribute.name}>
            <tr>
              <th scope="rowgroup" {...(isChosen && { colSpan: 3 })}>
                <label>
                  <input type="radio" name="attribute" checked={isChosen} onChange={() => choose(attribute.name)} />
                  <span>
                    <bdi>{attribute.shortName}</bdi>{' '}
                    {attribute.shortName !== attribute.name && (
                      <span class="url">
                        <bdi>{attribute.name}</bdi>
                      </span>
                    )}
                  </span>
                </label>
              </th>
              {!isChosen && (
                <td class="mono" colSpan={2}>
                  {attribute.values.slice(0, 3).map(({ label }, index) => (
                    <span key={label.group}>
                      {index > 0 && ', '}
                      <ExactText text={label.group} />
                    </span>
                  ))}
                  {attribute.values.length + attribute.moreValues > 3 &&
                    fill(signIn.andMoreValues, attribute.values.length + attribute.moreValues - 3)}
                </td>
              )}
            </tr>
            {isChosen && attribute.values.map((value) => <Value key={value.label.group} value={value} />)}
            {isChosen && attribute.moreValues > 0 && (
              <tr class="val">
                <td colSpan={3}>{fill(signIn.andMoreValues, attribute.moreValues)}</td>
              </tr>
            )}
          </tbody>
        );
      })}
    </table>
  );
}

function Value({ value }: { readonly value: PastedValue }): JSX.Element {
  const { label } = value;
  return (
    <tr class="val" data-value={label.group}>
      <th scope="row">
        <ExactText text={label.group} />
      </th>
      <td class={label.displayName === null ? 'none' : ''}>{label.displayName === null ? '–' : <bdi>{label.displayName}</bdi>}</td>
      <td>
        <LeadsTo value={value} />
      </td>
    </tr>
  );
}

function LeadsTo({ value }: { readonly value: PastedValue }): JSX.Element {
  const { signIn, parts } = useWords();
  if (value.leadsTo.length === 0) {
    if (!value.isKnown)
      return (
        <>
          <Icon name="warning" tone="warn" /> {signIn.notKnown}
        </>
      );
    return (
      <>
        <Icon name="dot" tone="dim" /> {value.isAssigned ? signIn.onlyAssigns : signIn.noMapping}
      </>
    );
  }
  return (
    <div>
      {value.leadsTo.map(({ mapping, isAdministrator, with: others }) => (
        <div key={mapping}>
          <Icon name={isAdministrator ? 'shieldFilled' : 'check'} tone={isAdministrator ? 'bad' : 'ok'} /> <MappingName name={mapping} />
          {isAdministrator && <span class="sr">, {parts.administrator}</span>}
          {others.length > 0 && (
            <>
              {signIn.withGroups}
              {others.map(({ group, displayName }, index) => (
                <span key={group}>
                  {index > 0 && parts.and}
                  <bdi>{displayName ?? group}</bdi>
                </span>
              ))}
            </>
          )}
        </div>
      ))}
    </div>
  );
}

/** Somebody whose groups nobody has typed yet. */
export function somebody(name: string): EvaluatedWho {
  return { kind: 'person', name, account: 'new', claim: { from: 'member_of', values: [] } };
}
