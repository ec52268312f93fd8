import type { JSX } from 'preact';
import type { EffectView } from '../../protocol.js';
import { Announcement } from '../parts/announcement.js';
import { Icon, type IconName } from '../parts/icon.js';
import { useWords } from '../use-panel.js';

const tones: Readonly<Record<EffectView['tone'], string>> = {
  none: 'dim',
  gain: 'ok',
  loss: 'warn',
  nothing: 'warn',
  refused: 'bad',
  unknown: 'unk',
  administrator: 'bad',
};

const alerts: Readonly<Record<NonNullable<EffectView['alert']>['kind'], { readonly icon: IconName; readonly tone: string }>> = {
  administrator: { icon: 'shield', tone: 'bad' },
  uncertain: { icon: 'question', tone: 'unk' },
  warning: { icon: 'warning', tone: 'warn' },
};

/** What the changes come to: a heading, a sentence, and what is dangerous about it. */
export function EffectBox({ effect }: { readonly effect: EffectView }): JSX.Element {
  const { whatIf: words } = useWords();
  const { tone, heading, sentence, alert } = effect;
  return (
    <section class={`verdict ${tones[tone]}`} aria-label={words.effect} data-tone={tone}>
      <Icon name="flask" />
      <div>
        <h1>{heading}</h1>
        <p dir="auto">{sentence}</p>
        {alert && (
          <p class="alert" data-alert={alert.kind}>
            <Icon {...{ name: alerts[alert.kind].icon, tone: alerts[alert.kind].tone }} />
            <span>
              <b>{alert.lead}</b> <bdi>{alert.text}</bdi>
            </span>
          </p>
        )}
      </div>
      <Announcement text={[heading, sentence, alert ? `${alert.lead} ${alert.text}` : ''].join('. ')} />
    </section>
  );
}
