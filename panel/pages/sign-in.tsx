import type { JSX } from 'preact';
import { UnreadableFiles } from '../parts/unreadable-files.js';
import { UserPicker } from '../parts/user-picker.js';
import { Notes } from '../sign-in/notes.js';
import { Steps } from '../sign-in/steps.js';
import { VerdictBox } from '../sign-in/verdict-box.js';
import { useAnswer } from '../use-panel.js';
import { useWho } from '../use-who.js';
import type { Page, PageProps } from './page.js';

/** One person's sign-in: the answer, and the five steps that prove it. */
export const signInPage: Page = { id: 'sign-in', title: (words) => words.signIn.title, Bar, Body };

function Bar({ result }: PageProps): JSX.Element {
  const who = useWho({ result });
  return <UserPicker result={result} name={who?.kind === 'user' ? who.name : null} />;
}

function Body({ result }: PageProps): JSX.Element | null {
  const who = useWho({ result });
  const { result: view } = useAnswer('evaluateUser', who && { who });
  if (!view) return null;
  return (
    <div class="sign-in" data-user={view.outcome.user} data-sign-in={view.outcome.sign_in} data-account={view.outcome.account}>
      <UnreadableFiles files={view.unreadable} />
      <VerdictBox view={view} />
      <Steps view={view} />
      <Notes view={view} />
    </div>
  );
}
