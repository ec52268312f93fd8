import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ExportMenu } from '../parts/export-menu.js';
import { Spoken } from '../parts/spoken.js';
import { UnreadableFiles } from '../parts/unreadable-files.js';
import { UserPicker } from '../parts/user-picker.js';
import { Notes } from '../sign-in/notes.js';
import { signInItems } from '../sign-in/sign-in-items.js';
import { Steps } from '../sign-in/steps.js';
import { VerdictBox } from '../sign-in/verdict-box.js';
import { useAnswer, useStore } from '../use-panel.js';
import { useWho } from '../use-who.js';
import type { Page, PageProps } from './page.js';

/** One person's sign-in: the answer, and the five steps that prove it. */
export const signInPage: Page = { id: 'sign-in', title: (words) => words.signIn.title, Bar, Tools, Body };

function Bar({ result }: PageProps): JSX.Element {
  const who = useWho({ result });
  return <UserPicker result={result} name={who?.kind === 'user' ? who.name : null} />;
}

function Tools({ result }: PageProps): JSX.Element | null {
  const store = useStore();
  const who = useWho({ result });
  return who && <ExportMenu load={(format) => store.ask('exportSignIn', { who, format })} />;
}

function Body({ result }: PageProps): JSX.Element | null {
  const who = useWho({ result });
  const { result: view } = useAnswer('evaluateUser', who && { who });
  const store = useStore();
  useEffect(() => {
    store.items = view ? signInItems(view, who?.kind === 'user' ? who.name : null) : new Map();
  });
  if (!view) return null;
  return (
    <div class="sign-in" data-user={view.outcome.user} data-sign-in={view.outcome.sign_in} data-account={view.outcome.account}>
      <Spoken text={`${view.verdict.heading}. ${view.verdict.sentence}`} />
      <UnreadableFiles files={view.unreadable} />
      <VerdictBox view={view} />
      <Steps view={view} />
      <Notes view={view} />
    </div>
  );
}
