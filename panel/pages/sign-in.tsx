import type { JSX } from 'preact';
import type { EvaluatedWho } from '../../protocol.js';
import { useAnswer, usePanelState, useStore, useWords } from '../use-panel.js';
import type { Page, PageProps } from './page.js';

export const signInPage: Page = { id: 'sign-in', title: (words) => words.signIn.title, Bar, Body };

/** Whose sign-in is shown: who was chosen, else the first sample user. */
export function useWho({ result }: PageProps): EvaluatedWho | null {
  const { state } = usePanelState();
  const [first] = result.set.users;
  if (state.who?.kind === 'person') return state.who;
  const { name } = state.who ?? {};
  if (name !== undefined && result.set.users.some((user) => user.name === name)) return { kind: 'user', name };
  return first ? { kind: 'user', name: first.name } : null;
}

function Bar(props: PageProps): JSX.Element {
  const store = useStore();
  const { signIn } = useWords();
  const who = useWho(props);
  return (
    <select
      data-search
      aria-label={signIn.sampleUser}
      value={who?.name}
      onChange={(event) => store.update({ who: { kind: 'user', name: event.currentTarget.value } })}
    >
      {props.result.set.users.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Body(props: PageProps): JSX.Element | null {
  const who = useWho(props);
  const { result: view } = useAnswer('evaluateUser', who && { who });
  if (!view) return null;
  return (
    <section class={`verdict ${view.verdict.tone}`} data-user={view.outcome.user} data-sign-in={view.outcome.sign_in}>
      <div>
        <h1>{view.verdict.heading}</h1>
        <p>{view.verdict.sentence}</p>
      </div>
    </section>
  );
}
