import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { ExportMenu } from '../parts/export-menu.js';
import { Announcement } from '../parts/announcement.js';
import { UnreadableFiles } from '../parts/unreadable-files.js';
import { UserPicker } from '../parts/user-picker.js';
import { NoUsers } from '../sign-in/no-users.js';
import { Notes } from '../sign-in/notes.js';
import { PasteDialog, somebody } from '../sign-in/paste-dialog.js';
import { signInItems } from '../sign-in/sign-in-items.js';
import { Steps } from '../sign-in/steps.js';
import { TypedPerson } from '../sign-in/typed-person.js';
import { VerdictBox } from '../sign-in/verdict-box.js';
import { useAnswer, useStore, useWords } from '../use-panel.js';
import { useWho } from '../use-who.js';
import type { Page, PageProps } from './page.js';

/** One person's sign-in: the answer, and the five steps that prove it. */
export const signInPage: Page = { id: 'sign-in', title: (words) => words.signIn.title, Bar, Tools, Body };

function Bar({ result }: PageProps): JSX.Element | null {
  const store = useStore();
  const { signIn } = useWords();
  const who = useWho({ result });
  const [isPasting, setPasting] = useState(false);
  if (!who) return null;
  const typeGroups = (): void => {
    setPasting(false);
    store.update({ who: somebody(signIn.somebody) });
  };
  return (
    <>
      {who.kind === 'user' ? <UserPicker result={result} name={who.name} /> : <TypedPerson who={who} set={result.set} />}
      {who.kind === 'user' && (
        <button type="button" class="btn" title={signIn.typeGroupsNote} onClick={typeGroups}>
          {signIn.typeGroupsButton}
        </button>
      )}
      <button type="button" class="btn" onClick={() => setPasting(true)}>
        {signIn.paste}
      </button>
      {isPasting && <PasteDialog close={() => setPasting(false)} typeGroups={typeGroups} />}
    </>
  );
}

function Tools({ result }: PageProps): JSX.Element | null {
  const store = useStore();
  const who = useWho({ result });
  return who && <ExportMenu load={(format) => store.ask('exportSignIn', { who, format })} />;
}

function Body({ result }: PageProps): JSX.Element | null {
  const who = useWho({ result });
  const store = useStore();
  const { signIn } = useWords();
  const [isPasting, setPasting] = useState(false);
  const { result: view } = useAnswer('evaluateUser', who && { who });
  // With what is drawn, before a key can come.
  useLayoutEffect(() => {
    store.items = view ? signInItems(view, who?.kind === 'user' ? who.name : null) : new Map();
  });
  if (!who)
    return (
      <>
        <UnreadableFiles files={result.set.unreadable} />
        <NoUsers set={result.set} paste={() => setPasting(true)} />
        {isPasting && (
          <PasteDialog
            close={() => setPasting(false)}
            typeGroups={() => {
              setPasting(false);
              store.update({ who: somebody(signIn.somebody) });
            }}
          />
        )}
      </>
    );
  if (!view) return null;
  return (
    <div class="sign-in" data-user={view.outcome.user} data-sign-in={view.outcome.sign_in} data-account={view.outcome.account}>
      <Announcement text={`${view.verdict.heading}. ${view.verdict.sentence}`} />
      <UnreadableFiles files={view.unreadable} />
      <VerdictBox view={view} />
      <Steps view={view} />
      <Notes view={view} />
    </div>
  );
}
