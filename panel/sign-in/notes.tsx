import type { JSX } from 'preact';
import type { SignInView } from '../../protocol.js';
import { Icon, type IconName } from '../parts/icon.js';
import { useWords } from '../use-panel.js';

const looks: Readonly<Record<string, readonly [IconName, string]>> = {
  'no-access': ['warning', 'warn'],
  'group-claim-overflow': ['warning', 'warn'],
  'attribute-missing': ['warning', 'warn'],
  'attribute-empty': ['warning', 'warn'],
  'attribute-not-designated': ['warning', 'warn'],
  'group-not-listed': ['warning', 'warn'],
  'joined-group-value': ['warning', 'warn'],
  'acl-deny': ['deny', 'bad'],
  'mapping-unknown': ['question', 'unk'],
};

/** What a reader has to know besides, each with its code. */
export function Notes({ view }: { readonly view: SignInView }): JSX.Element | null {
  const { signIn } = useWords();
  if (view.notes.length === 0) return null;
  return (
    <section class="notes">
      <h2>{signIn.notes}</h2>
      <ul>
        {view.notes.map(({ code, message }) => {
          const [icon, tone] = looks[code] ?? (['info', 'info'] as const);
          return (
            <li key={`${code} ${message}`} data-note={code}>
              <Icon name={icon} tone={tone} />
              <div>
                <bdi>{message}</bdi> <code>{code}</code>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
